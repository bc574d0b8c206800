"""A sent plan on the student's side: how it stands, the talk about it, an answer, taking it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from waypost.web.access.guards import ActorRequest, page
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import allowed
from waypost.web.base import clock
from waypost.web.base.views import unreadable
from waypost.web.reviews import queries
from waypost.web.reviews.actions import answer_question, withdraw_plan
from waypost.web.reviews.forms.review import AnswerForm, SeenForm
from waypost.web.reviews.models import Review
from waypost.web.reviews.presenters.review import already, changes_of, standing, what_is_sent

from .refusals import attempt


@page(Permission.PLAN_READ)
def review_detail(request: ActorRequest, pk: int) -> HttpResponse:
    """One sent plan for its student, and to read for everybody who may read the plan."""
    review = get_object_or_404(queries.reviews_readable_by(request.actor), pk=pk)
    return _page(request, review, AnswerForm(initial={"seen": review.version}))


@page(Permission.PLAN_ANSWER, verbs=("POST",))
def review_answer(request: ActorRequest, pk: int) -> HttpResponse:
    """Answer the counselor's question."""
    review = get_object_or_404(queries.reviews_answerable_by(request.actor), pk=pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, review, form)
    seen, text = form.cleaned_data["seen"], form.cleaned_data["text"]
    refused = attempt(
        request,
        lambda: answer_question(request.actor, review=review, seen=seen, text=text, at=clock.now()),
        say=lambda: already(review),
        back=reverse("reviews:review_detail", args=[pk]),
        text=text,
    )
    if refused:
        return refused
    messages.success(request, _("Sent. Your plan is with them again."))
    return redirect("reviews:review_detail", pk=pk)


@page(Permission.PLAN_EDIT, verbs=("POST",))
def review_withdraw(request: ActorRequest, pk: int) -> HttpResponse:
    """Take the sent plan back."""
    review = get_object_or_404(queries.reviews_answerable_by(request.actor), pk=pk)
    form = SeenForm(request.POST)
    if not form.is_valid():
        return unreadable(request)
    seen, back = form.cleaned_data["seen"], reverse("reviews:review_detail", args=[pk])
    refused = attempt(
        request,
        lambda: withdraw_plan(request.actor, review=review, seen=seen, at=clock.now()),
        say=lambda: already(review),
        back=back,
    )
    return refused or redirect(back)


def _page(request: ActorRequest, review: Review, form: AnswerForm) -> TemplateResponse:
    context = {
        "review": review,
        "student": review.plan.student,
        "standing": standing(review),
        "what_if": what_is_sent(review),
        "changes": changes_of(review, before=queries.approved_before(request.actor, review=review)),
        "talk": review.messages.order_by("at", "pk"),
        "form": form,
        "may_answer": allowed(request.actor, Permission.PLAN_ANSWER, review.plan.student),
        "proposals": queries.proposals_readable_by(request.actor).filter(plan=review.plan_id)[:5],
    }
    return TemplateResponse(request, "reviews/review_detail.html", context, status=422 if form.errors else 200)
