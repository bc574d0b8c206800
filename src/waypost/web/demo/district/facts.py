"""What counts besides courses: hours of service, exam scores, training."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from .calendar import TODAY
from .traits import Traits
from .values import Fact

_SHARE_EXAMINED = {10: 0.5, 11: 0.85, 12: 0.97}


def draw_facts(random: Random, *, student_id: str, traits: Traits, grade_level: int) -> Iterator[Fact]:
    """A high-school student's facts; the older and the stronger, the more."""
    if grade_level < 9:
        return
    hours = max(0, round(random.gauss(12 * (grade_level - 8), 8) + 5 * traits.ability))
    if hours:
        yield service_hours(student_id, hours, on=_recently(random))
    if grade_level >= 10 and random.random() < _SHARE_EXAMINED[grade_level]:
        yield civics_exam(student_id, min(100, max(30, round(random.gauss(79 + 8 * traits.ability, 9)))))
    if random.random() < 0.2 + 0.2 * (grade_level - 9):
        yield Fact(student_id=student_id, kind="cpr_training", value=1, on=_recently(random))
    if grade_level == 12 and random.random() < (0.85 if traits.is_college_bound else 0.25):
        for part in ("sat_reading", "sat_math"):
            score = min(800, max(220, 10 * round(random.gauss(500 + 85 * traits.ability, 45) / 10)))
            yield Fact(student_id=student_id, kind=part, value=score, on=date(2026, 3, 14))


def service_hours(student_id: str, hours: int, *, on: date) -> Fact:
    """All hours of service that are logged so far."""
    return Fact(student_id=student_id, kind="service_hours", value=hours, on=on)


def civics_exam(student_id: str, points: int) -> Fact:
    """The best score so far, of 100."""
    return Fact(student_id=student_id, kind="civics_exam", value=points, on=date(2026, 5, 6))


def _recently(random: Random) -> date:
    return TODAY - timedelta(days=random.randrange(3, 240))
