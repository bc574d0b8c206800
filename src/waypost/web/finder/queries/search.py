"""Searches of one's own, the question that each asks the engine, and the ways that were found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from waypost.engine.record import ExceptionKind, GrantedException
from waypost.engine.search import Question
from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import students_for
from waypost.web.audits.queries import StudentFile
from waypost.web.catalog.models import Course
from waypost.web.catalog.queries import courses_of, courses_offered, offerings_of
from waypost.web.finder.adapters.search import Outcome, Way, to_outcome
from waypost.web.finder.adapters.suppositions import read_supposition
from waypost.web.finder.adapters.wishes import read_wishes
from waypost.web.finder.models import Search
from waypost.web.plans.adapters.between import carried_on
from waypost.web.plans.adapters.entries import is_past
from waypost.web.plans.adapters.offerings import to_offerings, to_search_record
from waypost.web.plans.models import Plan, PlannedCourse
from waypost.web.plans.queries.changes import Ways, ways_named
from waypost.web.plans.queries.outlook import Outlook, outlook_of
from waypost.web.plans.queries.people import counselor_of
from waypost.web.plans.queries.planner import Planner, Steps, open_branches, planner_of, rows_of, students_planning

from .questions import question_about
from .what_if import Supposed, suppose


@dataclass(frozen=True, slots=True, kw_only=True)
class WayAhead:
    """One way that was found, and what it would lead to; `adult` is the counselor's name where a class needs a yes."""

    number: int
    way: Way
    outlook: Outlook
    adult: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """The answer of a search beside the plan as it is now.

    `planner` is what the answer is about: the plan as it is (`before`), or as it would be after what is `supposed`.
    """

    search: Search
    planner: Planner
    outcome: Outcome | None
    ahead: tuple[WayAhead, ...]
    before: Planner
    supposed: Supposed | None


def searches_of(actor: Actor) -> QuerySet[Search]:
    """The actor's own searches in this role, for students whose plans the actor may still read."""
    students = students_for(actor, Permission.PLAN_READ)
    own = Search.objects.filter(student__in=students, asked_by=actor.user_id, asked_as=actor.reference)
    return own.select_related("student__district", "student__school", "student__plan")


def real_planner(actor: Actor, *, student_id: int) -> Planner:
    """The real plan of a student; raises Student.DoesNotExist for a stranger."""
    student = students_planning(actor).get(pk=student_id)
    rows = rows_of(open_branches(actor, student=student), student=student, branch_id=None)
    return planner_of(actor, student=student, rows=rows, steps=Steps())


def question_of(actor: Actor, *, search: Search) -> Question | None:
    """The question as the engine takes it, by the plan, record, rules and catalog of this moment.

    None where what it supposes is not there any more.
    """
    planner = real_planner(actor, student_id=search.student_id)
    offered = courses_offered(actor).values_list("code", flat=True)
    question = question_about(
        planner,
        wishes=read_wishes(search.question["wishes"], days=planner.file.catalog.calendar.days),
        offerings=to_offerings(planner.file.catalog, codes=offered, rows=offerings_of(actor)),
    )
    if search.is_what_if:
        supposed = supposed_by(actor, planner, search=search, question=question)
        if supposed is None:
            return None
        question = supposed.question
    return replace(question, record=to_search_record(question.record))


def supposed_by(actor: Actor, planner: Planner, *, search: Search, question: Question) -> Supposed | None:
    """What a search supposes of the plan as it is now; None where it supposes nothing, or it is gone."""
    supposition = read_supposition(search.question.get("supposed", ""), terms=planner.file.catalog.calendar.terms)
    return suppose(actor, planner, supposition=supposition, question=question) if supposition else None


def results_of(actor: Actor, *, search: Search) -> Results:
    """The plan as it is now and, once there is an answer, every way that was found with what it leads to."""
    before = real_planner(actor, student_id=search.student_id)
    supposed = supposed_by(actor, before, search=search, question=question_about(before))
    planner = supposed.planner if supposed else before
    outcome = to_outcome(search.answer) if search.answer else None
    is_gone = search.is_what_if and supposed is None
    ways = outcome.ways if outcome and not is_gone else ()
    courses = _courses(actor, ways)
    named = {(code, name) for way in ways for code, _grade, _term, name in way.rows}
    offerings = ways_named(actor, names=named)
    counselor = counselor_of(actor, plan=planner.plan or Plan(student=planner.student)) if offerings else None
    ahead = tuple(
        WayAhead(
            number=number,
            way=way,
            outlook=_outlook(planner, way, courses=courses, offerings=offerings),
            adult=counselor.formal_name if counselor else "",
        )
        for number, way in enumerate(ways)
    )
    return Results(search=search, planner=planner, outcome=outcome, ahead=ahead, before=before, supposed=supposed)


def _courses(actor: Actor, ways: Sequence[Way]) -> dict[str, Course]:
    codes = {row[0] for way in ways for row in way.rows}
    return {course.code: course for course in courses_of(actor).filter(code__in=codes)} if codes else {}


def _outlook(planner: Planner, way: Way, *, courses: dict[str, Course], offerings: Ways) -> Outlook:
    kept = {(row.course.code, row.offering_name): row.offering for row in planner.real.planned}
    ahead = [row for row in planner.real.planned if not is_past(row, student=planner.student, on=planner.today)]
    rows = [
        PlannedCourse(
            pk=-number,
            course=courses[code],
            grade_level=grade_level,
            term=term,
            offering=offerings.get((code, name)) or kept.get((code, name)),
            pins=old.pins if old else {},
            own_units=old.own_units if old else None,
        )
        for number, ((code, grade_level, term, name), old) in enumerate(
            zip(way.rows, carried_on(ahead, way.rows), strict=True), start=1
        )
        if code in courses
    ]
    return outlook_of(_waived(planner.file, way), branch=None, rows=rows, on=planner.today)


def _waived(file: StudentFile, way: Way) -> StudentFile:
    """The file as if the waivers of the way were granted."""
    waivers = tuple(
        GrantedException(rulebook_id=key, path=path, kind=ExceptionKind.WAIVE, authority="", reason="")
        for key, path in way.waivers
    )
    return replace(file, record=replace(file.record, exceptions=(*file.record.exceptions, *waivers)))
