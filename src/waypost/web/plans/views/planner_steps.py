"""The steps of the planner: each view reads its form, takes one step, and answers with the board."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from waypost.web.access.guards import ActorRequest, page
from waypost.web.access.permissions import Permission
from waypost.web.base import clock
from waypost.web.base.views import unreadable
from waypost.web.catalog.models import Course
from waypost.web.catalog.queries import courses_offered, offerings_of
from waypost.web.plans.actions.branching import start_plan
from waypost.web.plans.actions.editing import (
    add_course,
    credit_course,
    move_course,
    pin_course,
    remove_course,
    say_taken,
    swap_course,
    take_course,
)
from waypost.web.plans.actions.undoing import redo_edit, undo_edit
from waypost.web.plans.adapters.horizon import last_grade_of
from waypost.web.plans.forms.planner import (
    AddForm,
    CreditForm,
    MoveForm,
    PinForm,
    PlannedForm,
    SeenForm,
    SwapForm,
    TakeForm,
)
from waypost.web.plans.models import Branch, Edit, PlannedCourse
from waypost.web.plans.presenters.planner_said import said_after, said_undone
from waypost.web.plans.queries import branches_editable_by
from waypost.web.plans.queries import planner as queries
from waypost.web.plans.queries.places import Place
from waypost.web.plans.queries.planner import Rows, Steps
from waypost.web.schools.models import Student

from .planner_answers import Wish, answered, refused, too_late

POST = ("POST",)


@page(Permission.PLAN_EDIT, verbs=POST)
def planner_add(request: ActorRequest, student_id: int) -> HttpResponse:
    """A course of the catalog into a place of the plan."""
    form = AddForm(request.POST, terms=request.actor.calendar.terms)
    if not form.is_valid():
        return unreadable(request)
    branch = _branch(request, student_id, form)
    course, place = _course(request, form), form.cleaned_data["place"]
    where = {"grade_level": place.grade_level, "term": place.term}
    if not _is_within_plan(request, branch.plan.student, place):
        return unreadable(request)

    def deed() -> Edit:
        seen = form.cleaned_data["seen"]
        return add_course(request.actor, branch=branch, seen=seen, course=course, at=clock.now(), **where)

    edit = refused(request, student_id, form, deed, wish=Wish(verb="add", code=course.code, place=place))
    return edit if isinstance(edit, HttpResponse) else _redrawn(request, branch, form, edit)


@page(Permission.PLAN_EDIT, verbs=POST)
def planner_move(request: ActorRequest, student_id: int) -> HttpResponse:
    """A planned course to another grade level or term."""
    form = MoveForm(request.POST, terms=request.actor.calendar.terms)
    if not form.is_valid():
        return unreadable(request)
    place = form.cleaned_data["place"]
    where = {"grade_level": place.grade_level, "term": place.term}

    def deed(planned: PlannedCourse, seen: int) -> Edit:
        return move_course(request.actor, planned=planned, seen=seen, at=clock.now(), **where)

    return _changed(request, student_id, form, deed, verb="move")


@page(Permission.PLAN_EDIT, verbs=POST)
def planner_remove(request: ActorRequest, student_id: int) -> HttpResponse:
    """A planned course out of the plan."""
    form = PlannedForm(request.POST)
    if not form.is_valid():
        return unreadable(request)

    def deed(planned: PlannedCourse, seen: int) -> Edit:
        return remove_course(request.actor, planned=planned, seen=seen, at=clock.now())

    return _changed(request, student_id, form, deed, verb="remove")


@page(Permission.PLAN_EDIT, verbs=POST)
def planner_took(request: ActorRequest, student_id: int) -> HttpResponse:
    """A planned course of a term that is over, which the student says was taken."""
    form = PlannedForm(request.POST)
    if not form.is_valid():
        return unreadable(request)

    def deed(planned: PlannedCourse, seen: int) -> Edit:
        return say_taken(request.actor, planned=planned, seen=seen, at=clock.now())

    return _changed(request, student_id, form, deed, verb="took")


@page(Permission.PLAN_EDIT, verbs=POST)
def planner_swap(request: ActorRequest, student_id: int) -> HttpResponse:
    """Another course in the place of a planned one."""
    form = SwapForm(request.POST, terms=request.actor.calendar.terms)
    if not form.is_valid():
        return unreadable(request)
    course, term = _course(request, form), form.cleaned_data["place"].term

    def deed(planned: PlannedCourse, seen: int) -> Edit:
        return swap_course(request.actor, planned=planned, seen=seen, course=course, term=term, at=clock.now())

    return _changed(request, student_id, form, deed, verb="swap", code=course.code)


@page(Permission.PLAN_EDIT, verbs=POST)
def planner_pin(request: ActorRequest, student_id: int) -> HttpResponse:
    """A planned course kept for one requirement, or set free."""
    form = PinForm(request.POST)
    if not form.is_valid():
        return unreadable(request)
    pin = {"rulebook_key": form.cleaned_data["rulebook"], "path": form.cleaned_data["path"]}

    def deed(planned: PlannedCourse, seen: int) -> Edit:
        return pin_course(request.actor, planned=planned, seen=seen, at=clock.now(), **pin)

    return _changed(request, student_id, form, deed, verb="pin")


@page(Permission.PLAN_EDIT, verbs=POST)
def planner_take(request: ActorRequest, student_id: int) -> HttpResponse:
    """A planned course in another way: with another provider, or as the school offers it."""
    form = TakeForm(request.POST, terms=request.actor.calendar.terms)
    if not form.is_valid():
        return unreadable(request)
    place, chosen = form.cleaned_data["place"], form.cleaned_data["offering"]
    offering = get_object_or_404(offerings_of(request.actor), pk=chosen) if chosen else None
    where = {"grade_level": place.grade_level, "term": place.term}

    def deed(planned: PlannedCourse, seen: int) -> Edit:
        if offering and offering.course_id != planned.course_id:
            raise Http404
        return take_course(request.actor, planned=planned, seen=seen, offering=offering, at=clock.now(), **where)

    return _changed(request, student_id, form, deed, verb="take")


@page(Permission.PLAN_EDIT, verbs=POST)
def planner_credit(request: ActorRequest, student_id: int) -> HttpResponse:
    """How much of a planned course with variable credit is taken."""
    form = CreditForm(request.POST)
    if not form.is_valid():
        return unreadable(request)

    def deed(planned: PlannedCourse, seen: int) -> Edit:
        units = form.cleaned_data["units"]
        return credit_course(request.actor, planned=planned, seen=seen, units=units, at=clock.now())

    return _changed(request, student_id, form, deed, verb="credit")


@page(Permission.PLAN_EDIT, verbs=POST)
def planner_undo(request: ActorRequest, student_id: int) -> HttpResponse:
    """The last step taken back."""
    return _turned(request, student_id, undo_edit, verb="undo")


@page(Permission.PLAN_EDIT, verbs=POST)
def planner_redo(request: ActorRequest, student_id: int) -> HttpResponse:
    """The last undone step done again."""
    return _turned(request, student_id, redo_edit, verb="redo")


def _changed(
    request: ActorRequest,
    student_id: int,
    form: PlannedForm,
    deed: Callable[[PlannedCourse, int], Edit],
    *,
    verb: str,
    code: str = "",
) -> HttpResponse:
    """One step with one planned course, all of whose branch comes with it in one query."""
    try:
        planned, rows = queries.rows_around(
            request.actor, student_id=student_id, planned_id=form.cleaned_data["planned"]
        )
    except PlannedCourse.DoesNotExist:
        return _gone(request, student_id, form, verb=verb)
    place = form.cleaned_data.get("place")
    if not _is_within_plan(request, planned.branch.plan.student, place):
        return unreadable(request)
    wish = Wish(verb=verb, code=code or planned.course.code, place=place)
    edit = refused(request, student_id, form, lambda: deed(planned, form.cleaned_data["seen"]), wish=wish)
    if not isinstance(edit, Edit):
        return edit or unreadable(request)
    if verb == "swap":
        return _redrawn(request, planned.branch, form, edit)
    rows = rows.without(planned) if verb == "remove" else rows
    return _drawn(request, rows, form, edit, planned=None if verb == "remove" else planned)


def _gone(request: ActorRequest, student_id: int, form: PlannedForm, *, verb: str) -> HttpResponse:
    """The course left the branch since the page was opened; a stranger learns nothing."""
    _branch(request, student_id, form)
    return too_late(request, student_id, form, wish=Wish(verb=verb), can_resend=False)


def _turned(request: ActorRequest, student_id: int, deed: Callable[..., Edit], *, verb: str) -> HttpResponse:
    form = SeenForm(request.POST)
    if not form.is_valid():
        return unreadable(request)
    branch = _branch(request, student_id, form)
    seen = form.cleaned_data["seen"]
    edit = refused(
        request,
        student_id,
        form,
        lambda: deed(request.actor, branch=branch, seen=seen, at=clock.now()),
        wish=Wish(verb=verb),
    )
    return edit if isinstance(edit, HttpResponse) else _redrawn(request, branch, form, edit, turned=True)


def _branch(request: ActorRequest, student_id: int, form: SeenForm) -> Branch:
    """The branch that the form names; the real one of a student who has just no plan yet is begun here."""
    branch_id = form.cleaned_data["branch"]
    if branch_id is not None:
        return get_object_or_404(branches_editable_by(request.actor), plan__student=student_id, pk=branch_id)
    students = queries.students_planning(request.actor)
    return start_plan(request.actor, student=get_object_or_404(students, pk=student_id), at=clock.now())


def _is_within_plan(request: ActorRequest, student: Student, place: Place | None) -> bool:
    """Whether plans of this student reach the place at all; nothing links farther."""
    last = last_grade_of(student, on=request.actor.today, is_short=True)
    return place is None or place.grade_level <= last


def _course(request: ActorRequest, form: AddForm | SwapForm) -> Course:
    return get_object_or_404(courses_offered(request.actor), pk=form.cleaned_data["course"])


def _drawn(
    request: ActorRequest, rows: Rows, form: SeenForm, edit: Edit, *, planned: PlannedCourse | None
) -> HttpResponse:
    """The answer from the rows in hand, which the step moved along."""
    student = _student(rows)
    planner = queries.planner_of(request.actor, student=student, rows=rows, steps=Steps(undo=edit), can_edit=True)
    entry_id = f"planned-{planned.pk}" if planned else ""
    return answered(request, planner, form, said=said_after(planner, edit, planned=planned), entry_id=entry_id)


def _redrawn(
    request: ActorRequest, branch: Branch, form: SeenForm, edit: Edit | None, *, turned: bool = False
) -> HttpResponse:
    """The answer from rows that are read again."""
    student = branch.plan.student
    branches = queries.open_branches(request.actor, student=student)
    rows = queries.rows_of(branches, student=student, branch_id=branch.pk)
    steps = None if turned else Steps(undo=edit)
    planner = queries.planner_of(request.actor, student=student, rows=rows, steps=steps, can_edit=True)
    if edit is None:
        raise Http404
    if turned:
        return answered(request, planner, form, said=said_undone(planner, edit))
    planned = max(planner.shown.planned, key=lambda row: row.pk, default=None)
    entry_id = f"planned-{planned.pk}" if planned else ""
    return answered(request, planner, form, said=said_after(planner, edit, planned=planned), entry_id=entry_id)


def _student(rows: Rows) -> Student:
    if rows.plan is None:
        raise LookupError("a planned course has a plan")
    return rows.plan.student
