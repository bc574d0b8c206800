"""The kinds of background work: each app's ``tasks`` module registers its own, and the worker knows no other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.utils.module_loading import autodiscover_modules


def _nothing() -> None:
    """A kind without leases has nothing to mend."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobKind:
    """One kind of work.

    ``run`` does the next piece and returns whether there was one; ``mend`` gives back what dead workers held. The
    kind with the least ``priority`` runs first: people wait for it.
    """

    name: str
    priority: int
    run: Callable[[], bool]
    mend: Callable[[], None] = _nothing


_kinds: dict[str, JobKind] = {}


def register(kind: JobKind) -> None:
    """Make a kind known to the worker; a ``tasks`` module ends with it."""
    _kinds[kind.name] = kind


def kinds() -> list[JobKind]:
    """All kinds, in the order in which they are asked for work."""
    _discover()
    return sorted(_kinds.values(), key=lambda kind: (kind.priority, kind.name))


@cache
def _discover() -> None:
    """Import the ``tasks`` of every app, once: an idle worker asks for the kinds several times a second."""
    autodiscover_modules("tasks")


def run_one() -> bool:
    """Whether some kind had work; the first that has does one piece of it."""
    return any(kind.run() for kind in kinds())


def mend() -> None:
    """Let every kind give back what dead workers held, and forget what is old."""
    for kind in kinds():
        kind.mend()
