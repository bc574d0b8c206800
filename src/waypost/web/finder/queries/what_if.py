"""A student's plan as it would be after something supposed; nothing is written."""

from __future__ import annotations

from dataclasses import dataclass, replace

from waypost.engine.record import Stage
from waypost.engine.search import Question
from waypost.web.access.actor import Actor
from waypost.web.audits.queries import StudentFile
from waypost.web.catalog.adapters import to_rulebook
from waypost.web.catalog.models import Adoption, Course
from waypost.web.catalog.queries import courses_of
from waypost.web.finder.adapters.suppositions import OF_RULES, SupposedKind, Supposition, entry_meant, to_changed
from waypost.web.plans.adapters.entries import entry_id
from waypost.web.plans.adapters.tagging import tagged_catalog
from waypost.web.plans.models import PlannedCourse
from waypost.web.plans.queries.outlook import outlook_of
from waypost.web.plans.queries.planner import Planner

from .rules_elsewhere import diplomas_elsewhere, follows, is_for, pathways_to_choose


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposed:
    """What was supposed, the planner as it would be, and the question about it."""

    supposition: Supposition
    planner: Planner
    question: Question


def suppose(actor: Actor, planner: Planner, *, supposition: Supposition, question: Question) -> Supposed | None:
    """The plan after it, in at most one query; None where what it is about is not there any more."""
    rules = _rules(actor, planner, supposition) if supposition.kind in OF_RULES else None
    changed = to_changed(question, supposition, rules=to_rulebook(rules.rulebook) if rules else None)
    if changed is None:
        return None
    file = _file(planner, changed, rules=rules)
    if supposition.kind is SupposedKind.MOVED:
        file = replace(file, catalog=tagged_catalog(file.catalog))
    rows = [*_rows_left(planner, changed), *_rows_again(actor, planner, supposition)]
    real = outlook_of(file, branch=planner.real.branch, rows=rows, on=planner.today)
    return Supposed(
        supposition=supposition, planner=replace(planner, file=file, real=real, shown=real), question=changed
    )


def _rules(actor: Actor, planner: Planner, supposition: Supposition) -> Adoption | None:
    """The rulebook that would hold, as if the district had adopted it."""
    student = planner.student
    if supposition.kind is SupposedKind.PATHWAY:
        offered = pathways_to_choose(actor, student=student)
        found = (one for one in offered if one.rulebook.key == supposition.about and not follows(planner, one))
        return next(found, None)
    books = (book for book in diplomas_elsewhere(actor, student=student) if book.key == supposition.about)
    return next((Adoption(district=student.district, rulebook=book) for book in books if is_for(book, planner)), None)


def _file(planner: Planner, changed: Question, *, rules: Adoption | None) -> StudentFile:
    """The file with the record and the rulebooks of the changed question."""
    taken = tuple(entry for entry in changed.record.entries if entry.stage is not Stage.PLANNED)
    keys = {book.rulebook.id for book in (*changed.rulebooks, *changed.goals)}
    known = (*planner.file.adoptions, *((rules,) if rules else ()))
    return replace(
        planner.file,
        record=replace(changed.record, entries=taken),
        adoptions=tuple(adoption for adoption in known if adoption.rulebook.key in keys),
    )


def _rows_left(planner: Planner, changed: Question) -> list[PlannedCourse]:
    there = {entry.id for entry in changed.record.entries}
    return [row for row in planner.real.planned if entry_id(row) in there]


def _rows_again(actor: Actor, planner: Planner, supposition: Supposition) -> list[PlannedCourse]:
    """The planned row of a course that is repeated; it is never saved."""
    if supposition.kind is not SupposedKind.REPEATED:
        return []
    entry = entry_meant(planner.real.entries, supposition)
    courses: list[Course] = list(courses_of(actor).filter(code=entry.course.code)) if entry else []
    place = {"grade_level": supposition.grade_level, "term": supposition.term}
    return [PlannedCourse(pk=0, course=course, pins={}, **place) for course in courses]
