"""The classes that could fill what is open but cannot be used, each with the rule that says no, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from waypost.engine.catalog import Course
from waypost.engine.search.rejected import No
from waypost.web.catalog.adapters import to_rulebook
from waypost.web.catalog.presenters.titles import course_title, requirement_title
from waypost.web.finder.adapters.looked import LookedAt, Rejected
from waypost.web.plans.presenters.offerings import way_words
from waypost.web.plans.presenters.places import either_words, grade_words, line_of

from .clashes import Known

MOST_NAMED: Final = 4  # earlier classes of which any one would do
WAYS: Final[dict[str, Promise]] = {
    "virtual": gettext_lazy("online"),
    "summer": gettext_lazy("in summer"),
    "dual_enrollment": gettext_lazy("as a college class"),
    "work_based": gettext_lazy("at work"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NoLine:
    """One class, and why it does not work."""

    subject: str
    title: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaysLooked:
    """How many ways were looked at, what opens the list, and the list."""

    said: str
    opens: str
    lines: tuple[NoLine, ...]


def ways_looked(looked: LookedAt, known: Known) -> WaysLooked | None:
    """What does not work; None where nothing was rejected."""
    lines = [_line(one, course, known) for one in looked.rejected if (course := known.catalog.find(one.code))]
    if not lines:
        return None
    count = len(lines)
    return WaysLooked(
        said=ngettext("We looked at %(count)s class.", "We looked at %(count)s classes.", looked.count)
        % {"count": looked.count},
        opens=ngettext("Show %(count)s that does not work", "Show all %(count)s that do not work", count)
        % {"count": count},
        lines=tuple(lines),
    )


def _line(one: Rejected, course: Course, known: Known) -> NoLine:
    return NoLine(subject=line_of(course.subject), title=_title(one, course), words=_words(one, known))


def _title(one: Rejected, course: Course) -> str:
    way = way_words(one.offering) if one.offering else str(WAYS.get(one.modality, ""))
    return _("%(course)s, %(way)s") % {"course": course_title(course), "way": way} if way else course_title(course)


def _words(one: Rejected, known: Known) -> str:
    match No(one.no):
        case No.NEVER:
            return _("A wish says never.")
        case No.WAY_OUT:
            return _("A wish says: not in this way.")
        case No.NOT_OFFERED:
            return _("It is not offered in any term that is left.")
        case No.GRADE_LEVEL:
            grades = either_words([grade_words(int(grade)) for grade in one.needed])
            return _("It is only for %(grades)s.") % {"grades": grades}
        case No.TAKEN:
            return _("It is in the record or the plan already.")
        case No.OTHER_SCHOOL:
            return _("Only another school has this class.")
        case No.EXCLUDED:
            return _("It gives no credit with %(courses)s.") % {"courses": either_words(_titles(one.needed, known))}
        case No.NO_ROOM:
            return _("No term in which it fits has a free class period.")
        case No.TOO_HEAVY:
            return _("Every term in which it fits would be too heavy.")
        case No.PREREQUISITE | No.COREQUISITE:
            return _order_words(one, known)
        case No.TOO_LATE | No.SAME | No.LIMIT:
            return _rule_words(one, known)


def _order_words(one: Rejected, known: Known) -> str:
    """The other class that it needs; many that would do are not all named."""
    titles = _titles(one.needed, known)
    words = {"courses": either_words(titles)}
    if one.no == No.COREQUISITE:
        return _("It needs %(courses)s beside it.") % words
    if not titles or len(titles) > MOST_NAMED:
        return _("It needs another class first.")
    return _("It needs %(courses)s first.") % words


def _rule_words(one: Rejected, known: Known) -> str:
    words = {"rule": _rule_title(one, known)}
    match No(one.no):
        case No.TOO_LATE:
            return _("It would come too late to count for %(rule)s.") % words
        case No.SAME:
            return _("%(rule)s needs classes of one kind, such as one language.") % words
        case _:
            return _("%(rule)s takes no more classes of this kind.") % words


def _rule_title(one: Rejected, known: Known) -> str:
    for adoption in known.adoptions:
        if adoption.rulebook.key == one.rulebook:
            node = to_rulebook(adoption.rulebook).nodes.get(one.path)
            return requirement_title(node.about.title if node else adoption.rulebook.title)
    return one.path


def _titles(codes: Sequence[str], known: Known) -> list[str]:
    found = [known.catalog.find(code) for code in codes]
    return list(dict.fromkeys(course_title(course) for course in found if course))
