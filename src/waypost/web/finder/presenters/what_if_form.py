"""The what-if questions that can be asked about one plan: sentences with gaps, what fits in them, and what does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waypost.engine.record import Entry, Stage
from waypost.web.catalog.models import Adoption, Rulebook
from waypost.web.catalog.presenters.titles import course_title, requirement_title
from waypost.web.finder.adapters.suppositions import OF_ENTRIES, SupposedKind, Supposition
from waypost.web.finder.queries.rules_elsewhere import follows, is_for
from waypost.web.plans.presenters.places import brief_place, grade_words, join_words, term_name
from waypost.web.plans.queries.places import Place
from waypost.web.plans.queries.planner import Planner
from waypost.web.reviews.presenters.states import state_name, state_of

Choices = list[tuple[Any, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfOptions:
    """What the form takes, see forms/what_if.py."""

    leads: dict[str, str]
    choices: dict[str, Choices]
    refused: dict[str, str]
    not_now: dict[str, str]


def what_if_options(
    planner: Planner,
    *,
    is_own: bool,
    diplomas: Sequence[Rulebook],
    pathways: Sequence[Adoption],
    offered: Collection[str],
) -> WhatIfOptions:
    """The six sentences of one plan; `offered` are the codes of courses that can be taken now."""
    earned = [entry for entry in _credited(planner, SupposedKind.REPEATED) if entry.course.code in offered]
    choices = {
        "failed": _apart(_credited(planner, SupposedKind.FAILED)),
        "dropped": _to_drop(planner),
        "repeated": [(entry.id, _where(entry)) for entry in earned],
        "when": [(str(at), brief_place(at.grade_level, at.term)) for at in _places(planner)],
        "moved": _states(diplomas),
        "pathway": [
            (one.rulebook.key, requirement_title(one.rulebook.title)) for one in pathways if not follows(planner, one)
        ],
        "fewer": [(grade, grade_words(grade)) for grade in _grades(planner)],
    }
    return WhatIfOptions(
        leads=_own_leads() if is_own else _leads(planner.student.first_name),
        choices=choices,
        refused=dict(
            [*_wrong_places(planner, earned), *_wrong_classes(planner, diplomas), *_followed(planner, pathways)]
        ),
        not_now=_not_now(planner, choices),
    )


def _own_leads() -> dict[str, str]:
    return {
        "failed": _("I fail"),
        "dropped": _("I drop"),
        "repeated": _("I take again"),
        "when": _("in"),
        "moved": _("I move, and these rules hold"),
        "pathway": _("I switch to"),
        "fewer": _("I take one class less, for work, in"),
    }


def _leads(name: str) -> dict[str, str]:
    words = {"name": name}
    return {
        "failed": _("%(name)s fails") % words,
        "dropped": _("%(name)s drops") % words,
        "repeated": _("%(name)s takes again") % words,
        "when": _("in"),
        "moved": _("%(name)s moves, and these rules hold") % words,
        "pathway": _("%(name)s switches to") % words,
        "fewer": _("%(name)s takes one class less, for work, in") % words,
    }


def _not_now(planner: Planner, choices: dict[str, Choices]) -> dict[str, str]:
    """Why a sentence has nothing to fill its gap."""
    periods = planner.student.district.periods
    words = {
        "failed": _("No class for credit runs now."),
        "dropped": _("There is no class to drop."),
        "repeated": _("There is no class to take again yet."),
        "moved": _("Waypost has no rules of other states here yet."),
        "pathway": _("There is no other pathway to switch to."),
        "fewer": _("No school year is left to plan."),
    }
    found = {kind: said for kind, said in words.items() if not choices[kind]}
    if periods <= 1:
        said = ngettext(
            "The school day has %(count)s class period.", "The school day has %(count)s class periods.", periods
        )
        found["fewer"] = said % {"count": periods} + " " + _("There is none to give up.")
    return found


def _credited(planner: Planner, kind: SupposedKind) -> list[Entry]:
    """The entries that it can be about and that give credit, by title."""
    found = [entry for entry in planner.real.entries if entry.stage in OF_ENTRIES[kind] and entry.units]
    return sorted(found, key=lambda entry: (entry.grade_level, course_title(entry.course), entry.id))


def _apart(entries: Sequence[Entry]) -> list[tuple[str, str]]:
    """Each entry by its title, and by its term too where another has the same title."""
    titles = Counter(course_title(entry.course) for entry in entries)
    return [
        (entry.id, _where(entry) if titles[course_title(entry.course)] > 1 else course_title(entry.course))
        for entry in entries
    ]


def _to_drop(planner: Planner) -> Choices:
    entries = _credited(planner, SupposedKind.DROPPED)
    running = _apart([one for one in entries if one.stage is Stage.NOW])
    planned = [(one.id, _where(one)) for one in entries if one.stage is Stage.PLANNED]
    return [group for group in ((_("Taking now"), running), (_("Planned"), planned)) if group[1]]


def _where(entry: Entry) -> str:
    return f"{course_title(entry.course)} ({brief_place(entry.grade_level, entry.term)})"


def _states(diplomas: Sequence[Rulebook]) -> Choices:
    """The diplomas under their states, by name."""
    named = sorted((state_name(state_of(book)), requirement_title(book.title), book.key) for book in diplomas)
    grouped = groupby(named, key=lambda one: one[0])
    return [(state, [(key, title) for _state, title, key in books]) for state, books in grouped]


def _places(planner: Planner) -> list[Place]:
    return planner.places


def _grades(planner: Planner) -> list[int]:
    """The grades whose fall is still ahead; in the last grade, what is left of it."""
    now = planner.student.grade_level
    first = max(now + 1, planner.student.district.first_grade_planned)
    last = planner.last_grade
    return list(range(min(first, last), last + 1)) if planner.places else []


def _wrong_places(planner: Planner, earned: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    """Where a class is not offered, or stands already."""
    planned = {(row.course.code, row.grade_level, row.term) for row in planner.real.planned}
    for entry in earned:
        for at in _places(planner):
            why = _why_not(planner, entry, at, planned=planned)
            again = Supposition(kind=SupposedKind.REPEATED, about=entry.id, grade_level=at.grade_level, term=at.term)
            if why:
                yield str(again), why


def _why_not(planner: Planner, entry: Entry, at: Place, *, planned: Collection[tuple[str, int, str]]) -> str:
    course = entry.course
    words = {"course": course_title(course), "grade": grade_words(at.grade_level)}
    if (course.code, at.grade_level, at.term) in planned:
        return _("%(course)s is planned there already.") % words
    if not course.is_for(at.grade_level):
        return _("%(course)s is not offered in %(grade)s.") % words
    calendar = planner.file.catalog.calendar
    offered = calendar.in_order(calendar.meant(course.terms))
    if offered and at.term not in offered:
        terms = join_words([term_name(term) for term in sorted(offered)])
        return _("%(course)s is only offered: %(terms)s.") % {**words, "terms": terms}
    return ""


def _wrong_classes(planner: Planner, diplomas: Sequence[Rulebook]) -> Iterator[tuple[str, str]]:
    """Rules of other states that are for other class years."""
    for book in diplomas:
        if not is_for(book, planner):
            words = {"state": state_name(state_of(book)), "year": planner.student.class_of or "…"}
            said = _(
                "These rules are not for the class of %(year)s. We have no others of %(state)s. Ask the new school."
            )
            if _has_other(planner, diplomas, book):
                said = _("These rules are not for the class of %(year)s. Pick others of %(state)s.")
            yield str(Supposition(kind=SupposedKind.MOVED, about=book.key)), said % words


def _has_other(planner: Planner, diplomas: Sequence[Rulebook], book: Rulebook) -> bool:
    return any(is_for(one, planner) and state_of(one) == state_of(book) for one in diplomas)


def _followed(planner: Planner, pathways: Sequence[Adoption]) -> Iterator[tuple[str, str]]:
    for one in pathways:
        if follows(planner, one):
            path = Supposition(kind=SupposedKind.PATHWAY, about=one.rulebook.key)
            yield str(path), _("This pathway is followed already. Pick another one.")
