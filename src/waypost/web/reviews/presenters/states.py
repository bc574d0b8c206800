"""Names of the states whose rules ship."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from waypost.web.catalog.adapters import to_rulebook
from waypost.web.catalog.models import Rulebook

STATES: Final[dict[str, str | Promise]] = {
    "AR": _("Arkansas"),
    "CA": _("California"),
    "LA": _("Louisiana"),
    "MA": _("Massachusetts"),
    "NM": _("New Mexico"),
    "TX": _("Texas"),
    "WA": _("Washington"),
}


def state_of(rulebook: Rulebook) -> str:
    """The letters of the state whose rules these are."""
    return to_rulebook(rulebook).rulebook.state


def state_name(state: str) -> str:
    """The state's name; its letters where no rulebook of it ships."""
    return str(STATES.get(state, state))
