"""Drawing a mark: strength, the course's difficulty, and luck."""

from __future__ import annotations

from random import Random

from .values import Course

_EASE = {"PE": 0.6, "EL": 0.45, "AR": 0.5, "CT": 0.35, "WL": 0.1, "EN": 0.05, "SS": 0.05, "SC": -0.05, "MA": -0.15}
_LEVEL = {"regular": 0.0, "honors": -0.3, "ap": -0.55, "dual": -0.2}
_LEAST = ((3.35, "A"), (2.45, "B"), (1.55, "C"), (0.88, "D"))


def draw_mark(random: Random, *, course: Course, ability: float, is_second_try: bool = False) -> str:
    """A letter from A to F; a second try goes a bit better."""
    points = 2.66 + 0.7 * ability + _EASE[course.subject] + _LEVEL[course.level] + random.gauss(0, 0.72)
    points += 0.35 if is_second_try else 0
    return next((mark for least, mark in _LEAST if points >= least), "F")
