"""A course as somebody offers it: at school, online, in summer, at a college, or at work."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from waypost.engine.calendar import DEFAULT_CALENDAR, SchoolCalendar, Term
from waypost.engine.catalog import Catalog, Course, Level
from waypost.engine.record import MethodCode
from waypost.engine.units import UNITS_PER_CREDIT


class Modality(StrEnum):
    """How a course is taken."""

    SCHOOL = "school"
    VIRTUAL = "virtual"
    SUMMER = "summer"
    DUAL_ENROLLMENT = "dual_enrollment"
    WORK_BASED = "work_based"


METHODS = {
    Modality.SCHOOL: MethodCode.CLASSROOM,
    Modality.SUMMER: MethodCode.CLASSROOM,
    Modality.VIRTUAL: MethodCode.ONLINE,
    Modality.DUAL_ENROLLMENT: MethodCode.TRANSFER,
    Modality.WORK_BASED: MethodCode.CONVERTED_EXPERIENCE,
}

_LOADS = {Level.REGULAR: 2, Level.HONORS: 3, Level.AP: 4, Level.IB: 4, Level.DUAL: 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class Offering:
    """One way to take a course; what is left None is as the course says.

    ``cost_cents`` is what the family pays. ``units`` are what the school credits (transfer may be less than
    a pass earns). ``approval`` names who must say yes. ``periods`` are those of the school day (0: outside it).
    ``load`` is the weight of one term, for balance.
    """

    course: Course
    modality: Modality = Modality.SCHOOL
    provider: str = ""
    terms: frozenset[Term] = frozenset()
    cost_cents: int = 0
    units: int | None = None
    approval: str | None = None
    periods: int | None = None
    load: int | None = None
    key: str = field(init=False, compare=False, default="")

    def __post_init__(self) -> None:
        """Set the key, which tells it from other offerings and breaks ties always the same way."""
        object.__setattr__(self, "key", f"{self.course.code}/{self.modality}/{self.provider}")

    @property
    def name(self) -> str:
        """How an entry says that it is taken in this way; blank for what the course itself offers."""
        return f"{self.modality}/{self.provider}" if self.provider else ""

    @property
    def credited_units(self) -> int:
        """The units that go on the record."""
        return self.course.units if self.units is None else self.units

    @property
    def periods_taken(self) -> int:
        """The periods of the school day that it fills in each of its terms."""
        return self.course.periods if self.periods is None else self.periods

    @property
    def weight(self) -> int:
        """How heavy one of its terms is."""
        return max(1, self.course.periods) * _LOADS[self.course.level] if self.load is None else self.load

    def runs_in(self, calendar: SchoolCalendar = DEFAULT_CALENDAR) -> frozenset[Term]:
        """The terms of a calendar in which it can be taken; where nobody says, a full credit usually takes a year."""
        if self.terms:
            return calendar.meant(self.terms)
        if self.modality is Modality.SUMMER:
            return frozenset(calendar.summers)
        if self.course.terms:
            return calendar.meant(self.course.terms)
        return calendar.unstated(is_full_credit=self.course.units >= UNITS_PER_CREDIT)


def school_offerings(courses: Catalog | Iterable[Course]) -> tuple[Offering, ...]:
    """The courses of a catalog as the school itself offers them; what runs in summer too is summer school then."""
    own = courses.courses.values() if isinstance(courses, Catalog) else courses
    return tuple(way for course in sorted(own, key=lambda course: course.code) for way in _school_ways(course))


def _school_ways(course: Course) -> Iterable[Offering]:
    summers = frozenset(term for term in course.terms if term.is_summer)
    day = course.terms - summers
    if day or not course.terms:
        yield Offering(course=course, terms=day)
    if summers:
        yield Offering(course=course, modality=Modality.SUMMER, terms=summers)
