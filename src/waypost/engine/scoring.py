"""Scores: sums and averages over facts, marks and counts, with what served and what is missing.

IB: the points of six subjects (7 + 6 + 5 + 5 + 4 + 4 = 31) and up to 3 of the core must be 24 or more.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from waypost.engine.facts import best_number, facts_of, passes
from waypost.engine.families import Source
from waypost.engine.marks import percent_of
from waypost.engine.matching import accepts
from waypost.engine.measure import Measure
from waypost.engine.record import Fact, Stage
from waypost.engine.requirement import Score
from waypost.engine.result import Tallied
from waypost.engine.sameness import course_key
from waypost.engine.score import CountTerm, FactTerm, MarkTerm, ScoreKind, ScoreTerm
from waypost.engine.validating import as_graded

#: What a tally of these entries counts at a stage.
Count = Callable[[Measure, list[Source], int], int]


@dataclass(frozen=True, slots=True)
class _Value:
    """One number of a term, and the fact or entry that brings it."""

    number: Fraction
    served: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Brought:
    """The values of one term, and the facts that it misses."""

    values: tuple[_Value, ...]
    missing: tuple[str, ...] = ()


def tallied_score(
    score: Score, *, sources: Sequence[Source], facts: Sequence[Fact], count: Count, doubtful: bool = False
) -> Tallied:
    """The score as it is and as it would be with the plan; None where an average misses a value.

    ``doubtful`` counts facts of which nobody knows whether they lie in their window.
    """
    done, planned = (
        [
            _brought(term, sources=sources, facts=_own_facts(term, facts, doubtful=doubtful), stage=stage, count=count)
            for term in score.terms
        ]
        for stage in (0, 2)
    )
    served = dict.fromkeys(name for one in planned for value in one.values if value.number for name in value.served)
    missing = dict.fromkeys(name for one in planned for name in one.missing)
    return Tallied(
        _total(score, done), _total(score, planned), score.at_least, served=tuple(served), missing=tuple(missing)
    )


def _own_facts(term: ScoreTerm, facts: Sequence[Fact], *, doubtful: bool) -> Sequence[Fact]:
    if not isinstance(term, FactTerm):
        return ()
    return facts_of(facts, keys=term.keys, window=term.window, doubtful=doubtful)


def _total(score: Score, brought: Sequence[_Brought]) -> Fraction | None:
    values = sorted((value.number for one in brought for value in one.values), reverse=True)
    counted = values if score.best is None else values[: score.best]
    match score.kind:
        case ScoreKind.SUM:
            return sum(counted, Fraction(0))
        case ScoreKind.AVERAGE:
            is_short = any(one.missing for one in brought) if score.best is None else len(counted) < score.best
            return None if is_short or not counted else sum(counted, Fraction(0)) / len(counted)
        case _:
            assert_never(score.kind)


def _brought(
    term: ScoreTerm, *, sources: Sequence[Source], facts: Sequence[Fact], stage: int, count: Count
) -> _Brought:
    match term:
        case FactTerm():
            return _of_facts(term, facts)
        case MarkTerm():
            return _of_marks(term, [source for source in sources if accepts(term.selector, source.entry)])
        case CountTerm():
            matching = [source for source in sources if accepts(term.selector, source.entry)]
            number = count(term.measure, matching, stage) * term.times
            served = tuple(source.entry.id for source in matching if source.counts and source.stage <= stage)
            return _Brought((_Value(_capped(number, term), served),))
        case _:
            assert_never(term)


def _of_facts(term: FactTerm, own: Sequence[Fact]) -> _Brought:
    if term.at_least is not None or term.one_of:
        passed = [fact.key for fact in own if passes([fact], at_least=term.at_least, one_of=term.one_of)]
        number = term.times if passed else Fraction(0)
        return _Brought((_Value(_capped(number, term), tuple(passed[:1])),), () if passed else term.keys)
    best = best_number(own)
    if best is None:
        return _Brought((), term.keys)
    served = tuple(dict.fromkeys(fact.key for fact in own if best_number([fact]) == best))
    return _Brought((_Value(_capped(best * term.times, term), served[:1]),))


def _of_marks(term: MarkTerm, matching: Sequence[Source]) -> _Brought:
    """Each class once with its best mark; of those the best so many."""
    best: dict[str, _Value] = {}
    points = dict(term.points)
    for source in matching:
        entry = source.entry
        number = _points_of(as_graded(entry).mark, points) if entry.stage is Stage.DONE else None
        if number is None or not (entry.repeat is None or entry.repeat.counts):
            continue
        key = entry.id if entry.course.repeatable else course_key(entry.course)
        if key not in best or best[key].number < number * term.times:
            best[key] = _Value(number * term.times, (entry.id,))
    ranked = sorted(best.values(), key=lambda value: (-value.number, value.served))[: term.best]
    if term.at_most is not None:
        return _Brought((_together(ranked, term.at_most),))
    return _Brought(tuple(ranked))


def _together(values: Sequence[_Value], most: Fraction) -> _Value:
    """The values as one, which brings no more than the most."""
    served = tuple(name for value in values for name in value.served)
    return _Value(min(most, sum((value.number for value in values), Fraction(0))), served)


def _points_of(mark: str | None, points: dict[str, Fraction]) -> Fraction | None:
    if mark is None:
        return None
    return points.get(mark.strip().upper()) if points else percent_of(mark)


def _capped(number: Fraction, term: FactTerm | CountTerm) -> Fraction:
    return number if term.at_most is None else min(number, term.at_most)
