"""Both versions of a plan that changed under a page: what is there now, and what the student wanted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from waypost.web.catalog.presenters.titles import course_title
from waypost.web.plans.queries.meanwhile import Meanwhile
from waypost.web.plans.queries.places import Place
from waypost.web.plans.queries.planner import Planner

from .places import place_words
from .planner_said import step_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """What happened in the meantime, and the form that the student sent, ready to be sent again."""

    who: str
    at: datetime | None
    changes: tuple[str, ...]
    wish: str
    action: str
    fields: tuple[tuple[str, str], ...]


def stale_of(
    planner: Planner, meanwhile: Meanwhile, *, wish: str, action: str, fields: Iterable[tuple[str, str]]
) -> Stale:
    """The card above the plan; without an action the wish cannot be sent again as it is."""
    if meanwhile.by_actor or not meanwhile.by_name:
        who = _("Your plan changed in another window.")
    else:
        who = _("%(name)s changed this plan.") % {"name": meanwhile.by_name}
    return Stale(
        who=who,
        at=meanwhile.at,
        changes=tuple(step_words(planner, edit) for edit in meanwhile.edits),
        wish=wish,
        action=action,
        fields=tuple(fields),
    )


def wish_words(planner: Planner, verb: str, *, code: str = "", place: Place | None = None) -> str:
    """What the student wanted to do, as a request: Move Speech to 12th grade, fall."""
    course = planner.file.catalog.find(code)
    words = {
        "title": course_title(course) if course else code,
        "place": place_words(place.grade_level, place.term) if place else "",
    }
    return {
        "add": _("Add %(title)s in %(place)s."),
        "move": _("Move %(title)s to %(place)s."),
        "take": _("Take %(title)s in another way, in %(place)s."),
        "remove": _("Remove %(title)s."),
        "swap": _("Put %(title)s in %(place)s."),
        "took": _("Say that %(title)s was taken."),
        "credit": _("Change how much credit %(title)s gives."),
        "pin": _("Change what %(title)s counts for."),
        "undo": _("Undo the last step."),
        "redo": _("Do the last undone step again."),
        "use": _("Use this what-if as your plan."),
        "put_away": _("Put this what-if away."),
    }[verb] % words
