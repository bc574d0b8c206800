"""The road to graduation: how much is done, in progress, planned, and still to pick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from waypost.engine.result import NodeResult, Status
from waypost.web.audits.queries import Audited
from waypost.web.base.presenters import Meter, credit_words
from waypost.web.catalog.models import RulebookKind
from waypost.web.catalog.presenters.rules import credits_in_words
from waypost.web.catalog.presenters.titles import requirement_title
from waypost.web.plans.adapters.lines import leaves
from waypost.web.plans.presenters.places import join_words
from waypost.web.plans.presenters.planner_checks import word_awaited


@dataclass(frozen=True, slots=True, kw_only=True)
class StillOpen:
    """One requirement with credit still to pick: its title, the amount in words, its subject's line if it has one."""

    path: str
    title: str
    units: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Road:
    """One graduation rulebook as a meter with its words."""

    rulebook_id: int
    title: str
    meter: Meter
    covered: str
    needed: str
    done: str
    now: str
    planned: str
    open: str
    label: str
    still: tuple[StillOpen, ...]
    words_awaited: tuple[str, ...]
    to_ask: tuple[str, ...]
    status: Status

    @property
    def is_complete(self) -> bool:
        """Whether everything is met, or will be with the plan."""
        return self.status in {Status.MET, Status.ON_TRACK}

    @property
    def is_open(self) -> bool:
        """Whether something is missing that the student can still pick or do."""
        return self.status is Status.OPEN

    @property
    def still_words(self) -> str:
        """What is still to pick, as a sentence's end: 1 credit for Science and ½ credit for PE."""
        return join_words([one.words for one in self.still])


def road_of(audits: Sequence[Audited], *, scale: int) -> Road | None:
    """The road by the first graduation rulebook that holds; None where none does."""
    graduation = (one for one in audits if one.adoption.rulebook.kind == RulebookKind.GRADUATION)
    audited = next(graduation, None)
    return _road(audited, scale) if audited else None


def _road(audited: Audited, scale: int) -> Road:
    meter = audited.result.meter
    words = [credit_words(units, scale=scale) for units in (meter.done, meter.now, meter.planned, meter.open)]
    done, now, planned, still = (word or "0" for word in words)
    return Road(
        rulebook_id=audited.adoption.rulebook_id,
        title=audited.adoption.rulebook.title,
        meter=Meter(meter.done, meter.now, meter.planned, meter.open),
        covered=credit_words(meter.needed - meter.open, scale=scale) or "0",
        needed=credit_words(meter.needed, scale=scale),
        done=done,
        now=now,
        planned=planned,
        open=still,
        label=_("%(done)s credits done, %(now)s this year, %(planned)s planned, %(open)s still to pick")
        % {"done": done, "now": now, "planned": planned, "open": still},
        still=tuple(_open(node, scale) for node in leaves(audited.result.root) if node.meter.open),
        words_awaited=tuple(word_awaited(node) for node in _ends(audited.result.root, Status.AWAITS_WORD)),
        to_ask=tuple(requirement_title(node.title) for node in _ends(audited.result.root, Status.CANNOT_CHECK)),
        status=audited.result.status,
    )


def _open(node: NodeResult, scale: int) -> StillOpen:
    amount, title = credits_in_words(node.meter.open, scale=scale), requirement_title(node.title)
    words = _("%(amount)s for %(title)s") % {"amount": amount, "title": title}
    return StillOpen(path=node.path, title=title, units=node.meter.open, words=words)


def _ends(node: NodeResult, status: Status) -> list[NodeResult]:
    """The ends of the chosen parts that have a status."""
    if node.parts:
        return [inner for part in node.parts if part.chosen for inner in _ends(part, status)]
    return [node] if node.status is status else []
