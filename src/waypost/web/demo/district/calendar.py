"""The demo's school years, and the day at which the demo stands."""

from __future__ import annotations

from datetime import date

from .values import SchoolYear

TODAY = date(2026, 11, 24)
THIS_YEAR = 2026
FIRST_YEAR = 2021


def school_years() -> tuple[SchoolYear, ...]:
    """The years that the district has on file, the current one last."""
    return tuple(_school_year(starts_in) for starts_in in range(FIRST_YEAR, THIS_YEAR + 1))


def grade_in(*, grade_now: int, school_year: int) -> int:
    """The grade that a student is in during that year, when no grade is repeated."""
    return grade_now - (THIS_YEAR - school_year)


def _school_year(starts_in: int) -> SchoolYear:
    return SchoolYear(
        starts_in=starts_in,
        starts_on=date(starts_in, 8, 17),
        spring_on=date(starts_in + 1, 1, 6),
        ends_on=date(starts_in + 1, 6, 4),
    )
