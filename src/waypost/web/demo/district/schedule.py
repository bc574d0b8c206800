"""One school year of one student: wishes put into the seven periods of fall and spring."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from .catalog import catalog
from .schools import DISTRICT
from .trail import Trail
from .values import Course, Term


@dataclass(slots=True)
class Schedule:
    """What is chosen so far, and how many periods are free in each half of the year."""

    courses: list[tuple[Course, Term]] = field(default_factory=list)
    free: dict[Term, int] = field(default_factory=lambda: {Term.FALL: DISTRICT.periods, Term.SPRING: DISTRICT.periods})

    def place(self, course: Course) -> bool:
        """Put the course where it fits, in the emptier half if it runs in both; False when it does not fit."""
        terms = sorted(course.terms, key=lambda term: -min(self.free[half] for half in term.halves))
        fitting = [term for term in terms if all(self.free[half] >= course.periods for half in term.halves)]
        if not fitting:
            return False
        for half in fitting[0].halves:
            self.free[half] -= course.periods
        self.courses.append((course, fitting[0]))
        return True


def choose_year(
    *, wished: Iterable[str], trail: Trail, grade: int, school_id: str, open_periods: int = 0
) -> list[tuple[Course, Term]]:
    """The first wishes that the student may take and that fit; ``open_periods`` are left free in each half."""
    schedule = Schedule()
    for half in schedule.free:
        schedule.free[half] -= open_periods
    chosen: set[str] = set()
    for code in wished:
        if not any(schedule.free.values()):
            break
        course = catalog()[code]
        if code in chosen or not may_take(course, trail=trail, grade=grade, school_id=school_id):
            continue
        if _has_companion(course, trail=trail, schedule=schedule) and schedule.place(course):
            chosen.update(_SAME_STEP.get(code, (code,)))
    return schedule.courses


def may_take(course: Course, *, trail: Trail, grade: int, school_id: str) -> bool:
    """Whether the course is offered to the student now; music can be taken again each year."""
    return (
        (course.repeatable or course.code not in trail.passed)
        and school_id in course.school_ids
        and grade in course.grades
        and (trail.meets(course.prerequisite) or course.code in trail.failed)
    )


def _has_companion(course: Course, *, trail: Trail, schedule: Schedule) -> bool:
    """Whether the corequisite is passed or taken in the same year."""
    if not course.corequisite:
        return True
    together = {chosen.code: "A" for chosen, _ in schedule.courses}
    return Trail(passed={**trail.passed, **together}).meets(course.corequisite)


#: Courses of which nobody takes two in one year.
_STEPS = (
    ("ENG9", "ENG9H", "ELD2"),
    ("ENG10", "ENG10H", "ELD3"),
    ("ENG11", "APLANG1"),
    ("ENG12", "APLIT1", "ENGC1"),
    ("GEO1", "GEO1H"),
    ("ALG2", "ALG2H", "QUANT1", "SHOPMATH1", "FINMATH1"),
    ("STAT1", "COLALG1", "PRECALC1", "CALCAB1", "CALCBC1", "APSTAT1"),
    ("BIO1", "BIO1H", "PHYSCI1", "EARTH1", "ENVSCI1", "FORENS1", "PHYS1"),
    ("CHEM1", "CHEM1H"),
    ("APCHEM1", "APBIO1", "APPHYS1", "APES1"),
    ("WGEO1", "APHUG1"),
    ("WHIST1", "APWH1"),
    ("USH1", "APUSH1", "USHC1"),
    ("CIVICS1", "APGOV1"),
    ("ECON1", "APMACRO1"),
)
_SAME_STEP = {code: step for step in _STEPS for code in step}
