"""What a what-if question supposes, in words: as the question, and as the name of a what-if."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _

from waypost.web.catalog.models import Rulebook
from waypost.web.catalog.presenters.titles import course_title, requirement_title
from waypost.web.finder.adapters.suppositions import SupposedKind, Supposition
from waypost.web.finder.queries.search import Results
from waypost.web.plans.presenters.places import brief_place, grade_words
from waypost.web.plans.queries.planner import Planner
from waypost.web.reviews.presenters.states import state_name, state_of

LONGEST_NAME: Final = 60


def question_words(results: Results, *, is_own: bool) -> str:
    """The question as the heading of its answer."""
    supposed = results.supposed
    if supposed is None:
        return _("What if …?")
    words = _words(results, supposed.supposition)
    kind = supposed.supposition.kind
    return (_own_question(kind) if is_own else _question(kind)) % words


def branch_name(results: Results) -> str:
    """What a what-if is called that holds the classes of a fix: I fail Algebra 2."""
    supposed = results.supposed
    if supposed is None:
        return ""
    words = _words(results, supposed.supposition)
    return (_own_words(supposed.supposition.kind) % words)[:LONGEST_NAME]


def _own_question(kind: SupposedKind) -> str:
    match kind:
        case SupposedKind.FAILED:
            return _("What if you fail %(course)s?")
        case SupposedKind.DROPPED:
            return _("What if you drop %(course)s?")
        case SupposedKind.REPEATED:
            return _("What if you take %(course)s again in %(place)s?")
        case SupposedKind.MOVED:
            return _("What if you move to %(state)s?")
        case SupposedKind.PATHWAY:
            return _("What if you switch to %(rules)s?")
        case SupposedKind.FEWER:
            return _("What if you take one class less in %(grade)s?")


def _question(kind: SupposedKind) -> str:
    match kind:
        case SupposedKind.FAILED:
            return _("What if %(name)s fails %(course)s?")
        case SupposedKind.DROPPED:
            return _("What if %(name)s drops %(course)s?")
        case SupposedKind.REPEATED:
            return _("What if %(name)s takes %(course)s again in %(place)s?")
        case SupposedKind.MOVED:
            return _("What if %(name)s moves to %(state)s?")
        case SupposedKind.PATHWAY:
            return _("What if %(name)s switches to %(rules)s?")
        case SupposedKind.FEWER:
            return _("What if %(name)s takes one class less in %(grade)s?")


def _own_words(kind: SupposedKind) -> str:
    match kind:
        case SupposedKind.FAILED:
            return _("I fail %(course)s")
        case SupposedKind.DROPPED:
            return _("I drop %(course)s")
        case SupposedKind.REPEATED:
            return _("I take %(course)s again")
        case SupposedKind.MOVED:
            return _("I move to %(state)s")
        case SupposedKind.PATHWAY:
            return _("I switch to %(rules)s")
        case SupposedKind.FEWER:
            return _("One class less in %(grade)s")


def _words(results: Results, supposition: Supposition) -> dict[str, str]:
    entry = results.before.real.entry(supposition.about)
    rules = _rules(results.planner, supposition)
    return {
        "name": results.planner.student.first_name,
        "course": course_title(entry.course) if entry else "",
        "place": brief_place(supposition.grade_level, supposition.term) if supposition.term else "",
        "grade": grade_words(supposition.grade_level),
        "rules": requirement_title(rules.title) if rules else "",
        "state": state_name(state_of(rules)) if rules else "",
    }


def _rules(planner: Planner, supposition: Supposition) -> Rulebook | None:
    """The rulebook that would hold."""
    books = (adoption.rulebook for adoption in planner.file.adoptions)
    return next((book for book in books if book.key == supposition.about), None)
