"""The people that a visitor of the demo can become, in the board's order; their accounts come from the loader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPerson:
    """One line of the station board, by the person's account; `minutes` is what the story takes."""

    username: str
    name: str
    full_name: str
    part: str | Promise
    sentence: str | Promise
    minutes: int


PEOPLE: Final = (
    DemoPerson(
        username="maya.reyes",
        name="Maya",
        full_name="Maya Reyes",
        part=_("Student, 10th grade"),
        sentence=_("Has to pick classes for next year."),
        minutes=10,
    ),
    DemoPerson(
        username="dana.whitfield",
        name="Ms. Whitfield",
        full_name="Dana Whitfield",
        part=_("Counselor"),
        sentence=_("Has 352 students. Some need her today."),
        minutes=5,
    ),
    DemoPerson(
        username="lucia.reyes",
        name="Lucía",
        full_name="Lucía Reyes",
        part=_("Mother, reads Spanish"),
        sentence=_("Wants to see Maya’s plan, on her phone."),
        minutes=3,
    ),
    DemoPerson(
        username="kofi.abara",
        name="Mr. Abara",
        full_name="Kofi Abara",
        part=_("District IT"),
        sentence=_("Has an import with 11 bad rows."),
        minutes=5,
    ),
    DemoPerson(
        username="mateo.reyes",
        name="Mateo",
        full_name="Mateo Reyes",
        part=_("Student, 7th grade"),
        sentence=_("Looks ahead to high school for the first time."),
        minutes=5,
    ),
    DemoPerson(
        username="jaylen.brooks",
        name="Jaylen",
        full_name="Jaylen Brooks",
        part=_("Student, 12th grade"),
        sentence=_("Is half a PE credit short of graduation."),
        minutes=5,
    ),
    DemoPerson(
        username="theo.lindqvist",
        name="Theo",
        full_name="Theo Lindqvist",
        part=_("Student, 11th grade"),
        sentence=_("Has one year left, and a shop to weld in."),
        minutes=5,
    ),
    DemoPerson(
        username="tunde.osei",
        name="Mr. Osei",
        full_name="Tunde Osei",
        part=_("Advisor"),
        sentence=_("Meets his group on Wednesday."),
        minutes=3,
    ),
)
