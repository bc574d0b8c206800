"""A way to take a course in words: with whom, at what price, who must say yes, for how much credit."""

from __future__ import annotations

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from waypost.web.catalog.models import Modality, Offering


def way_words(name: str) -> str:
    """An offering by its name, within a sentence: online with State Virtual School; blank is the course's own way."""
    modality, is_named, provider = name.partition("/")
    if not is_named:
        return _("the way the school offers it")
    words = {"provider": provider}
    match Modality(modality):
        case Modality.SCHOOL:
            return _("at school with %(provider)s") % words
        case Modality.VIRTUAL:
            return _("online with %(provider)s") % words
        case Modality.SUMMER:
            return _("with %(provider)s") % words  # its place says summer
        case Modality.DUAL_ENROLLMENT:
            return _("as a college class with %(provider)s") % words
        case Modality.WORK_BASED:
            return _("at work with %(provider)s") % words


def way_title(name: str) -> str:
    """The same at the head of a line: Online with State Virtual School."""
    return str(capfirst(way_words(name)))


def dollars(cents: int) -> str:
    """Money as people write it: $75, or $75.50."""
    return f"${cents / 100:,.0f}" if cents % 100 == 0 else f"${cents / 100:,.2f}"


def cost_words(offering: Offering) -> str:
    """What the family pays, as a sentence."""
    if not offering.cost_cents:
        return _("It costs nothing.")
    return _("Costs %(dollars)s.") % {"dollars": dollars(offering.cost_cents)}


def approver_words(approval: str, *, adult: str) -> str:
    """Who must say yes; three words are said in the reader's language, and the counselor by name where it is known."""
    words = {"counselor": adult or _("the counselor"), "principal": _("the principal"), "guardian": _("a guardian")}
    return words.get(approval.casefold(), approval)


def approval_words(offering: Offering, *, adult: str) -> str:
    """Who must say yes, as a sentence; blank where nobody must."""
    if not offering.approval:
        return ""
    person = approver_words(offering.approval, adult=adult)
    return str(capfirst(_("%(person)s must say yes.") % {"person": person}))
