"""What a rulebook would change, grouped by effect and without names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from waypost.engine.result import Status
from waypost.web.standings.adapters.shifts import Shift

MOST_GROUPS = 12
BEST_FIRST = tuple(Status)


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectGroup:
    """Students with the same change: how many, what, and because of which rules."""

    count: int
    class_of: int
    words: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectPage:
    """The whole effect: how many of how many, and the groups, the largest first."""

    total: int
    changed: int
    worse: int
    better: int
    is_first_edition: bool
    standing: tuple[tuple[str, int], ...]
    groups: tuple[EffectGroup, ...]
    left_out: int

    @property
    def same(self) -> int:
        return self.total - self.changed


def effect_page(counts: Mapping[Shift, int], *, classes: tuple[int, int] | None = None) -> EffectPage:
    """The effect of a rulebook on the students it is for, or on those of some classes, from one to another."""
    if classes is not None:
        counts = {shift: count for shift, count in counts.items() if classes[0] <= shift.class_of <= classes[1]}
    changes = Counter({shift: count for shift, count in counts.items() if shift.is_change})
    groups = [_group(shift, count) for shift, count in changes.most_common()]
    after: Counter[Status] = Counter()
    for shift, count in counts.items():
        after[shift.after] += count
    return EffectPage(
        total=sum(counts.values()),
        changed=changes.total(),
        worse=(worse := sum(count for shift, count in changes.items() if _is_worse(shift))),
        better=changes.total() - worse,
        is_first_edition=all(shift.before is None for shift in counts),
        standing=tuple((status_name(status), after[status]) for status in Status if after[status]),
        groups=tuple(groups[:MOST_GROUPS]),
        left_out=sum(group.count for group in groups[MOST_GROUPS:]),
    )


def status_name(status: Status) -> str:
    """A standing as a plain phrase."""
    return {
        Status.MET: _("all done"),
        Status.ON_TRACK: _("done with the plan"),
        Status.OPEN: _("something still to pick"),
        Status.AWAITS_WORD: _("waits for a person’s word"),
        Status.CANNOT_CHECK: _("we can’t check all of it"),
    }[status]


def _is_worse(shift: Shift) -> bool:
    """Whether more is asked for than before."""
    return shift.before is not None and BEST_FIRST.index(shift.after) > BEST_FIRST.index(shift.before)


def _group(shift: Shift, count: int) -> EffectGroup:
    words = _("from “%(before)s” to “%(after)s”") % {
        "before": status_name(shift.before or Status.OPEN),
        "after": status_name(shift.after),
    }
    return EffectGroup(count=count, class_of=shift.class_of, words=words, because=", ".join(shift.titles))
