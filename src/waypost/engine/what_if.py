"""What if: the same search with the record or the rules changed, as the difference of two plans and their meters."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from waypost.engine.audit import audit
from waypost.engine.catalog import Term
from waypost.engine.compiled import CompiledRulebook
from waypost.engine.record import Entry, Stage
from waypost.engine.repair import RepairAnswer, repair
from waypost.engine.result import AuditResult, Meter
from waypost.engine.search.question import DEFAULT_EFFORT, Effort, Question
from waypost.engine.search.wishes import LighterTerm


@dataclass(frozen=True, slots=True, kw_only=True)
class MeterChange:
    """One requirement before and after; None where only one of the two rulebooks has it."""

    rulebook_id: str
    path: str
    before: Meter | None
    after: Meter | None


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


def what_if(question: Question, changed: Question, *, effort: Effort = DEFAULT_EFFORT) -> WhatIf:
    """The difference between a question and the same one after an event."""
    before, after = _audits(question), _audits(changed)
    return WhatIf(
        before=before, after=after, meters=meter_changes(before, after), answer=repair(changed, effort=effort)
    )


def failed(question: Question, *, entry_id: str) -> Question:
    """The question with a course failed: it stays on the record without credit, and its mark is an F."""

    def fail(entry: Entry) -> Entry:
        if entry.id != entry_id:
            return entry
        return replace(entry, stage=Stage.DONE, units=0, attempted_units=entry.units, mark="F")

    return _with_entries(question, [fail(entry) for entry in question.record.entries])


def dropped(question: Question, *, entry_id: str) -> Question:
    """The question without one entry."""
    return _with_entries(question, [entry for entry in question.record.entries if entry.id != entry_id])


def repeated(question: Question, *, entry_id: str, school_year: int, term: Term) -> Question:
    """The question with an earned course planned once more."""
    grade = {span.half.school_year: span.grade for span in question.calendar.spans()}
    again = [
        replace(
            entry,
            id=f"{entry.id}-again",
            stage=Stage.PLANNED,
            units=entry.course.units,
            attempted_units=None,
            mark=None,
            school_year=school_year,
            term=term,
            grade_level=grade.get(school_year, entry.grade_level),
        )
        for entry in question.record.entries
        if entry.id == entry_id
    ]
    return _with_entries(question, [*question.record.entries, *again])


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
    """The requirements whose meters differ, in the order of the rulebooks."""
    own, other = _meters(before), _meters(after)
    return tuple(
        MeterChange(rulebook_id=book, path=path, before=own.get((book, path)), after=other.get((book, path)))
        for book, path in dict.fromkeys([*own, *other])
        if own.get((book, path)) != other.get((book, path))
    )


def _audits(question: Question) -> tuple[AuditResult, ...]:
    return tuple(audit(question.record, book, as_of=question.as_of) for book in question.rulebooks)


def _meters(results: Sequence[AuditResult]) -> dict[tuple[str, str], Meter]:
    found: dict[tuple[str, str], Meter] = {}
    for result in results:
        nodes = [result.root]
        for node in nodes:
            if node.chosen and (node.meter.needed or not node.parts):
                found[result.rulebook_id, node.path] = node.meter
            nodes.extend(node.parts)
    return found


def _with_entries(question: Question, entries: Sequence[Entry]) -> Question:
    return replace(question, record=replace(question.record, entries=tuple(entries)))
