"""A rulebook whose rules meet in many ways is tried on generated records, so that no student's audit runs out of steps.

The records are made of the book itself: every course is what some of its selectors ask for together, so that all
limits are exceeded and one course is often under several of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import combinations
from math import gcd
from typing import TypeVar

from waypost.engine.audit import audit
from waypost.engine.budget import Budget
from waypost.engine.catalog import Course, Level, Term
from waypost.engine.compiled import CompiledRulebook, compile_rulebook
from waypost.engine.digest import digest_rulebook
from waypost.engine.record import Entry, MethodCode, Record, Stage
from waypost.engine.requirement import AllOf, ChooseOf, Credits, Rulebook
from waypost.engine.selector import BothMatch, EitherMatch, Match, Selector

Value = TypeVar("Value", bound=str)

#: How many records are tried, and how many entries each has.
RECORDS, ENTRIES = 200, 40

#: With fewer leaves that want one language nothing has to be tried.
_FEWEST_SAME = 3

#: The most selectors that one course is made of.
_MOST_TOGETHER = 4


T = TypeVar("T")


@dataclass(slots=True)
class _Draw:
    """Numbers as if by chance, the same on every machine and in every version (Knuth's linear congruence)."""

    state: int

    def below(self, end: int) -> int:
        """A number from 0 up to and without the end."""
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        return (self.state >> 33) % end

    def one(self, values: Sequence[T]) -> T:
        """One of the values."""
        return values[self.below(len(values))]

    def some(self, values: Sequence[T], *, most: int) -> list[T]:
        """Up to so many different values."""
        return list(dict.fromkeys(self.one(values) for _ in range(most))) if values else []


#: How each book fared, by its digest: a grade policy in it holds a table, so that the book itself has no hash.
_FARED: dict[str, bool] = {}


def passes_trial(rulebook: Rulebook) -> bool:
    """Whether every generated record can be audited within the budget."""
    compiled = compile_rulebook(rulebook)
    if not _has_many_ways(compiled):
        return True
    digest = digest_rulebook(rulebook)
    if digest not in _FARED:
        _FARED[digest] = all(_is_within_budget(record, compiled) for record in trial_records(compiled))
    return _FARED[digest]


def trial_records(compiled: CompiledRulebook) -> list[Record]:
    """The records that a rulebook is tried on, always the same."""
    limits, leaves = _asked_by(compiled)
    return [_record(_Draw(number), limits=limits, leaves=leaves, half=_half(compiled)) for number in range(RECORDS)]


def _is_within_budget(record: Record, compiled: CompiledRulebook) -> bool:
    budget = Budget()
    audit(record, compiled, budget=budget)
    return not budget.is_spent


def _has_many_ways(compiled: CompiledRulebook) -> bool:
    """Whether limits stand over the same slots, or several leaves want one language each."""
    plan, _ = compiled.plan_for(Record(), on=None)
    caps = [cap.slots for cap in plan.caps] + [cap.slots for cap in plan.course_caps]
    meet = any(one & other for one, other in combinations(caps, 2))
    return meet or plan.same_mask.bit_count() >= _FEWEST_SAME


def _asked_by(compiled: CompiledRulebook) -> tuple[list[Match], list[Match]]:
    """What limits and leaves ask of a course."""
    nodes = compiled.nodes.values()
    groups = [node for node in nodes if isinstance(node, AllOf | ChooseOf)]
    limits = [limit.selector for node in groups for limit in node.limits]
    limits += [limit.selector for node in groups for limit in node.course_limits]
    leaves = [node.selector for node in nodes if isinstance(node, Credits)]
    return _matches(limits), _matches(leaves)


def _matches(selectors: list[Selector]) -> list[Match]:
    found: list[Match] = []
    waiting = list(selectors)
    for selector in waiting:
        match selector:
            case Match():
                found.append(selector)
            case EitherMatch() | BothMatch():
                waiting.extend(selector.parts)
            case _:
                pass
    return list(dict.fromkeys(found))


def _half(compiled: CompiledRulebook) -> int:
    """Half of what all leaves and limits are multiples of: a course of one semester."""
    nodes = compiled.nodes.values()
    units = [node.units for node in nodes if isinstance(node, Credits)]
    units += [limit.units for node in nodes if isinstance(node, AllOf | ChooseOf) for limit in node.limits]
    return max(1, reduce(gcd, units) // 2)


def _record(chance: _Draw, *, limits: list[Match], leaves: list[Match], half: int) -> Record:
    entries = []
    for number in range(ENTRIES):
        asked = chance.some(limits, most=chance.below(_MOST_TOGETHER))
        asked += chance.some(leaves, most=1 + chance.below(2))
        entries.append(_entry(chance, asked, number=number, units=half * chance.one((1, 2, 2))))
    return Record(entries=tuple(entries))


def _entry(chance: _Draw, asked: list[Match], *, number: int, units: int) -> Entry:
    """An entry that is, as far as one course can, all that is asked."""
    stage = (Stage.DONE, Stage.DONE, Stage.NOW, Stage.PLANNED)[number * 4 // ENTRIES]
    course = Course(
        code=_one(chance, [match.codes for match in asked]) or f"trial-{number}",
        title=" ".join(match.title for match in asked if match.title) or "Trial",
        subject=_one(chance, [match.subjects for match in asked]) or "EL",
        units=units,
        tags=frozenset().union(*(match.all_tags for match in asked), *(_some(chance, match.tags) for match in asked)),
        level=_one(chance, [match.levels for match in asked]) or Level.REGULAR,
        repeatable=True,
    )
    return Entry(
        id=f"trial-{number:02}",
        course=course,
        stage=stage,
        units=units,
        mark="A" if stage is Stage.DONE else None,
        grade_level=9,
        school_year=2025,
        term=_one(chance, [match.terms for match in asked]) or Term.YEAR,
        method=_one(chance, [match.methods for match in asked]) or MethodCode.CLASSROOM,
    )


def _one(chance: _Draw, asked: list[frozenset[Value]]) -> Value | None:
    """One of the values that the first selector with any asks for."""
    values = next((values for values in asked if values), None)
    return chance.one(sorted(values)) if values else None


def _some(chance: _Draw, tags: frozenset[str]) -> list[str]:
    return [chance.one(sorted(tags))] if tags else []
