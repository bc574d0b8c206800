"""A person's own settings, and the two of them that a visitor can set before signing in."""

from __future__ import annotations

from collections.abc import Container

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import translation
from django.views import i18n
from django.views.decorators.http import require_POST

from waypost.web.access.actions import change_preferences
from waypost.web.access.actor import Actor
from waypost.web.access.forms import PreferencesForm
from waypost.web.access.guards import ActorRequest, page, public
from waypost.web.access.permissions import Permission
from waypost.web.accounts.models import Theme, User
from waypost.web.base import clock
from waypost.web.base import views as base_views
from waypost.web.base.views import keep_choice


@page(Permission.SITE_USE, verbs=("GET", "POST"))
def preferences(request: ActorRequest) -> HttpResponse:
    """Language, colors, keys and role of the person who is signed in."""
    if request.method != "POST":
        return _show(request, _form_of(request.user))
    form = PreferencesForm(request.POST)
    if not form.is_valid():
        return _show(request, form, status=422)
    change_preferences(request.actor, at=clock.now(), **form.cleaned_data)
    return _saved(request, **form.cleaned_data)


@public  # the language can be chosen before signing in
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Keep the language in a cookie, and with the person who is signed in; back to the page."""
    language = request.POST.get("language", "")
    _keep(request, known=dict(settings.LANGUAGES), language=language)
    return i18n.set_language(request)


@public  # the colors can be chosen before signing in
@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Keep light, dark or the device's own choice in a cookie, and with the person who is signed in."""
    _keep(request, known=Theme.values, theme=request.POST.get("theme") or Theme.AUTO.value)
    return base_views.set_theme(request)


def _show(request: ActorRequest, form: PreferencesForm, *, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "choices": [form["language"], form["theme"]],
        "can_change_password": request.user.has_usable_password(),
    }
    return TemplateResponse(request, "access/preferences.html", context, status=status)


def _form_of(user: User) -> PreferencesForm:
    saved = {"language": user.language, "theme": user.theme, "letter_keys": user.letter_keys}
    return PreferencesForm(initial=saved)


def _saved(request: HttpRequest, *, language: str, theme: str, **_others: bool) -> HttpResponse:
    """Back to the page, in the new language; this browser's cookies follow, for the pages before signing in."""
    with translation.override(language):
        messages.success(request, translation.gettext("Saved."))
    response = redirect("preferences")
    keep_choice(response, name=settings.LANGUAGE_COOKIE_NAME, value=language)
    keep_choice(response, name="theme", value="" if theme == Theme.AUTO else theme)
    return response


def _keep(request: HttpRequest, *, known: Container[str], **preference: str) -> None:
    actor: Actor | None = request.actor  # type: ignore[attr-defined]
    if actor is not None and all(value in known for value in preference.values()):
        change_preferences(actor, at=clock.now(), **preference)
