"""A condition on facts as sentences: how much, which, and when it counts."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from waypost.engine.requirement import FactTest
from waypost.engine.window import Window

from .numbers import number_in_words
from .selectors import either


def fact_in_words(test: FactTest) -> str:
    """ "65 or more. Any of these will do: exam algebra or exam geometry. It counts only in grade 11." """
    sentences = [_asked(test)]
    if test.others:
        sentences.append(_("Any of these will do: %(names)s.") % {"names": either(map(fact_name, test.keys))})
    if test.window is not None:
        sentences.append(_("It counts only %(when)s.") % {"when": window_in_words(test.window)})
    if test.once:
        sentences.append(_("What counts here counts for no other part that says the same."))
    return " ".join(sentences)


def fact_name(key: str) -> str:
    """A fact's key as words: `service_hours` is "service hours"."""
    return key.replace("_", " ")


def window_in_words(window: Window) -> str:
    """When a fact counts: "from July 1, 2026 on in grade 11 or 12"."""
    words = {"first": window.first and date_format(window.first), "last": window.last and date_format(window.last)}
    pieces = []
    if window.first and window.last:
        pieces.append(_("from %(first)s to %(last)s") % words)
    elif window.first:
        pieces.append(_("from %(first)s on") % words)
    elif window.last:
        pieces.append(_("until %(last)s") % words)
    if window.grades:
        pieces.append(_("in grade %(grades)s") % {"grades": either(map(str, sorted(window.grades)))})
    return " ".join(pieces)


def _asked(test: FactTest) -> str:
    if test.at_least is not None:
        return _("%(number)s or more.") % {"number": number_in_words(test.at_least)}
    if test.one_of:
        return _("One of: %(values)s.") % {"values": ", ".join(map(str, test.one_of))}
    return _("Has to be done.")
