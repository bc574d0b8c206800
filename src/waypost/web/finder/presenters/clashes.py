"""Why no plan works: the rules and wishes that collide, and what to ask for, easiest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from waypost.engine.catalog import Catalog
from waypost.web.catalog.adapters import to_rulebook
from waypost.web.catalog.models import Adoption
from waypost.web.catalog.presenters.titles import course_title, requirement_title
from waypost.web.finder.adapters.search import Clash
from waypost.web.finder.queries.brief import EASIEST
from waypost.web.plans.presenters.places import brief_place, either_words, grade_words

WHO: Final[dict[str, Promise]] = {
    "student": gettext_lazy("The student decides this. Nobody else is needed."),
    "adult": gettext_lazy("One adult can say yes. The counselor knows who."),
    "office": gettext_lazy("Only the school office can change this. The counselor can ask."),
}
REFUSED: Final[dict[str, Promise]] = {
    "no_terms": gettext_lazy("No school year is left to plan."),
    "no_periods": gettext_lazy("The district says that a day has no class periods. The school office can change that."),
    "no_rulebook": gettext_lazy("No rules are set for this class year yet. Ask your school office."),
    "not_plannable": gettext_lazy(
        "One rule here asks for several things at once, and the plan could change each. We can't search with it. "
        "Ask the counselor."
    ),
    "gone": gettext_lazy("The plan changed: this is not there any more. Ask another question."),
}


class Known(Protocol):
    """The courses and rulebooks that words name by code and path; a student's file has them."""

    @property
    def catalog(self) -> Catalog: ...
    @property
    def adoptions(self) -> Sequence[Adoption]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ClashLine:
    """One thing that collides, under its subject's bullet."""

    subject: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One thing to ask for, and who can say yes."""

    words: str
    who: str


def clash_lines(clashes: tuple[Clash, ...], known: Known) -> list[ClashLine]:
    """What collides, in words."""
    return [ClashLine(subject=_subject(clash, known), words=clash_words(clash, known)) for clash in clashes]


def asks_of(clashes: tuple[Clash, ...], known: Known) -> list[Ask]:
    """What to ask for, easiest first."""
    own = sorted(clashes, key=lambda clash: EASIEST.index(clash.ask))
    return [Ask(words=_ask_words(clash, known), who=str(WHO[clash.ask])) for clash in own]


def refusal_words(kind: str, names: tuple[str, ...], known: Known) -> str:
    """Why the question itself does not hold."""
    if kind in REFUSED:
        return str(REFUSED[kind])
    classes = either_words([_title(name, known) for name in names])
    return _("%(classes)s must be in the plan and must never be. Take one of the two wishes away.") % {
        "classes": classes
    }


def clash_words(clash: Clash, known: Known) -> str:
    """One rule or wish, said plainly."""
    words = _words(clash, known)
    match clash.kind:
        case "requirement":
            return (
                _("%(rules)s asks for %(title)s.") % words if words["title"] else _("%(rules)s must be done.") % words
            )
        case "prerequisite":
            return _("%(course)s needs another class first.") % words
        case "corequisite":
            return _("%(course)s needs another class beside it.") % words
        case "repeats" | "excludes" | "level_of":
            return _catalog_words(clash, words)
        case "offered":
            return _("%(course)s is only offered in some terms and grades.") % words
        case "periods" | "load":
            if not words["place"]:
                return _("A school day has only so many class periods.")
            return _("%(place)s has only so many class periods.") % words
        case "least_periods":
            return _("%(place)s must not have open periods.") % words
        case "must_have":
            return _("%(named)s must be in the plan.") % words
        case "never":
            return _("%(named)s must never be in the plan.") % words
        case _:
            return _time_words(clash, words)


def _catalog_words(clash: Clash, words: dict[str, str]) -> str:
    match clash.kind:
        case "repeats":
            return _("%(course)s counts only so many times.") % words
        case "excludes":
            return _("%(course)s can't be taken with or after another class.") % words
        case _:
            return _("%(course)s is another level of a class. Only one of them counts.") % words


def _time_words(clash: Clash, words: dict[str, str]) -> str:
    match clash.kind:
        case "lighter":
            return _("One class less in %(place)s.") % words
        case "free_period":
            return _("A free period in %(place)s.") % words
        case "finish_early":
            return _("No class after %(place)s.") % words
        case "half_day":
            return _("Half days for a program in %(place)s.") % words
        case "work":
            return _("Time for work in %(place)s.") % words
        case "pinned":
            return _("%(course)s is fixed in its place.") % words
        case "most_load":
            return _("No heavy terms.") if not words["place"] else _("%(place)s must stay light.") % words
        case _:
            return _("The plan keeps every class that was picked.")


def _ask_words(clash: Clash, known: Known) -> str:
    words = {"what": clash_words(clash, known)}
    match clash.ask:
        case "student":
            return _("Let go of this wish: %(what)s") % words
        case "adult":
            return _("Ask for an exception: %(what)s") % words
        case _:
            return _("Ask for a change: %(what)s") % words


def _words(clash: Clash, known: Known) -> dict[str, str]:
    place = brief_place(clash.grade_level, clash.term) if clash.term else ""
    if not place and clash.grade_level:
        place = grade_words(clash.grade_level)
    return {
        "course": _title(clash.code, known),
        "named": either_words([_title(word, known) for word in clash.words]),
        "place": place[:1].upper() + place[1:] if clash.kind in {"periods", "load", "least_periods"} else place,
        **_rule_words(clash, known),
    }


def _rule_words(clash: Clash, known: Known) -> dict[str, str]:
    for one in known.adoptions:
        if one.rulebook.key == clash.rulebook:
            node = to_rulebook(one.rulebook).nodes.get(clash.path)
            title = requirement_title(node.about.title) if node and clash.path else ""
            return {"rules": requirement_title(one.rulebook.title), "title": title}
    return {"rules": clash.rulebook, "title": clash.path}


def _subject(clash: Clash, known: Known) -> str:
    codes = [clash.code, *clash.words]
    found = [course for code in codes if code and (course := known.catalog.find(code))]
    return found[0].subject if found else "EL"


def _title(code: str, known: Known) -> str:
    course = known.catalog.find(code) if code else None
    return course_title(course) if course else code
