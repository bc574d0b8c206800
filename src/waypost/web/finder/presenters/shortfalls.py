"""How little a plan is off, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waypost.web.base.presenters import UNITS_IN_A_CREDIT, credit_words
from waypost.web.catalog.presenters.titles import requirement_title
from waypost.web.finder.adapters.brief import Short
from waypost.web.plans.presenters.places import join_words

MOST_NAMED: Final = 3


def short_words(shorts: Sequence[Short], *, scale: int) -> str:
    """½ credit of PE to pick. To do: Civics exam. Empty where nothing is short."""
    return " ".join(_words(shorts, scale=scale))


def _words(shorts: Sequence[Short], *, scale: int) -> Iterator[str]:
    credits = [short for short in shorts if short.units]
    steps = [requirement_title(short.title) for short in shorts if not short.units]
    if len(credits) == 1:
        yield _one(credits[0], scale=scale)
    elif credits:
        yield _several(credits, scale=scale)
    if steps:
        yield _("To do: %(steps)s.") % {"steps": join_words(steps)}


def _one(short: Short, *, scale: int) -> str:
    words = {"credits": credit_words(short.units, scale=scale), "title": requirement_title(short.title)}
    return (
        ngettext(
            "%(credits)s credit of %(title)s to pick.",
            "%(credits)s credits of %(title)s to pick.",
            _plural(short.units, scale=scale),
        )
        % words
    )


def _several(shorts: Sequence[Short], *, scale: int) -> str:
    units = sum(short.units for short in shorts)
    named = [f"{requirement_title(short.title)} {credit_words(short.units, scale=scale)}" for short in shorts]
    words = {"credits": credit_words(units, scale=scale), "count": len(shorts), "parts": join_words(named)}
    plural = _plural(units, scale=scale)
    if len(shorts) > MOST_NAMED:
        return (
            ngettext(
                "%(credits)s credit to pick in %(count)s subjects.",
                "%(credits)s credits to pick in %(count)s subjects.",
                plural,
            )
            % words
        )
    return ngettext("%(credits)s credit to pick: %(parts)s.", "%(credits)s credits to pick: %(parts)s.", plural) % words


def _plural(units: int, *, scale: int) -> int:
    return 1 if units * scale <= UNITS_IN_A_CREDIT else 2
