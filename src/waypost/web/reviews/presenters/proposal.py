"""A proposed change as its pages show it: in words, and how it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from django.utils.translation import gettext as _

from waypost.web.catalog.models import Offering
from waypost.web.plans.adapters import Add, Change, Move, Remove, Swap
from waypost.web.plans.presenters.offerings import approval_words, cost_words, way_words
from waypost.web.plans.presenters.places import brief_place
from waypost.web.plans.queries.changes import Ways, offering_of
from waypost.web.reviews.models import Proposal, ProposalState
from waypost.web.reviews.queries import Outcome

from .review import CheckLine, check_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """One proposed change: an icon and a sentence; `asks` is what the provider and the school ask for."""

    icon: str
    sentence: str
    asks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalPage:
    """One proposal: how it stands, its changes, and while it waits the checks without and with them."""

    standing: str
    lines: list[ChangeLine]
    misfit: str
    before: list[CheckLine]
    after: list[CheckLine]


def proposal_page(proposal: Proposal, *, outcome: Outcome) -> ProposalPage:
    """What the page of a proposal says."""
    scale = proposal.plan.student.district.credit_scale
    return ProposalPage(
        standing=proposal_standing(proposal),
        lines=change_lines(outcome.changes, titles=outcome.titles, ways=outcome.ways),
        misfit=misfit_words(outcome.misfit, titles=outcome.titles) if outcome.misfit else "",
        before=check_lines(outcome.before, scale=scale) if outcome.before else [],
        after=check_lines(outcome.after, scale=scale) if outcome.after else [],
    )


def change_lines(changes: Sequence[Change], *, titles: Mapping[str, str], ways: Ways | None = None) -> list[ChangeLine]:
    """Each change in words; `titles` names the courses by code, `ways` has the offerings whose price is to be said."""
    return [
        ChangeLine(
            icon=_icon(change),
            sentence=change_words(change, titles=titles),
            asks=_asks((ways or {}).get(offering_of(change))),
        )
        for change in changes
    ]


def _asks(offering: Offering | None) -> str:
    if offering is None:
        return ""
    return " ".join(filter(None, [cost_words(offering), approval_words(offering, adult="")]))


def change_words(change: Change, *, titles: Mapping[str, str]) -> str:
    """One proposed change, said plainly."""
    place = brief_place(change.grade_level, change.term)
    values = {"course": titles.get(change.code, change.code), "place": place}
    match change:
        case Add(offering=""):
            return _("Add %(course)s in %(place)s.") % values
        case Add():
            return _("Add %(course)s in %(place)s, %(way)s.") % {**values, "way": way_words(change.offering)}
        case Remove():
            return _("Take %(course)s out of %(place)s.") % values
        case Move():
            return _move_words(change, values)
        case Swap():
            other = titles.get(change.to_code, change.to_code)
            said = {**values, "other": other, "way": way_words(change.to_offering)}
            if change.to_offering:
                return _("Take %(other)s, %(way)s, in place of %(course)s in %(place)s.") % said
            return _("Take %(other)s in place of %(course)s in %(place)s.") % said
    assert_never(change)


def _move_words(change: Move, values: Mapping[str, str]) -> str:
    """To another place, to another way of taking the course, or both."""
    to = brief_place(change.to_grade_level, change.to_term)
    said = {**values, "to": to, "way": way_words(change.to_offering or "")}
    if change.to_offering is None:
        return _("Move %(course)s from %(place)s to %(to)s.") % said
    if to == values["place"]:
        return _("Take %(course)s in %(place)s, %(way)s.") % said
    return _("Move %(course)s from %(place)s to %(to)s, %(way)s.") % said


def misfit_words(change: Change, *, titles: Mapping[str, str]) -> str:
    """Why a change cannot be made in the plan as it is now."""
    values = {"course": titles.get(change.code, change.code), "place": brief_place(change.grade_level, change.term)}
    match change:
        case Add():
            return _("%(course)s cannot go into %(place)s. It is there already, or not offered now.") % values
        case Remove() | Move() | Swap():
            return _("%(course)s in %(place)s has changed since, so this change does not fit any more.") % values
    assert_never(change)


def proposal_standing(proposal: Proposal) -> str:
    """How the proposal stands, in one sentence."""
    names = {"student": proposal.plan.student.first_name, "adult": proposal.by_name}
    match ProposalState(proposal.state):
        case ProposalState.WAITING:
            return _("This idea waits for %(student)s.") % names
        case ProposalState.ACCEPTED:
            return _("%(student)s said yes to this idea.") % names
        case ProposalState.DECLINED:
            return _("%(student)s said no to this idea.") % names
        case ProposalState.WITHDRAWN:
            return _("%(adult)s took this idea back.") % names


def _icon(change: Change) -> str:
    match change:
        case Add():
            return "plus"
        case Remove():
            return "minus"
        case Move() | Swap():
            return "swap"
    assert_never(change)
