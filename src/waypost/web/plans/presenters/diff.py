"""What is different between two versions of a plan, as values and in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waypost.web.plans.adapters import Choice

from .offerings import way_words
from .places import brief_place, grade_short, term_name


@dataclass(frozen=True, slots=True)
class Added:
    """A class that was not there before."""

    choice: Choice


@dataclass(frozen=True, slots=True)
class Dropped:
    """A class that is no longer there."""

    choice: Choice


@dataclass(frozen=True, slots=True)
class Moved:
    """The same class in another place: `choice` as it was, `to` as it is."""

    choice: Choice
    to: Choice


@dataclass(frozen=True, slots=True)
class Repinned:
    """The same class in its place, but the student wants it to count for something else."""

    choice: Choice


@dataclass(frozen=True, slots=True)
class Switched:
    """The same class in its place, but taken in another way."""

    choice: Choice


@dataclass(frozen=True, slots=True)
class Credited:
    """The same class in its place and taken in the same way, but for more or for less credit."""

    choice: Choice
    is_more: bool


Difference: TypeAlias = Added | Dropped | Moved | Repinned | Switched | Credited


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffLine:
    """One difference as a page draws it: icon, subject, course, where, and the whole sentence."""

    icon: str
    subject: str
    title: str
    brief: str  # the place where there is little room: 11th, or 11th fall
    sentence: str


def differences(before: Sequence[Choice], after: Sequence[Choice]) -> tuple[Difference, ...]:
    """What was added, moved, switched, re-pinned, credited otherwise and dropped, in the order of the years."""
    gone, new = _by_place(before), _by_place(after)
    kept = gone.keys() & new.keys()
    repinned = [Repinned(new[place]) for place in kept if gone[place].pins != new[place].pins]
    switched = [Switched(new[place]) for place in kept if gone[place].offering != new[place].offering]
    credited = [
        Credited(new[place], is_more=gone[place].units < new[place].units)
        for place in kept
        if gone[place].units != new[place].units and gone[place].offering == new[place].offering
    ]
    dropped = _by_code(choice for place, choice in gone.items() if place not in kept)
    found: list[Difference] = [*repinned, *switched, *credited]
    for place, choice in new.items():
        if place in kept:
            continue
        earlier = dropped[choice.code]
        found.append(Moved(earlier.pop(0), choice) if earlier else Added(choice))
    found.extend(Dropped(choice) for choices in dropped.values() for choice in choices)
    return tuple(sorted(found, key=_order))


def diff_lines(found: Sequence[Difference]) -> list[DiffLine]:
    """The differences as a page lists them."""
    return [_line(difference) for difference in found]


def headline(found: Sequence[Difference], *, is_first: bool) -> str:
    """The differences in a few words, for a row of a list."""
    if is_first:
        return _("First plan.")
    if not found:
        return _("No class changed.")
    if len(found) == 1:
        return _short(found[0])
    more = len(found) - 1
    return ngettext("%(first)s And %(count)s more change.", "%(first)s And %(count)s more changes.", more) % {
        "first": _short(found[0]),
        "count": more,
    }


def _line(difference: Difference) -> DiffLine:
    choice = difference.choice
    shown = difference.to if isinstance(difference, Moved) else choice
    return DiffLine(
        icon=_icon(difference),
        subject=choice.subject,
        title=choice.title,
        brief=_brief(shown),
        sentence=sentence(difference),
    )


def _brief(choice: Choice) -> str:
    grade = grade_short(choice.grade_level)
    return grade if choice.term == "year" else f"{grade} {term_name(choice.term)}"


def sentence(difference: Difference) -> str:
    """One difference, said plainly."""
    title = difference.choice.title
    place = brief_place(difference.choice.grade_level, difference.choice.term)
    way = way_words(difference.choice.offering)
    match difference:
        case Added(choice=Choice(offering=name)) if name:
            return _("Added %(course)s in %(place)s, %(way)s.") % {"course": title, "place": place, "way": way}
        case Added():
            return _("Added %(course)s in %(place)s.") % {"course": title, "place": place}
        case Dropped():
            return _("Dropped %(course)s from %(place)s.") % {"course": title, "place": place}
        case Moved(to=to):
            where = brief_place(to.grade_level, to.term)
            return _("Moved %(course)s from %(place)s to %(to)s.") % {"course": title, "place": place, "to": where}
        case Repinned():
            return _("%(course)s in %(place)s counts for something else.") % {"course": title, "place": place}
        case Switched():
            return _("%(course)s in %(place)s is now taken %(way)s.") % {"course": title, "place": place, "way": way}
        case Credited(is_more=True):
            return _("%(course)s in %(place)s is for more credit now.") % {"course": title, "place": place}
        case Credited():
            return _("%(course)s in %(place)s is for less credit now.") % {"course": title, "place": place}
    assert_never(difference)


def _short(difference: Difference) -> str:
    course = {"course": difference.choice.title}
    match difference:
        case Added():
            return _("Added %(course)s.") % course
        case Dropped():
            return _("Dropped %(course)s.") % course
        case Moved():
            return _("Moved %(course)s.") % course
        case Repinned():
            return _("%(course)s counts for something else.") % course
        case Switched():
            return _("%(course)s is taken in another way.") % course
        case Credited(is_more=True):
            return _("%(course)s is for more credit.") % course
        case Credited():
            return _("%(course)s is for less credit.") % course
    assert_never(difference)


def _icon(difference: Difference) -> str:
    match difference:
        case Added():
            return "plus"
        case Dropped():
            return "minus"
        case Moved() | Switched() | Credited():
            return "swap"
        case Repinned():
            return "flag"
    assert_never(difference)


def _order(difference: Difference) -> tuple[int, int, str, str]:
    rank = [Added, Moved, Switched, Credited, Repinned, Dropped].index(type(difference))
    choice = difference.choice
    return rank, choice.grade_level, choice.title, choice.term


def _by_place(choices: Sequence[Choice]) -> dict[tuple[str, int, str], Choice]:
    return {(choice.code, choice.grade_level, choice.term): choice for choice in choices}


def _by_code(choices: Iterable[Choice]) -> defaultdict[str, list[Choice]]:
    grouped: defaultdict[str, list[Choice]] = defaultdict(list)
    for choice in choices:
        grouped[choice.code].append(choice)
    return grouped
