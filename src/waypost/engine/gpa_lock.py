"""Marks that lock: from a semester on, a class taken again does not replace them."""

from collections.abc import Sequence
from fractions import Fraction

from waypost.engine.gpa_policy import Lock
from waypost.engine.matching import accepts
from waypost.engine.record import Entry


def locked(attempts: Sequence[tuple[Entry, Fraction]], *, lock: Lock) -> frozenset[str]:
    """The ids of the attempts whose marks lock; empty where too few are there in time, since then nothing locks.

    ``attempts`` are those that count, each with its points. The best marks lock, first those that the lock asks
    for, so that a poor one stays open to a better attempt for as long as the rule allows.
    """
    best_first = sorted(attempts, key=lambda attempt: (-attempt[1], attempt[0].id))
    in_time = [entry for entry, points in best_first if points and accepts(lock.selector, entry)]
    asked = [entry for entry in in_time if accepts(lock.least_selector, entry)]
    chosen = _first(asked, units=lock.least_units)
    others = [entry for entry in in_time if entry not in chosen]
    chosen += _first(others, units=lock.units - _units(chosen))
    is_full = _units(asked) >= lock.least_units and _units(chosen) >= lock.units
    return frozenset(entry.id for entry in chosen) if is_full else frozenset()


def _first(entries: Sequence[Entry], *, units: int) -> list[Entry]:
    """The first entries that together bring so many units, or all of them."""
    chosen: list[Entry] = []
    for entry in entries:
        if _units(chosen) >= units:
            break
        chosen.append(entry)
    return chosen


def _units(entries: Sequence[Entry]) -> int:
    return sum(entry.units for entry in entries)
