"""The people that a visitor of the demo can become, in the board's order; their rows come from the district."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .district import cast


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPerson:
    """One line of the station board, by the person's roster id; `minutes` is what the story takes."""

    id: str
    name: str
    full_name: str
    part: str | Promise
    sentence: str | Promise
    minutes: int


PEOPLE: Final = (
    DemoPerson(
        id=cast.MAYA,
        name="Maya",
        full_name="Maya Reyes",
        part=_("Student, 10th grade"),
        sentence=_("Has to pick classes for next year."),
        minutes=10,
    ),
    DemoPerson(
        id=cast.WHITFIELD,
        name="Ms. Whitfield",
        full_name="Dana Whitfield",
        part=_("Counselor"),
        sentence=_("Has 352 students. Some need her today."),
        minutes=5,
    ),
    DemoPerson(
        id=cast.LUCIA,
        name="Lucía",
        full_name="Lucía Reyes",
        part=_("Mother, reads Spanish"),
        sentence=_("Wants to see Maya’s plan, on her phone."),
        minutes=3,
    ),
    DemoPerson(
        id=cast.ABARA,
        name="Mr. Abara",
        full_name="Kofi Abara",
        part=_("District IT"),
        sentence=_("Has an import with 11 bad rows."),
        minutes=5,
    ),
    DemoPerson(
        id=cast.MATEO,
        name="Mateo",
        full_name="Mateo Reyes",
        part=_("Student, 7th grade"),
        sentence=_("Looks ahead to high school for the first time."),
        minutes=5,
    ),
    DemoPerson(
        id=cast.JAYLEN,
        name="Jaylen",
        full_name="Jaylen Brooks",
        part=_("Student, 12th grade"),
        sentence=_("Is half a PE credit short of graduation."),
        minutes=5,
    ),
    DemoPerson(
        id=cast.THEO,
        name="Theo",
        full_name="Theo Lindqvist",
        part=_("Student, 11th grade"),
        sentence=_("Has one year left, and a shop to weld in."),
        minutes=5,
    ),
    DemoPerson(
        id=cast.OSEI,
        name="Mr. Osei",
        full_name="Tunde Osei",
        part=_("Advisor"),
        sentence=_("Meets his group on Wednesday."),
        minutes=3,
    ),
)
