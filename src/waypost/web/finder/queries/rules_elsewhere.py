"""Rulebooks that do not hold for a student now but could: those of other states, and pathways not followed."""

from __future__ import annotations

from waypost.web.access.actor import Actor
from waypost.web.catalog.adapters import to_rulebook
from waypost.web.catalog.models import Adoption, Rulebook, RulebookKind
from waypost.web.catalog.queries import rulebooks_readable_by
from waypost.web.plans.queries.following import adoptions_to_choose
from waypost.web.plans.queries.planner import Planner
from waypost.web.schools.models import Student


def diplomas_elsewhere(actor: Actor, *, student: Student) -> list[Rulebook]:
    """The newest revision of each shipped diploma of another state, for whichever class; one query."""
    shipped = rulebooks_readable_by(actor).filter(district=None, kind=RulebookKind.GRADUATION)
    newest = {book.key: book for book in shipped.order_by("key", "revision")}
    return [book for book in newest.values() if to_rulebook(book).rulebook.state != student.district.state]


def is_for(rulebook: Rulebook, planner: Planner) -> bool:
    """Whether its class years include the student."""
    return to_rulebook(rulebook).rulebook.cohort.includes(planner.file.record.cohort)


def pathways_to_choose(actor: Actor, *, student: Student) -> list[Adoption]:
    """The pathways that the student may follow, also those that are followed now; one query."""
    offered = adoptions_to_choose(actor, student=student)
    return [one for one in offered if one.rulebook.kind == RulebookKind.PATHWAY]


def follows(planner: Planner, adoption: Adoption) -> bool:
    """Whether it holds for the student now."""
    return any(one.rulebook.key == adoption.rulebook.key for one in planner.file.adoptions)
