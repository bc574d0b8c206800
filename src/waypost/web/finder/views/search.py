"""Find me a plan: wishes in, two to four plans out, each to be used as a what-if."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from waypost.web.access.guards import ActorRequest, page
from waypost.web.access.permissions import Permission
from waypost.web.base import clock
from waypost.web.base.moves import IllegalMove
from waypost.web.base.views import unreadable
from waypost.web.catalog.presenters.titles import course_title
from waypost.web.catalog.queries import courses_offered
from waypost.web.finder.actions.searching import ask_search, cancel_search, try_way
from waypost.web.finder.forms.wishes import WayForm, WishesForm
from waypost.web.finder.models import SearchKind
from waypost.web.finder.presenters.search import SearchPage, going_of, search_page, way_name
from waypost.web.finder.presenters.wishes import HOW, Chips, chips_of, time_choices
from waypost.web.finder.queries.search import Results, real_planner, results_of, searches_of
from waypost.web.plans.queries.planner import Planner
from waypost.web.plans.views.not_yet import not_yet
from waypost.web.schools.models import Student

from .fixes_page import fixes_answer
from .what_if_page import what_if_answer


@page(Permission.PLAN_READ, verbs=("GET", "POST"))
def search_new(request: ActorRequest, student_id: int) -> HttpResponse:
    """Say what the plan must have; each wish that is added or dropped asks again."""
    planner = planner_or_404(request, student_id)
    if early := not_yet(request, planner.student):
        return early
    form = _form(request, planner)
    if request.method == "POST" and form.is_valid():
        search = ask_search(
            request.actor, student=planner.student, kind=SearchKind.PLANS, wishes=form.wishes(), at=clock.now()
        )
        return redirect("finder:search_detail", search.pk)
    said = form.fields["wish"].clean(request.POST.getlist("wish"))
    return _page(request, planner, form, chips=chips_of(said, planner))


@page(Permission.PLAN_READ)
def search_detail(request: ActorRequest, pk: int) -> HttpResponse:
    """How one's own search stands, and what it found; for htmx only the part that changes."""
    search = get_object_or_404(searches_of(request.actor), pk=pk)
    if search.is_going and request.htmx:  # type: ignore[attr-defined]
        context = {"search": search, "going": going_of(search, now=clock.now())}
        return TemplateResponse(request, "finder/_search_going.html", context)
    results = results_of(request.actor, search=search)
    response = _answer_of(request, results)
    response.headers["HX-Retarget"] = "#answer"
    return response


@page(Permission.PLAN_READ, verbs=("POST",))
def search_cancel(request: ActorRequest, pk: int) -> HttpResponse:
    """Stop looking; where the answer came first, show it."""
    search = get_object_or_404(searches_of(request.actor), pk=pk)
    cancel_search(request.actor, search=search, at=clock.now())
    return redirect("finder:search_detail", pk)


@page(Permission.PLAN_EDIT, verbs=("POST",))
def search_use(request: ActorRequest, pk: int) -> HttpResponse:
    """Open one of the ways that were found as a what-if."""
    search = get_object_or_404(searches_of(request.actor), pk=pk)
    form = WayForm(request.POST)
    if not form.is_valid():
        return unreadable(request)
    number = form.cleaned_data["number"]
    name = way_name(results_of(request.actor, search=search), number=number)
    if not name:
        return unreadable(request)
    try:
        branch = try_way(request.actor, search=search, number=number, name=name, at=clock.now())
    except IllegalMove:
        return unreadable(request)
    messages.success(request, _("You are trying this out. Your real plan stays the same."))
    return redirect(reverse("plans:planner", args=[search.student_id], query={"branch": branch.pk}))


def planner_or_404(request: ActorRequest, student_id: int) -> Planner:
    """The student's real plan; 404 for a stranger."""
    try:
        return real_planner(request.actor, student_id=student_id)
    except Student.DoesNotExist as stranger:
        raise Http404 from stranger


def _answer_of(request: ActorRequest, results: Results) -> TemplateResponse:
    if results.search.is_for_fixes:
        return fixes_answer(request, results)
    return what_if_answer(request, results) if results.search.is_what_if else _answer(request, results)


def _answer(request: ActorRequest, results: Results) -> TemplateResponse:
    said = search_page(results, now=clock.now())
    return _page(
        request, results.planner, _form(request, results.planner), chips=said.chips, results=results, said=said
    )


def _form(request: ActorRequest, planner: Planner) -> WishesForm:
    courses = courses_offered(request.actor).order_by("title", "code")
    return WishesForm(
        request.POST or None,
        how=HOW,
        time=time_choices(planner),
        courses={course.code: course_title(course) for course in courses},
        days=request.actor.calendar.days,
        label_suffix="",
    )


def _page(
    request: ActorRequest,
    planner: Planner,
    form: WishesForm,
    *,
    chips: Chips,
    results: Results | None = None,
    said: SearchPage | None = None,
) -> TemplateResponse:
    context = {
        "student": planner.student,
        "is_own": planner.student.pk == request.actor.student_id,
        "can_try": planner.can_edit,
        "form": form,
        "chips": chips,
        "search": results.search if results else None,
        "page": said,
    }
    is_part = results is not None and request.htmx  # type: ignore[attr-defined]
    name = "finder/search_detail.html#answer" if is_part else "finder/search_detail.html"
    return TemplateResponse(request, name, context, status=422 if form.errors else 200)
