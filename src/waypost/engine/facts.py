"""What facts say: the ones that a rule asks for, their best number, and whether one of them passes."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from waypost.engine.marks import is_blank
from waypost.engine.record import Fact, FactValue, Record
from waypost.engine.window import Window


def graded_facts(record: Record) -> tuple[Fact, ...]:
    """The facts of a record, those with a day with the grade level of that day where the record tells it."""
    if all(fact.on is None or fact.grade_level is not None for fact in record.facts):
        return record.facts
    return tuple(
        fact if fact.on is None or fact.grade_level is not None else replace(fact, grade_level=_grade(record, fact.on))
        for fact in record.facts
    )


def _grade(record: Record, on: date) -> int | None:
    """The grade level in the school year of a day: that of its classes, else by the class year."""
    year = record.calendar.school_year(on)
    taken = [entry.grade_level for entry in record.entries if entry.school_year == year]
    if taken:
        return max(taken)
    cohort = record.cohort
    if cohort.class_of is not None:
        return 12 - (cohort.class_of - 1 - year)
    return None if cohort.entered_ninth_in is None else 9 + year - cohort.entered_ninth_in


def facts_of(
    facts: Iterable[Fact], *, keys: Container[str], window: Window | None = None, doubtful: bool = False
) -> list[Fact]:
    """The facts with one of these keys inside the window; ``doubtful`` takes those of which nobody knows, too."""
    wanted = (True, None) if doubtful else (True,)
    return [fact for fact in facts if fact.key in keys and (window is None or window.holds(fact) in wanted)]


def best_number(facts: Iterable[Fact]) -> Fraction | None:
    """The largest number that a fact gives (a true one gives 1), or None."""
    numbers = [Fraction(fact.value) for fact in facts if isinstance(fact.value, int | Fraction)]
    return max(numbers, default=None)


def passes(facts: Sequence[Fact], *, at_least: Fraction | None, one_of: Sequence[FactValue]) -> bool:
    """Whether one of the facts is enough: a number of at least so much, one of some values, or simply true."""
    if at_least is not None:
        best = best_number(facts)
        return best is not None and best >= at_least
    if one_of:
        return any(fact.value in one_of for fact in facts)
    return any(_is_said(fact.value) for fact in facts)


def _is_said(value: FactValue) -> bool:
    """Whether a value says that something is there: true, a number above or below 0, a text that is not blank."""
    return not is_blank(value) if isinstance(value, str) else bool(value)
