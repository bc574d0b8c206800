"""What if: the same search with the record or the rules changed, as the difference of two plans and their meters."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from waypost.engine.audit import audit
from waypost.engine.catalog import Term
from waypost.engine.compiled import CompiledRulebook
from waypost.engine.load import halves_of
from waypost.engine.record import Entry, Stage
from waypost.engine.repair import RepairAnswer, repair
from waypost.engine.result import AuditResult, Meter, Status
from waypost.engine.search.calendar import Calendar
from waypost.engine.search.question import DEFAULT_EFFORT, Effort, Question
from waypost.engine.search.takeable import is_low
from waypost.engine.search.wishes import LighterTerm


@dataclass(frozen=True, slots=True, kw_only=True)
class MeterChange:
    """One requirement before and after; None where only one of the two rulebooks has it."""

    rulebook_id: str
    path: str
    before: Meter | None
    after: Meter | None
    status_before: Status | None = None
    status_after: Status | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """What an event does: the meters before it, right after it, and the fixes that bring the plan back on time.

    ``meters`` are the requirements that change by the event alone. ``answer`` has for every fix the courses
    added, dropped and moved, and the meters of its plan.
    """

    before: tuple[AuditResult, ...]
    after: tuple[AuditResult, ...]
    meters: tuple[MeterChange, ...]
    answer: RepairAnswer


def what_if(question: Question, changed: Question, *, effort: Effort = DEFAULT_EFFORT, most: int = 3) -> WhatIf:
    """The difference between a question and the same one after an event, with up to ``most`` fixes."""
    before, after = _audits(question), _audits(changed)
    answer = repair(changed, effort=effort, most=most)
    return WhatIf(before=before, after=after, meters=meter_changes(before, after), answer=answer)


def failed(question: Question, *, entry_id: str) -> Question:
    """The question with a course failed: it stays on the record without credit, and its mark is an F.

    That is known when its term ends, so the open terms begin after it.
    """

    def fail(entry: Entry) -> Entry:
        if entry.id != entry_id:
            return entry
        return replace(entry, stage=Stage.DONE, units=0, attempted_units=entry.units, mark="F")

    terms = [entry for entry in question.record.entries if entry.id == entry_id]
    later = replace(question, calendar=_after(terms, question.calendar))
    return _with_entries(later, [fail(entry) for entry in question.record.entries])


def dropped(question: Question, *, entry_id: str) -> Question:
    """The question without one entry."""
    return _with_entries(question, [entry for entry in question.record.entries if entry.id != entry_id])


def repeated(question: Question, *, entry_id: str, school_year: int, term: Term) -> Question:
    """The question with an earned course planned once more; where its credit is all earned, that brings no more."""
    grade = {span.half.school_year: span.grade for span in question.calendar.spans()}
    again = [
        replace(
            _again(entry),
            school_year=school_year,
            term=term,
            grade_level=grade.get(school_year, entry.grade_level),
        )
        for entry in question.record.entries
        if entry.id == entry_id
    ]
    return _with_entries(question, [*question.record.entries, *again])


def _again(entry: Entry) -> Entry:
    """The second try; a search takes a course whose credit is earned out of the plan, unless it is repeatable."""
    course = entry.course
    improves = entry.units < course.units or is_low(entry.mark)
    return replace(
        entry,
        id=f"{entry.id}-again",
        course=course if improves else replace(course, repeatable=True),
        stage=Stage.PLANNED,
        units=course.units if improves else 0,
        attempted_units=None,
        mark=None,
        repeat=None,
    )


def moved_state(question: Question, *, rulebooks: Sequence[CompiledRulebook]) -> Question:
    """The question under other rulebooks."""
    return replace(question, rulebooks=tuple(rulebooks))


def other_pathway(question: Question, *, goals: Sequence[CompiledRulebook]) -> Question:
    """The question with other goals, which count as rules that must be complete."""
    own = {book.rulebook.id for book in question.goals}
    kept = [book for book in question.rulebooks if book.rulebook.id not in own]
    return replace(question, rulebooks=(*kept, *goals), goals=())


def fewer_periods(question: Question, *, grade_level: int, fewer: int = 1) -> Question:
    """The question with a period less in a grade, for work or rest."""
    lighter = (*question.wishes.lighter, LighterTerm(grade_level=grade_level, fewer=fewer))
    return replace(question, wishes=replace(question.wishes, lighter=lighter))


def meter_changes(before: Sequence[AuditResult], after: Sequence[AuditResult]) -> tuple[MeterChange, ...]:
    """The requirements whose meters or statuses differ, in the order of the rulebooks."""
    own, other = _standings(before), _standings(after)
    nothing = (None, None)
    found = ((place, own.get(place, nothing), other.get(place, nothing)) for place in dict.fromkeys([*own, *other]))
    return tuple(
        MeterChange(
            rulebook_id=book, path=path, before=was[0], after=will[0], status_before=was[1], status_after=will[1]
        )
        for (book, path), was, will in found
        if was != will
    )


def _audits(question: Question) -> tuple[AuditResult, ...]:
    books = (*question.rulebooks, *question.goals)
    return tuple(audit(question.record, book, as_of=question.as_of) for book in books)


def _standings(results: Sequence[AuditResult]) -> dict[tuple[str, str], tuple[Meter, Status]]:
    found: dict[tuple[str, str], tuple[Meter, Status]] = {}
    for result in results:
        nodes = [result.root]
        for node in nodes:
            if node.chosen and (node.meter.needed or not node.parts):
                found[result.rulebook_id, node.path] = (node.meter, node.status)
            nodes.extend(node.parts)
    return found


def _after(entries: Sequence[Entry], calendar: Calendar) -> Calendar:
    """The calendar from the first term in which none of these entries meets any more."""
    last = max((halves_of(entry)[-1] for entry in entries), default=None)
    first = min((span.half for span in calendar.spans()), default=None)
    if last is None or first is None or last < first or last.school_year != calendar.school_year:
        return calendar
    parts = calendar.terms.parts
    if last.place + 1 == len(parts):
        return replace(
            calendar, school_year=calendar.school_year + 1, grade_level=calendar.grade_level + 1, first=parts[0]
        )
    return replace(calendar, first=parts[last.place + 1])


def _with_entries(question: Question, entries: Sequence[Entry]) -> Question:
    return replace(question, record=replace(question.record, entries=tuple(entries)))
