"""The typed rows of a file of offerings."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from waypost.interchange.problems import Location, Problem


class Modality(StrEnum):
    """How a course is taken."""

    SCHOOL = "school"
    VIRTUAL = "virtual"
    SUMMER = "summer"
    DUAL_ENROLLMENT = "dual_enrollment"
    WORK_BASED = "work_based"


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseOffering:
    """One way to take a course; None and no terms are as the course says. `cost_cents` is what the family pays."""

    file: ClassVar[str] = "offerings.csv"

    course_code: str
    modality: Modality
    provider: str
    terms: tuple[str, ...] = ()
    cost_cents: int = 0
    units: int | None = None
    approval: str = ""
    periods: int | None = None
    location: Location = field(default=Location(file), compare=False)


@dataclass(frozen=True, slots=True)
class Offerings:
    """The good rows in file order, the courses of rows that wait ("": one cannot be read), and what to look at."""

    rows: tuple[CourseOffering, ...] = ()
    held: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()
