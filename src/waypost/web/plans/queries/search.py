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
from waypost.web.catalog.adapters import to_rulebook
from waypost.web.catalog.models import Course, RulebookKind
from waypost.web.catalog.queries import courses_of, courses_offered, offerings_of
from waypost.web.plans.adapters.entries import school_year_of
from waypost.web.plans.adapters.offerings import to_calendar, to_offerings, to_search_record
from waypost.web.plans.adapters.search import Outcome, Way, to_outcome
from waypost.web.plans.adapters.wishes import WishKind, read_wishes, to_wishes
from waypost.web.plans.models import PlannedCourse, Search

from .outlook import Outlook, outlook_of
from .places import terms_left
from .planner import Planner, Steps, open_branches, planner_of, rows_of, students_planning


@dataclass(frozen=True, slots=True, kw_only=True)
class WayAhead:
    """One way that was found, and what it would lead to."""

    number: int
    way: Way
    outlook: Outlook


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """The answer of a search beside the plan as it is now."""

    search: Search
    planner: Planner
    outcome: Outcome | None
    ahead: tuple[WayAhead, ...]


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


def question_of(actor: Actor, *, search: Search) -> Question:
    """The question as the engine takes it, by the plan, record, rules and catalog of this moment."""
    planner = real_planner(actor, student_id=search.student_id)
    wishes = read_wishes(search.question["wishes"])
    reach = {wish.about for wish in wishes if wish.kind is WishKind.REACH}
    books = [adoption.rulebook for adoption in planner.file.adoptions]
    must = {book.pk for book in books if book.kind == RulebookKind.GRADUATION or book.key in reach}
    student, today = planner.student, planner.today
    offered = courses_offered(actor).values_list("code", flat=True)
    return Question(
        record=to_search_record(planner.real.record),
        rulebooks=tuple(to_rulebook(book) for book in books if book.pk in must),
        goals=tuple(to_rulebook(book) for book in books if book.pk not in must),
        offerings=to_offerings(planner.file.catalog, codes=offered, rows=offerings_of(actor)),
        calendar=to_calendar(
            student,
            school_year=school_year_of(student, grade_level=student.grade_level, on=today),
            terms_left=terms_left(today),
        ),
        wishes=to_wishes(wishes),
        as_of=today,
    )


def results_of(actor: Actor, *, search: Search) -> Results:
    """The plan as it is now and, once there is an answer, every way that was found with what it leads to."""
    planner = real_planner(actor, student_id=search.student_id)
    outcome = to_outcome(search.answer) if search.answer else None
    ways = outcome.ways if outcome else ()
    courses = _courses(actor, ways)
    ahead = tuple(
        WayAhead(number=number, way=way, outlook=_outlook(planner, way, courses=courses))
        for number, way in enumerate(ways)
    )
    return Results(search=search, planner=planner, outcome=outcome, ahead=ahead)


def _courses(actor: Actor, ways: Sequence[Way]) -> dict[str, Course]:
    codes = {code for way in ways for code, _, _ in way.rows}
    return {course.code: course for course in courses_of(actor).filter(code__in=codes)} if codes else {}


def _outlook(planner: Planner, way: Way, *, courses: dict[str, Course]) -> Outlook:
    pins = {row.course.code: row.pins for row in planner.real.planned}
    rows = [
        PlannedCourse(pk=-number, course=courses[code], grade_level=grade_level, term=term, pins=pins.get(code, {}))
        for number, (code, grade_level, term) in enumerate(way.rows, start=1)
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
