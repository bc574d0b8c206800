"""The pathways, universities and other rulebooks that a student may choose to follow, and those that were chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from waypost.web.access.actor import Actor
from waypost.web.catalog.models import Adoption, Follow
from waypost.web.catalog.queries import adoptions_in_force, rulebooks_readable_by
from waypost.web.schools.models import Student


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """One rulebook that a student can tick; one that is not in force was chosen before, and nothing shows its meter."""

    key: str
    title: str
    in_force: bool


def adoptions_to_choose(actor: Actor, *, student: Student) -> list[Adoption]:
    """Those in force for the student's class that hold only for students who choose them."""
    offered = adoptions_in_force(actor).filter(follow=Follow.CHOSEN)
    return [adoption for adoption in offered if adoption.holds_for(student, chosen=[adoption.rulebook.key])]


def goals_of(actor: Actor, *, student: Student, follows: Sequence[str]) -> list[Goal]:
    """What the student may tick: all that is offered, then what was chosen and is not in force for them now.

    A chosen rulebook that now holds for everyone needs no tick, and is in neither part.
    """
    in_force = [one for one in adoptions_in_force(actor) if one.holds_for(student, chosen=[one.rulebook.key])]
    offered = {one.rulebook.key: one.rulebook.title for one in in_force if one.follow == Follow.CHOSEN}
    lost = [key for key in follows if key not in {one.rulebook.key for one in in_force}]
    titles = _titles(actor, lost) if lost else {}
    return [
        *(Goal(key=key, title=title, in_force=True) for key, title in offered.items()),
        *(Goal(key=key, title=titles.get(key, key), in_force=False) for key in lost),
    ]


def _titles(actor: Actor, keys: Sequence[str]) -> dict[str, str]:
    """The newest title of each rulebook, whether in force or not; the district's own before the one that ships."""
    books = rulebooks_readable_by(actor).filter(key__in=keys)
    newest = sorted(books, key=lambda book: (book.district_id is not None, book.revision))
    return {book.key: book.title for book in newest}
