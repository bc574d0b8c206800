"""How much of a course with variable credit is planned, and what else could be."""

from __future__ import annotations

from dataclasses import dataclass

from waypost.web.catalog.presenters.rules import credits_in_words
from waypost.web.plans.models import PlannedCourse
from waypost.web.plans.queries.planner import Planner
from waypost.web.plans.queries.taking import units_to_choose


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditChoice:
    """One amount of a course with variable credit."""

    units: int
    words: str
    is_chosen: bool


def credit_choices(planner: Planner, planned: PlannedCourse) -> tuple[CreditChoice, ...]:
    """The amounts, least first; none of a course that always gives the same."""
    scale = planner.student.district.credit_scale
    return tuple(
        CreditChoice(units=units, words=credits_in_words(units, scale=scale), is_chosen=units == planned.units)
        for units in units_to_choose(planned.course, scale=scale)
    )
