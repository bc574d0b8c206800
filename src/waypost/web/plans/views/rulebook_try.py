"""A rulebook tried on real students before anybody publishes it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from waypost.web.access.guards import ActorRequest, page
from waypost.web.access.permissions import Permission
from waypost.web.catalog.queries import rulebooks_readable_by
from waypost.web.plans.presenters.effects import effect_page
from waypost.web.plans.queries.effects import effects_of


@page(Permission.RULEBOOK_TRY)
def rulebook_try(request: ActorRequest, rulebook_id: int) -> HttpResponse:
    rulebook = get_object_or_404(rulebooks_readable_by(request.actor), pk=rulebook_id)
    shown = effect_page(effects_of(request.actor, rulebook=rulebook))
    return TemplateResponse(request, "plans/rulebook_try.html", {"page": shown, "rulebook": rulebook})
