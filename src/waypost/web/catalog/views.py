"""The pages of rulebooks: which hold here, what each says, and loading one."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse

from waypost.web.access.guards import ActorRequest, page
from waypost.web.access.permissions import Permission
from waypost.web.base import clock

from . import actions, queries
from .forms import RulebookForm
from .presenters.rulebooks import list_page, rulebook_page


@page(Permission.RULEBOOK_READ)
def rulebook_list(request: ActorRequest) -> HttpResponse:
    adoptions = queries.adoptions_in_force(request.actor)
    rulebooks = queries.rulebooks_readable_by(request.actor)
    context = {"page": list_page(request.actor, adoptions=adoptions, rulebooks=rulebooks)}
    return TemplateResponse(request, "catalog/rulebook_list.html", context)


@page(Permission.RULEBOOK_READ)
def rulebook_detail(request: ActorRequest, rulebook_id: int) -> HttpResponse:
    rulebook = get_object_or_404(queries.rulebooks_readable_by(request.actor), pk=rulebook_id)
    adoptions = queries.adoptions_in_force(request.actor).filter(rulebook=rulebook)
    shown = rulebook_page(request.actor, rulebook=rulebook, adoptions=adoptions)
    return TemplateResponse(request, "catalog/rulebook_detail.html", {"page": shown})


@page(Permission.RULEBOOK_PUBLISH, verbs=("GET", "POST"))
def rulebook_load(request: ActorRequest) -> HttpResponse:
    form = RulebookForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return _load_page(request, form, problems=())
    try:
        text = form.cleaned_data["text"]
        rulebook = actions.load_rulebook_text(request.actor, text=text, at=clock.now())
    except actions.RulebookRefused as refused:
        return _load_page(request, form, problems=refused.problems)
    return redirect("catalog:rulebook_detail", rulebook.pk)


def _load_page(request: ActorRequest, form: RulebookForm, *, problems: tuple[object, ...]) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "problems": problems}
    return TemplateResponse(request, "catalog/rulebook_load.html", context, status=status)
