"""What a plan says at the turn of a school year: what it carried over, and what nobody has answered yet."""

from __future__ import annotations

from dataclasses import dataclass

from waypost.web.plans.models import PlannedCourse, YearTurn

from .planner import Planner


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One plan at the beginning of one school year; the courses in the order of the plan."""

    school_year: int
    carried: tuple[PlannedCourse, ...]
    asked: tuple[PlannedCourse, ...]


def turn_of(planner: Planner) -> Turn | None:
    """What the real plan says since the school year began.

    None for a plan that is younger than the year, that has nothing to say, or that was read already.
    """
    plan, calendar = planner.plan, planner.file.catalog.calendar
    year = calendar.school_year(planner.today)
    if plan is None or plan.created_at.date() >= calendar.starts.on(year):
        return None
    if not planner.real.planned and not planner.real.asked:
        return None
    if YearTurn.objects.filter(plan=plan, school_year=year).exists():
        return None
    return Turn(school_year=year, carried=planner.real.planned, asked=planner.real.asked)
