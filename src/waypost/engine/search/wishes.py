"""What a student asks of a plan, in plain controls."""

from dataclasses import dataclass

from waypost.engine.catalog import Course, Term

#: A job or placement of five hours a week takes the place of one period.
HOURS_PER_PERIOD = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Courses by code, tag or subject; any of them is meant. ``weight`` is how much (1 to 5) it is liked."""

    courses: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    weight: int = 1

    def includes(self, course: Course) -> bool:
        """Whether a course is meant."""
        return (
            course.code in self.courses
            or not self.courses.isdisjoint(course.equivalents)
            or not self.tags.isdisjoint(course.tags)
            or course.subject in self.subjects
        )

    @property
    def words(self) -> tuple[str, ...]:
        """Everything that it names, in order."""
        return (*sorted(self.courses), *sorted(self.tags), *sorted(self.subjects))


@dataclass(frozen=True, slots=True, kw_only=True)
class LighterTerm:
    """``fewer`` periods in a grade, in one term or (None) in fall and spring."""

    grade_level: int
    term: Term | None = None
    fewer: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedCourse:
    """A course that is to stand in this term; ``units`` say how much of one with variable credit (None: its least)."""

    course_code: str
    school_year: int
    term: Term
    units: int | None = None

    @property
    def place(self) -> tuple[int, Term]:
        """School year and term."""
        return self.school_year, self.term


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """All wishes of one question; none of them is needed.

    ``finish_early`` is the last grade and term with courses. ``half_day`` are grades in which half of the
    periods go to a program. ``work_hours`` are hours a week in ``work_grades`` (none named: the last grade).
    ``most_load`` is the most weight of any term (a regular course weighs 2, honors 3, AP, IB and dual 4).
    ``rigor`` is how many honors, AP, IB or dual courses are wanted. ``modalities_out`` are ways of taking a
    course, such as "summer", that are not wanted at all.
    """

    must_have: tuple[Target, ...] = ()
    likes: tuple[Target, ...] = ()
    rather_not: tuple[Target, ...] = ()
    never: tuple[Target, ...] = ()
    modalities_out: frozenset[str] = frozenset()
    lighter: tuple[LighterTerm, ...] = ()
    free_period: tuple[LighterTerm, ...] = ()
    finish_early: tuple[int, Term] | None = None
    half_day: tuple[int, ...] = ()
    work_hours: int = 0
    work_grades: tuple[int, ...] = ()
    pinned: tuple[PlacedCourse, ...] = ()
    most_load: int | None = None
    rigor: int = 0


#: Nothing is asked for.
NO_WISHES = Wishes()
