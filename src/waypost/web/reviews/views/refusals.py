"""One clear page for a deed that came too late: nothing was changed, and here is how things stand."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from waypost.web.access.guards import ActorRequest
from waypost.web.base.concurrency import StaleWrite
from waypost.web.base.moves import IllegalMove
from waypost.web.plans.queries import DoesNotFit
from waypost.web.reviews.actions import NobodyToAsk
from waypost.web.reviews.presenters.proposal import misfit_words

REFUSALS = (StaleWrite, IllegalMove, DoesNotFit, NobodyToAsk)


def attempt(
    request: ActorRequest, deed: Callable[[], object], *, say: Callable[[], str], back: str, text: str = ""
) -> TemplateResponse | None:
    """Do the deed, or give the page that says why not; `text` is what the person wrote, so that it is not lost.

    `say` tells how things stand; it is asked after the deed, when the rows in hand are fresh.
    """
    try:
        deed()
    except REFUSALS as refusal:
        return refused(request, refusal, say=say(), back=back, text=text)
    return None


def refused(request: HttpRequest, refusal: Exception, *, say: str, back: str, text: str) -> TemplateResponse:
    """The page of a deed that was not done."""
    match refusal:
        case DoesNotFit():
            say = misfit_words(refusal.change, titles={})
        case NobodyToAsk():
            say = _("No counselor is set for you yet. Ask your school office who it is.")
    return TemplateResponse(request, "reviews/refused.html", {"say": say, "back": back, "text": text}, status=409)
