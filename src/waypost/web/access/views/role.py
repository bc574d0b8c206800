"""Changing the role: one at a time, never merged in one screen."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from waypost.web.access import queries
from waypost.web.access.guards import ActorRequest, page
from waypost.web.access.middleware import ROLE_KEY
from waypost.web.access.permissions import Permission


@page(Permission.SITE_USE, verbs=("POST",))
def switch_role(request: ActorRequest) -> HttpResponse:
    """Go on in another role that the person holds today, from its first page."""
    actor = queries.actor_for(request.user, request.POST.get("role", ""))
    if actor is None:
        raise Http404
    request.session[ROLE_KEY] = actor.reference
    return redirect("home")
