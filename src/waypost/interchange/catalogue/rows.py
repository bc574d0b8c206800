"""The typed rows of a course catalogue, whatever layout it came in."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from waypost.interchange.problems import Location, Problem


class CourseLength(StrEnum):
    """How long a course runs."""

    QUARTER = "quarter"
    SEMESTER = "semester"
    YEAR = "year"


class CourseLevel(StrEnum):
    """How hard a course is, in the words that weighting policies use."""

    REGULAR = "regular"
    HONORS = "honors"
    AP = "ap"
    IB = "ib"
    DUAL = "dual"


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueCourse:
    """One course: `units` are what a pass earns (120 = 1 credit); empty `terms` or `grades` mean any.

    `prerequisite` and `corequisite` are text such as `MA201:C and (SC101 or SC102)`, with codes for names.
    A pass of a course with variable credit earns up to `most_units`. A `repeatable` course brings credit `repeat_times`
    and `repeat_units` in all at most (None: no end). `same_as` are other codes of the course, `level_of` is the code of
    the course of which it is another level, `excludes` are those that it may not be taken with or after. `from_year` is
    the school year from which the row holds (None: the one in which it is read).
    """

    file: ClassVar[str] = "catalogue.csv"

    code: str
    title: str
    subject: str
    units: int
    length: CourseLength = CourseLength.YEAR
    terms: tuple[str, ...] = ()
    grades: tuple[int, ...] = ()
    level: CourseLevel = CourseLevel.REGULAR
    tags: tuple[str, ...] = ()
    prerequisite: str = ""
    corequisite: str = ""
    periods: int = 1
    description: str = ""
    repeatable: bool = False
    repeat_times: int | None = None
    repeat_units: int | None = None
    same_as: tuple[str, ...] = ()
    level_of: str = ""
    excludes: tuple[str, ...] = ()
    most_units: int | None = None
    program: str = ""
    program_step: int | None = None
    schools: tuple[str, ...] = ()
    from_year: int | None = None
    location: Location = field(default=Location(file), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseCredit:
    """How many units a roster's course earns."""

    file: ClassVar[str] = "course-credits.csv"

    course_id: str
    units: int
    levels: tuple[str, ...] = ()
    location: Location = field(default=Location(file), compare=False)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The good rows of a catalogue in file order, and everything to look at; `columns` are those of the file."""

    courses: tuple[CatalogueCourse, ...] = ()
    columns: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class CourseCredits:
    """The good rows of a file of credits in file order, and everything to look at."""

    credits: tuple[CourseCredit, ...] = ()
    problems: tuple[Problem, ...] = ()
