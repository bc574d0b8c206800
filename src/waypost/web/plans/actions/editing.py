"""What a student changes in a branch, such as add, move, swap. Each is one step that can be taken back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from waypost.engine.past import is_over
from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import require
from waypost.web.base.concurrency import claim
from waypost.web.base.moves import IllegalMove
from waypost.web.catalog.models import Course, Offering
from waypost.web.catalog.queries import offerings_of
from waypost.web.history.actions import record
from waypost.web.plans.adapters.entries import is_past
from waypost.web.plans.adapters.horizon import last_grade_of, school_year_of
from waypost.web.plans.models import Branch, Edit, PlannedCourse
from waypost.web.plans.queries.taking import units_to_choose, usual_way
from waypost.web.schools.models import Student

from .rows import AlreadyThere, Row, put_rows, row_of, without_blank


@transaction.atomic
def add_course(
    actor: Actor,
    *,
    branch: Branch,
    seen: int,
    course: Course,
    grade_level: int,
    term: str,
    offering: Offering | None = None,
    at: datetime,
) -> Edit:
    """The course planned for that grade level and term, taken through the offering, or in its usual way.

    Like every verb here: raises PermissionDenied, StaleWrite where the branch is no longer at version `seen`,
    IllegalMove for a grade level that is over or past the plan, or a branch that ended,
    AlreadyThere for the same course twice.
    """
    row = {"code": course.code, "grade_level": grade_level, "term": term, "pins": {}}
    row = without_blank({**row, "offering": _way(actor, course, offering, term=term)})
    return _step(actor, branch, seen=seen, verb="add", code=course.code, before=[], after=[row], at=at)


@transaction.atomic
def move_course(actor: Actor, *, planned: PlannedCourse, seen: int, grade_level: int, term: str, at: datetime) -> Edit:
    """The planned course in another grade level or term; its pins stay, and the row in hand moves too."""
    after = row_of(planned, grade_level=grade_level, term=term, taken=False)
    edit = _change(actor, planned, seen=seen, verb="move", after=[after], at=at)
    planned.grade_level, planned.term, planned.said_taken = grade_level, term, False
    planned.school_year = school_year_of(planned.branch.plan.student, grade_level=grade_level, on=actor.today)
    return edit


@transaction.atomic
def take_course(
    actor: Actor,
    *,
    planned: PlannedCourse,
    seen: int,
    offering: Offering | None,
    grade_level: int,
    term: str,
    at: datetime,
) -> Edit:
    """The planned course taken there in another way (None: as the course says); its pins stay, and the row follows."""
    after = row_of(planned, grade_level=grade_level, term=term, offering=offering.name if offering else "")
    edit = _change(actor, planned, seen=seen, verb="take", after=[after], at=at)
    planned.grade_level, planned.term, planned.offering = grade_level, term, offering
    planned.school_year = school_year_of(planned.branch.plan.student, grade_level=grade_level, on=actor.today)
    return edit


@transaction.atomic
def remove_course(actor: Actor, *, planned: PlannedCourse, seen: int, at: datetime) -> Edit:
    """The branch without the planned course."""
    return _change(actor, planned, seen=seen, verb="remove", after=[], at=at)


@transaction.atomic
def say_taken(actor: Actor, *, planned: PlannedCourse, seen: int, at: datetime) -> Edit:
    """The planned course of a term that is over, said to be taken: it stays, and counts only once it is recorded."""
    if not is_past(planned, student=planned.branch.plan.student, on=actor.today):
        raise IllegalMove(planned.branch.pk, "took")
    edit = _change(actor, planned, seen=seen, verb="took", after=[row_of(planned, taken=True)], at=at)
    planned.said_taken = True
    return edit


@transaction.atomic
def swap_course(
    actor: Actor,
    *,
    planned: PlannedCourse,
    seen: int,
    course: Course,
    term: str,
    offering: Offering | None = None,
    at: datetime,
) -> Edit:
    """Another course in the place of the planned one; pins go with the old course."""
    way = _way(actor, course, offering, term=term)
    after = row_of(planned, code=course.code, term=term, pins={}, offering=way, units=None)
    return _change(actor, planned, seen=seen, verb="swap", after=[after], at=at)


@transaction.atomic
def pin_course(actor: Actor, *, planned: PlannedCourse, seen: int, rulebook_key: str, path: str, at: datetime) -> Edit:
    """The planned course pinned to one requirement of one rulebook; an empty path takes the pin away."""
    pins = {key: pinned for key, pinned in planned.pins.items() if key != rulebook_key}
    pins |= {rulebook_key: path} if path else {}
    edit = _change(actor, planned, seen=seen, verb="pin", after=[row_of(planned, pins=pins)], at=at)
    planned.pins = pins
    return edit


@transaction.atomic
def credit_course(actor: Actor, *, planned: PlannedCourse, seen: int, units: int, at: datetime) -> Edit:
    """The planned course for so many units; raises IllegalMove for more or less than its course may give."""
    if units not in units_to_choose(planned.course, scale=planned.course.district.credit_scale):
        raise IllegalMove(planned.branch_id, "credit")
    edit = _change(actor, planned, seen=seen, verb="credit", after=[row_of(planned, units=units)], at=at)
    planned.own_units = units
    return edit


def _way(actor: Actor, course: Course, offering: Offering | None, *, term: str) -> str:
    """The name of the offering, or of the usual one in that term."""
    rows = list(offerings_of(actor).filter(course=course)) if offering is None else []
    usual = offering or usual_way(course, rows, term=term, calendar=actor.calendar)
    return usual.name if usual else ""


def _change(actor: Actor, planned: PlannedCourse, *, seen: int, verb: str, after: list[Row], at: datetime) -> Edit:
    before, code = [row_of(planned)], planned.course.code
    return _step(actor, planned.branch, seen=seen, verb=verb, code=code, before=before, after=after, at=at)


def _step(
    actor: Actor, branch: Branch, *, seen: int, verb: str, code: str, before: list[Row], after: list[Row], at: datetime
) -> Edit:
    student = branch.plan.student
    require(actor, Permission.PLAN_EDIT, student)
    claim(branch, seen=seen)
    if before == after:
        raise AlreadyThere(code)
    if not branch.is_open or not all(_may_stand(row, before=before, student=student, actor=actor) for row in after):
        raise IllegalMove(branch.pk, verb)
    put_rows(branch, before=before, after=after, on=actor.today)
    # The version that this write claimed is the step's number: it only grows, and asks the database nothing.
    edit = Edit.objects.create(
        branch=branch, number=branch.version, verb=verb, course_code=code, before=before, after=after, at=at
    )
    record(
        actor,
        verb=f"plan_{PAST[verb]}",
        at=at,
        about=branch,
        student=student,
        course=code,
        is_what_if=branch.is_what_if,
        to=[[row["grade_level"], row["term"]] for row in after],
    )
    return edit


def _may_stand(row: Row, *, before: list[Row], student: Student, actor: Actor) -> bool:
    """Whether a course may be put there: where it stood, or in a term that is not over and not past the plan."""
    if any(_place(row) == _place(other) for other in before):
        return True
    on, term = actor.today, actor.calendar.find(row["term"])
    if term is None or row["grade_level"] > last_grade_of(student, on=on, is_short=True):
        return False
    year = school_year_of(student, grade_level=row["grade_level"], on=on)
    return not is_over(school_year=year, term=term, on=on)


def _place(row: Row) -> tuple[str, int, str]:
    return row["code"], row["grade_level"], row["term"]


PAST = {
    "add": "course_added",
    "move": "course_moved",
    "remove": "course_removed",
    "swap": "course_swapped",
    "pin": "course_pinned",
    "take": "course_taken_otherwise",
    "credit": "course_credit_chosen",
    "took": "course_said_taken",
}
