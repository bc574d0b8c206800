"""A sent plan as its pages show it: how it stands, what was said, what changes, and the checks with reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, assert_never

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waypost.engine.result import NodeResult, Status
from waypost.web.audits.queries import Audited
from waypost.web.base.presenters import UNITS_IN_A_CREDIT, Meter, credit_words
from waypost.web.catalog.presenters.persons import persons_words
from waypost.web.plans.adapters import Choice, to_choices
from waypost.web.plans.presenters.diff import DiffLine, diff_lines, differences, headline
from waypost.web.plans.presenters.heads_ups import heads_up_words
from waypost.web.reviews.models import Review, ReviewState
from waypost.web.reviews.queries import Checks
from waypost.web.reviews.queries.checks import PASSING


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """One check: `kind` is done, headsup or ask; `reasons` say what is missing."""

    kind: str
    text: str
    reasons: tuple[str, ...] = ()
    meter: Meter | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What a sent plan changes, beside the version that was approved before it."""

    headline: str
    lines: list[DiffLine]
    since: int | None  # the number of that version; None for a first plan

    @property
    def is_first(self) -> bool:
        return self.since is None


def standing(review: Review) -> str:
    """How the review stands, in one sentence."""
    names = {"student": review.plan.student.first_name, "adult": _adult(review)}
    what_if = review.of.what_if
    if what_if and not what_if.used_at and review.state == ReviewState.APPROVED:
        return _("This what-if was approved by %(adult)s. It is not %(student)s’s plan yet.") % names
    match ReviewState(review.state):
        case ReviewState.WAITING:
            return _("This plan waits for %(adult)s.") % names
        case ReviewState.ASKED:
            return _("%(adult)s asked a question. This plan waits for %(student)s.") % names
        case ReviewState.APPROVED:
            return _("This plan was approved by %(adult)s.") % names
        case ReviewState.WITHDRAWN:
            return _("%(student)s took this plan back.") % names


def already(review: Review) -> str:
    """Why a move came too late, in one sentence."""
    names = {"student": review.plan.student.first_name, "adult": _adult(review)}
    match ReviewState(review.state):
        case ReviewState.WAITING:
            return _("This plan already waits for %(adult)s.") % names
        case ReviewState.ASKED:
            return _("%(adult)s already asked a question about this plan.") % names
        case ReviewState.APPROVED:
            return _("This plan was already approved by %(adult)s.") % names
        case ReviewState.WITHDRAWN:
            return _("%(student)s already took this plan back.") % names


def nothing_new(approved: Review) -> str:
    """Why a plan that is approved as it is need not be sent, in one sentence."""
    return _("%(adult)s approved exactly these classes. There is nothing new to look at.") % {"adult": _adult(approved)}


def what_is_sent(review: Review) -> str:
    """The name of the what-if that was sent; blank for the real plan."""
    return _("What if: %(name)s") % {"name": review.of.name} if review.of.is_what_if else ""


def changes_of(review: Review, *, before: Review | None) -> Changes:
    """What the sent version changes since the approved one before it."""
    return changes_since(before, snapshot=review.of.classes)


def changes_since(before: Review | None, *, snapshot: list[dict[str, Any]]) -> Changes:
    """What a snapshot changes since an approved review."""
    found = differences(to_choices(before.of.classes) if before else (), to_choices(snapshot))
    return Changes(
        headline=headline(found, is_first=before is None),
        lines=diff_lines(found),
        since=before.of.number if before else None,
    )


def check_lines(checks: Checks, *, scale: int) -> list[CheckLine]:
    """Every rulebook, then every heads-up; `scale` is the district's credits in one Carnegie credit."""
    rules = [_rule_line(audited, scale=scale) for audited in checks.audits if audited.result.applies]
    if not rules:
        rules = [CheckLine(kind="ask", text=_("No graduation rules are set for this class yet."))]
    return [*rules, *_heads_up_lines(checks)]


def look_count(lines: Sequence[CheckLine]) -> int:
    """How many checks do not pass."""
    return sum(line.kind != "done" for line in lines)


def credits_line(checks: Checks, *, scale: int) -> str:
    """The first rulebook in a few words: 24 of 24 credits."""
    audited = next((one for one in checks.audits if one.result.applies), None)
    return _credits(audited.result.root, scale=scale) if audited else ""


def open_credits(checks: Checks, *, scale: int) -> str:
    """How many credits the first rulebook still asks for, in one sentence; blank where no rules are set."""
    audited = next((one for one in checks.audits if one.result.applies), None)
    if audited is None:
        return ""
    units = audited.result.root.meter.open
    if not units:
        return _("No credit for graduation is left to pick.")
    words = credit_words(units, scale=scale)
    count = 1 if units * scale <= UNITS_IN_A_CREDIT else 2
    said = ngettext("%(credits)s credit is still to pick.", "%(credits)s credits are still to pick.", count)
    return said % {"credits": words}


def _rule_line(audited: Audited, *, scale: int) -> CheckLine:
    root, title = audited.result.root, audited.adoption.rulebook.title
    meter = Meter(root.meter.done, root.meter.now, root.meter.planned, root.meter.open)
    values = {"rules": title, "credits": _credits(root, scale=scale)}
    match root.status:
        case Status.MET | Status.ON_TRACK:
            return CheckLine(kind="done", text=_("%(rules)s: %(credits)s") % values, meter=meter)
        case Status.OPEN:
            reasons = tuple(_open_parts(root, scale=scale))
            return CheckLine(kind="headsup", text=_("%(rules)s: %(credits)s") % values, reasons=reasons, meter=meter)
        case Status.AWAITS_WORD | Status.CANNOT_CHECK:
            reasons = tuple(_open_parts(root, scale=scale))
            return CheckLine(kind="ask", text=_("%(rules)s: %(credits)s") % values, reasons=reasons, meter=meter)
    assert_never(root.status)


def _credits(root: NodeResult, *, scale: int) -> str:
    meter = root.meter
    have = credit_words(meter.done + meter.now + meter.planned, scale=scale)
    return _("%(have)s of %(needed)s credits") % {"have": have, "needed": credit_words(meter.needed, scale=scale)}


def _open_parts(root: NodeResult, *, scale: int) -> list[str]:
    open_parts = [part for part in root.parts if part.chosen and part.status not in PASSING]
    return [_open_part(part, scale=scale) for part in open_parts]


def _open_part(part: NodeResult, *, scale: int) -> str:
    values = {"part": part.title, "open": credit_words(part.meter.open, scale=scale)}
    if part.status is Status.AWAITS_WORD:
        return _("%(part)s: %(who)s has to say so.") % {**values, "who": persons_words(part.awaits)}
    if part.status is Status.CANNOT_CHECK:
        return _("%(part)s: we can’t check this one. A person has to.") % values
    if not part.meter.open:
        return _("%(part)s: not yet") % values
    return _("%(part)s: %(open)s to pick") % values


def _heads_up_lines(checks: Checks) -> list[CheckLine]:
    return [
        CheckLine(kind="headsup", text=heads_up_words(heads_up, titles=checks.titles)) for heads_up in checks.heads_ups
    ]


def _adult(review: Review) -> str:
    staff = review.decided_by or review.asked_of
    return staff.formal_name if staff else _("the counselor")


def classes_changed_since(review: Review, *, now: Sequence[Choice]) -> list[DiffLine]:
    """What the student changed in the plan after sending it."""
    return diff_lines(differences(to_choices(review.of.classes), now))
