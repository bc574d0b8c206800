"""The answer to a what-if question: what changes at once, and what would bring the plan back on time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from waypost.engine.record import Stage
from waypost.web.access.actor import Actor
from waypost.web.finder.adapters.suppositions import SupposedKind, entry_meant
from waypost.web.finder.queries.search import Results
from waypost.web.finder.queries.what_if import Supposed

from .fixes import FixesPage, fixes_page
from .suppositions import question_words
from .what_if_changes import AtOnce, at_once


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfPage:
    """The whole answer; `changes` is None where what was supposed is not there any more.

    `carried` says what a what-if made of a fix does not hold. `as_is` is the number of the way that needs no change.
    """

    heading: str
    changes: AtOnce | None
    fixes: FixesPage
    said: str
    carried: str
    as_is: int | None


def what_if_page(results: Results, *, actor: Actor, now: datetime) -> WhatIfPage:
    """The page of a what-if question."""
    fixes = fixes_page(results, actor=actor, now=now)
    supposed = results.supposed
    return WhatIfPage(
        heading=question_words(results, is_own=results.planner.student.pk == actor.student_id),
        changes=at_once(results.before, supposed) if supposed else None,
        fixes=fixes,
        said=_said(results, fixes),
        carried=_not_carried(results, supposed) if supposed else "",
        as_is=_as_is(results, fixes, supposed) if supposed else None,
    )


def _said(results: Results, fixes: FixesPage) -> str:
    if results.supposed is None:
        return _("The plan changed: this is not there any more. Ask another question.")
    return _("Even then the plan graduates on time. Nothing else needs to change.") if fixes.works else fixes.said


def _not_carried(results: Results, supposed: Supposed) -> str:
    """What a branch of planned classes cannot hold."""
    match supposed.supposition.kind:
        case SupposedKind.FAILED:
            return _("A what-if holds the classes of a fix, not the failed class: its meters show the real record.")
        case SupposedKind.DROPPED if _is_running(results, supposed):
            return _("A what-if holds the classes of a fix. A class that runs now stays in it.")
        case SupposedKind.MOVED:
            return _("A what-if holds the classes of a fix. Its meters stay with the rules of today.")
        case SupposedKind.PATHWAY:
            return _("A what-if holds the classes of a fix. What you follow stays the same until you choose it.")
        case _:
            return ""


def _as_is(results: Results, fixes: FixesPage, supposed: Supposed) -> int | None:
    """The way without a change, where a branch can hold what is supposed."""
    if not fixes.works or _not_carried(results, supposed) or supposed.supposition.kind is SupposedKind.FEWER:
        return None
    return results.ahead[0].number


def _is_running(results: Results, supposed: Supposed) -> bool:
    entry = entry_meant(results.before.real.entries, supposed.supposition)
    return entry is not None and entry.stage is Stage.NOW
