"""The pathways, universities and other rulebooks that a student may choose to follow."""

from __future__ import annotations

from waypost.web.access.actor import Actor
from waypost.web.catalog.models import Adoption, Follow
from waypost.web.catalog.queries import adoptions_in_force
from waypost.web.schools.models import Student


def adoptions_to_choose(actor: Actor, *, student: Student) -> list[Adoption]:
    """Those in force for the student's class that hold only for students who choose them."""
    offered = adoptions_in_force(actor).filter(follow=Follow.CHOSEN)
    return [adoption for adoption in offered if adoption.holds_for(student, chosen=[adoption.pk])]
