"""What a plan gets you: one meter for each rulebook that applies, and what a what-if changes in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waypost.engine.result import NodeKind, NodeResult, Status
from waypost.web.audits.queries import Audited
from waypost.web.base.presenters import UNITS_IN_A_CREDIT, Meter, credit_words
from waypost.web.catalog.models import RulebookKind
from waypost.web.catalog.presenters.persons import persons_words
from waypost.web.catalog.presenters.titles import requirement_title
from waypost.web.plans.queries.outlook import Outlook
from waypost.web.plans.queries.planner import Planner


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One rulebook: how far it is, in a meter and in words, what is open, waits for a word, or can't be checked."""

    title: str
    kind: str
    rulebook_id: int
    meter: Meter
    words: str
    is_met: bool
    open_parts: tuple[str, ...]
    words_awaited: tuple[str, ...]
    asks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """One thing that a what-if changes; `is_good` puts a check before it."""

    strong: str
    rest: str
    is_good: bool = False


def checks_of(outlook: Outlook, *, scale: int) -> list[Check]:
    """Every rulebook that holds for the student, in the district's order."""
    diplomas = [one for one in outlook.audits if one.adoption.rulebook.kind == RulebookKind.GRADUATION]
    return [_check(audited, scale=scale, only_diploma=len(diplomas) == 1) for audited in outlook.audits]


def effects_of(planner: Planner, *, scale: int) -> list[Effect]:
    """What the what-if changes against the real plan, most telling first."""
    found = _class_effects(planner)
    now = checks_of(planner.real, scale=scale)
    then = checks_of(planner.shown, scale=scale)
    found += [_check_effect(check) for before, check in zip(now, then, strict=True) if before != check]
    return found or [Effect(strong=_("No change"), rest=_("yet"))]


def _check(audited: Audited, *, scale: int, only_diploma: bool) -> Check:
    root, rulebook = audited.result.root, audited.adoption.rulebook
    leaves = list(_ends(root))
    meter = measure(root)
    got, needed = meter.total - meter.open, meter.total
    if root.meter.needed:
        words = {"got": credit_words(got, scale=scale), "needed": credit_words(needed, scale=scale)}
    else:
        words = {"got": str(got), "needed": str(needed)}
    return Check(
        title=_("Graduation")
        if only_diploma and rulebook.kind == RulebookKind.GRADUATION
        else requirement_title(rulebook.title),
        kind=rulebook.kind,
        rulebook_id=rulebook.pk,
        meter=meter,
        words=_("%(got)s of %(needed)s") % words,
        is_met=root.status in {Status.MET, Status.ON_TRACK},
        open_parts=tuple(_open_words(node, scale=scale) for node in leaves if node.status is Status.OPEN),
        words_awaited=tuple(word_awaited(node) for node in leaves if node.status is Status.AWAITS_WORD),
        asks=tuple(requirement_title(node.title) for node in leaves if node.status is Status.CANNOT_CHECK),
    )


def word_awaited(node: NodeResult) -> str:
    """Whose word a requirement waits for, as a sentence without its end."""
    words = {"part": requirement_title(node.title), "who": persons_words(node.awaits)}
    return _("%(part)s: %(who)s has to say so") % words


def measure(root: NodeResult) -> Meter:
    """The credits of a rulebook; where it asks for none, how many of its parts are met."""
    if root.meter.needed:
        return Meter(root.meter.done, root.meter.now, root.meter.planned, root.meter.open)
    statuses = [node.status for node in _ends(root)]
    done, coming = statuses.count(Status.MET), statuses.count(Status.ON_TRACK)
    return Meter(done, 0, coming, len(statuses) - done - coming)


def _ends(node: NodeResult) -> Iterator[NodeResult]:
    """The requirements at the ends of the chosen parts."""
    chosen = [part for part in node.parts if part.chosen]
    if not chosen:
        yield node
    for part in chosen:
        yield from _ends(part)


def _open_words(node: NodeResult, *, scale: int) -> str:
    if node.kind is NodeKind.CREDITS:
        amount = credit_words(node.meter.open, scale=scale)
        at_most_one = 1 if node.meter.open * scale <= UNITS_IN_A_CREDIT else 2
        more = ngettext("%(amount)s more credit", "%(amount)s more credits", at_most_one)
        return _("%(title)s: %(more)s") % {"title": requirement_title(node.title), "more": more % {"amount": amount}}
    tallied = node.tallied
    if tallied is not None and tallied.at_most is not None and tallied.is_over:
        over = {
            "title": requirement_title(node.title),
            "got": _number(tallied.planned),
            "most": _number(tallied.at_most),
        }
        return _("%(title)s: %(got)s, and at most %(most)s may count") % over
    if tallied is not None and tallied.needed is not None:
        words = {
            "title": requirement_title(node.title),
            "got": _number(tallied.planned),
            "needed": _number(tallied.needed),
        }
        return _("%(title)s: %(got)s of %(needed)s") % words
    return requirement_title(node.title)


def _number(value: Fraction | None) -> str:
    return f"{float(value or 0):.2f}".rstrip("0").rstrip(".")


def _class_effects(planner: Planner) -> list[Effect]:
    real = {(row.course_id, row.grade_level, row.term) for row in planner.real.planned}
    shown = {(row.course_id, row.grade_level, row.term) for row in planner.shown.planned}
    added, gone = len(shown - real), len(real - shown)
    found = []
    if added:
        found.append(Effect(strong=f"+{added}", rest=ngettext("class", "classes", added)))
    if gone:
        found.append(Effect(strong=f"−{gone}", rest=ngettext("class", "classes", gone)))
    return found


def _check_effect(check: Check) -> Effect:
    if check.kind == RulebookKind.GRADUATION and check.meter.total:
        return Effect(strong=check.words, rest=_("to graduate"), is_good=check.is_met)
    return Effect(strong=check.title, rest=_("done") if check.is_met else check.words, is_good=check.is_met)


def heads_up_count(planner: Planner) -> int:
    """How many heads-ups the shown branch has."""
    return len(planner.shown.heads_ups)


def headline(checks: Sequence[Check]) -> Check | None:
    """The check that stands for the plan where there is room for one: the diploma, else the first."""
    diplomas = [check for check in checks if check.kind == RulebookKind.GRADUATION]
    return next(iter(diplomas or checks), None)
