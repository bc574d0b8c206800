"""One sent plan on the staff's side: the student's words, what changes, the checks, and a decision."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from waypost.web.access.guards import ActorRequest, page
from waypost.web.access.permissions import Permission
from waypost.web.advising.actions import note_view
from waypost.web.advising.presenters.caseload import found_students
from waypost.web.advising.presenters.peek import peek_page
from waypost.web.advising.queries import Fixes, desk_of, peek_of
from waypost.web.base import clock
from waypost.web.base.views import unreadable
from waypost.web.plans import queries
from waypost.web.plans.adapters import to_choices
from waypost.web.reviews.actions import approve_plan, ask_question, reopen_review
from waypost.web.reviews.forms.review import QuestionForm, SeenForm
from waypost.web.reviews.models import Review
from waypost.web.reviews.presenters.review import already, classes_changed_since
from waypost.web.reviews.queries import (
    branch_sent_from,
    proposals_readable_by,
    reviews_decidable_by,
    reviews_readable_by,
)
from waypost.web.reviews.views.refusals import attempt

from .caseload import filters_of, list_as_narrowed


@page(Permission.PLAN_PROPOSE)
def review_detail(request: ActorRequest, pk: int) -> HttpResponse:
    """One sent plan for those who propose; those who decide find the buttons for it."""
    review = get_object_or_404(reviews_readable_by(request.actor), pk=pk)
    note_view(request.actor, review=review, at=clock.now())
    return _page(request, review, QuestionForm(initial={"seen": review.version}))


@page(Permission.PLAN_APPROVE, verbs=("POST",))
def review_approve(request: ActorRequest, pk: int) -> HttpResponse:
    """Approve one plan."""
    review = get_object_or_404(reviews_decidable_by(request.actor), pk=pk)
    form = SeenForm(request.POST)
    if not form.is_valid():
        return unreadable(request)
    back = list_as_narrowed(request.POST)
    if not _is_listed(request, review):
        said = _("%(name)s is not in the list that you see. Nothing was approved.")
        messages.warning(request, said % {"name": review.plan.student.full_name})
        return redirect(back)
    refused = attempt(
        request,
        lambda: approve_plan(request.actor, review=review, seen=form.cleaned_data["seen"], at=clock.now()),
        say=lambda: already(review),
        back=reverse("advising:review_detail", args=[pk]),
    )
    if refused:
        return refused
    said = _("Approved the plan of %(name)s. You can undo it for 24 hours.")
    messages.success(request, said % {"name": review.plan.student.full_name})
    return redirect(back)


@page(Permission.PLAN_APPROVE, verbs=("POST",))
def review_ask(request: ActorRequest, pk: int) -> HttpResponse:
    """Ask the student a question about it."""
    review = get_object_or_404(reviews_decidable_by(request.actor), pk=pk)
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return _page(request, review, form)
    seen, text = form.cleaned_data["seen"], form.cleaned_data["text"]
    refused = attempt(
        request,
        lambda: ask_question(request.actor, review=review, seen=seen, text=text, at=clock.now()),
        say=lambda: already(review),
        back=reverse("advising:review_detail", args=[pk]),
        text=text,
    )
    if refused:
        return refused
    messages.success(request, _("Sent. The plan is with the student now."))
    return redirect("advising:review_detail", pk=pk)


@page(Permission.PLAN_APPROVE, verbs=("POST",))
def review_reopen(request: ActorRequest, pk: int) -> HttpResponse:
    """Take one approval back."""
    review = get_object_or_404(reviews_decidable_by(request.actor), pk=pk)
    form = SeenForm(request.POST)
    if not form.is_valid():
        return unreadable(request)
    back = reverse("advising:review_detail", args=[pk])
    refused = attempt(
        request,
        lambda: reopen_review(request.actor, review=review, seen=form.cleaned_data["seen"], at=clock.now()),
        say=lambda: already(review),
        back=back,
    )
    return refused or redirect(back)


def _is_listed(request: ActorRequest, review: Review) -> bool:
    """Whether the list that the form was sent from names the student; the whole caseload and the own page do."""
    filters = filters_of(request.POST)
    if not filters.is_on:
        return True
    students = found_students(desk_of(request.actor, at=clock.now()), fixes=Fixes(), filters=filters)
    return review.plan.student_id in {student.pk for student in students}


def _page(request: ActorRequest, review: Review, form: QuestionForm) -> TemplateResponse:
    peek = peek_page(peek_of(request.actor, review=review))
    sent_from = branch_sent_from(review)
    now = queries.snapshot_of(sent_from, on=request.actor.today) if sent_from else review.of.snapshot
    context = {
        "peek": peek,
        "review": review,
        "student": peek.student,
        "talk": review.messages.order_by("at", "pk"),
        "proposals": proposals_readable_by(request.actor).filter(plan=review.plan_id)[:5],
        "form": form,
        "may_reopen": peek.decides and review.can_reopen(at=clock.now()),
        "changed_since": classes_changed_since(review, now=to_choices(now)),
    }
    return TemplateResponse(request, "advising/review_detail.html", context, status=422 if form.errors else 200)
