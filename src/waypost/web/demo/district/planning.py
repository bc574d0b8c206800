"""The years ahead: what a student has planned so far, more for next year than for later ones."""

from __future__ import annotations

from random import Random

from .history import open_periods
from .schedule import choose_year
from .trail import Trail
from .traits import Traits
from .tries import History
from .values import PlannedCourse, Status
from .wishes import wishes

_NO_PLAN_YET = {8: 0.4, 9: 0.12, 10: 0.06, 11: 0.04}
_CERTAINTY = (0.8, 0.62, 0.5)
_FULL = 0.6


def plan_ahead(random: Random, *, traits: Traits, history: History, grade_now: int) -> tuple[PlannedCourse, ...]:
    """Planned courses of the grades to come; more than half have planned all of them."""
    if random.random() < _NO_PLAN_YET.get(grade_now, 1.0 if grade_now < 8 else 0.0):
        return ()
    is_full = random.random() < _FULL
    trail = _expected(history)
    planned: list[PlannedCourse] = []
    for years_ahead, grade in enumerate(range(max(9, grade_now + 1), 13)):
        certainty = 1.0 if is_full else _CERTAINTY[min(years_ahead, 2)]
        planned += _plan_year(random, traits=traits, history=history, trail=trail, grade=grade, certainty=certainty)
    return tuple(planned)


def _expected(history: History) -> Trail:
    """The trail once this year's courses are passed as they stand; without a mark a B is assumed."""
    trail = Trail(passed=dict(history.trail.passed), failed=list(history.trail.failed))
    for running in history.tries:
        if running.status is Status.IN_PROGRESS:
            trail.add(running.code, "D" if running.mark == "F" else running.mark or "B")
    return trail


def _plan_year(
    random: Random, *, traits: Traits, history: History, trail: Trail, grade: int, certainty: float
) -> list[PlannedCourse]:
    chosen = choose_year(
        wished=wishes(random, traits=traits, trail=trail, grade=grade),
        trail=trail,
        grade=grade,
        school_id=traits.school_id,
        open_periods=open_periods(random, history=history, grade=grade),
    )
    for course, _ in chosen:
        trail.add(course.code, "B")
    return [
        PlannedCourse(course_code=course.code, grade_level=grade, term=term)
        for course, term in chosen
        if course.units and random.random() < certainty
    ]
