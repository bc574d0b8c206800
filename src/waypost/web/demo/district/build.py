"""The whole demo district in one call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from random import Random

from . import cast
from .calendar import TODAY, school_years
from .care import assign_care
from .catalog import catalog
from .desk import lay_desk
from .facts import civics_exam, draw_facts, service_hours
from .history import live_through
from .middle import live_through_middle
from .offerings import offerings
from .planning import plan_ahead
from .schools import DISTRICT, FEEDER, MIDDLE_SCHOOLS, SCHOOLS
from .script import scripted_history, scripted_plan
from .sections import make_timetable
from .staff import hire
from .students import enroll_everyone
from .traits import Traits, draw_traits
from .tries import History
from .values import CourseEntry, DemoDistrict, Fact, Plan, PlannedCourse, Student


@dataclass(slots=True)
class _Shelf:
    """Rows of all students, as they are made."""

    entries: list[CourseEntry] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)

    def add_history(self, history: History, *, student_id: str) -> None:
        self.entries += [one.entry(student_id=student_id, number=n) for n, one in enumerate(history.tries, start=1)]

    def add_plan(
        self,
        student_id: str,
        courses: tuple[PlannedCourse, ...],
        *,
        follows: tuple[str, ...] = (),
        changed_on: date,
        what_if: str = "",
    ) -> None:
        number = sum(plan.student_id == student_id for plan in self.plans[-3:]) + 1
        self.plans.append(
            Plan(
                id=f"{student_id}-P{number}",
                student_id=student_id,
                what_if=what_if,
                courses=courses,
                follows=follows,
                changed_on=changed_on,
            )
        )


@cache
def build_district(seed: int = 2026) -> DemoDistrict:
    """Cedar Valley Unified, the same for the same seed on every machine."""
    faculty = hire(_random(seed, "staff"))
    roll = enroll_everyone(_random(seed, "students"))
    shelf = _Shelf()
    roles = {role.id: role for role in cast.CAST}
    for student in roll.students:
        role = roles.get(student.id)
        if role is None:
            _draw_life(_random(seed, student.id), student, shelf)
        else:
            _play(role, shelf)
    timetable = make_timetable(shelf.entries, faculty=faculty)
    supports = assign_care(_random(seed, "care"), students=roll.students, faculty=faculty, timetable=timetable)
    desk = lay_desk(
        _random(seed, "desk"),
        students={student.id: student for student in roll.students},
        plans=shelf.plans,
        supports=supports,
        guardianships=roll.guardianships,
    )
    return DemoDistrict(
        district=DISTRICT,
        schools=SCHOOLS,
        years=school_years(),
        courses=tuple(catalog().values()),
        offerings=offerings(),
        staff=faculty.staff,
        posts=faculty.posts,
        students=tuple(roll.students),
        guardians=tuple(roll.registry.guardians),
        guardianships=tuple(roll.guardianships),
        supports=supports,
        entries=tuple(shelf.entries),
        facts=tuple(shelf.facts),
        plans=tuple(shelf.plans),
        versions=desk.versions,
        reviews=desk.reviews,
        proposals=desk.proposals,
        signature_requests=desk.signature_requests,
        talks=desk.talks,
        sections=tuple(timetable.sections),
        seats=tuple(timetable.seats),
    )


def _random(seed: int, purpose: str) -> Random:
    """Luck of its own for every purpose, so that one change does not stir all the others."""
    return Random(f"{seed}/{purpose}")  # noqa: S311  (nothing here is a secret)


def _draw_life(random: Random, student: Student, shelf: _Shelf) -> None:
    """An invented student: traits, history, facts and perhaps a plan."""
    high_school = _high_school(student.school_id)
    traits = draw_traits(
        random, school_id=high_school, home_language=student.home_language, grade_level=student.grade_level
    )
    history = live_through(random, traits=traits, grade_now=student.grade_level)
    if student.grade_level < 9:
        live_through_middle(
            random, traits=traits, school_id=student.school_id, grade_now=student.grade_level, history=history
        )
    shelf.add_history(history, student_id=student.id)
    shelf.facts += draw_facts(random, student_id=student.id, traits=traits, grade_level=student.grade_level)
    planned = plan_ahead(random, traits=traits, history=history, grade_now=student.grade_level)
    if planned:
        changed_on = TODAY - timedelta(days=random.randrange(2, 200))
        shelf.add_plan(student.id, planned, follows=_follows(random, traits), changed_on=changed_on)


def _high_school(school_id: str) -> str:
    return {middle: high for high, middle in FEEDER.items()}.get(school_id, school_id)


def _follows(random: Random, traits: Traits) -> tuple[str, ...]:
    """The rulebooks that the student chose besides the diploma's."""
    chosen = []
    if random.random() < 0.7:
        chosen.append(f"cedar-valley-{traits.pathway}")
    if traits.is_college_bound:
        chosen.append("cedar-valley-state-university")
    if len(traits.honors_subjects) == 4:
        chosen.append("cedar-valley-honors")
    return tuple(chosen)


def _play(role: cast.Role, shelf: _Shelf) -> None:
    """A person of the story, exactly as written."""
    shelf.add_history(scripted_history(role), student_id=role.id)
    if role.service_hours:
        shelf.facts.append(service_hours(role.id, role.service_hours, on=date(2026, 11, 14)))
    if role.civics_exam:
        shelf.facts.append(civics_exam(role.id, role.civics_exam))
    planned = scripted_plan(role.planned)
    if role.school_id not in MIDDLE_SCHOOLS or planned:
        shelf.add_plan(role.id, planned, follows=role.follows, changed_on=date(2026, 11, 20))
    if role.what_if:
        shelf.add_plan(
            role.id,
            _merged(planned, scripted_plan(role.what_if_adds)),
            what_if=role.what_if,
            changed_on=date(2026, 11, 23),
        )


def _merged(planned: tuple[PlannedCourse, ...], added: tuple[PlannedCourse, ...]) -> tuple[PlannedCourse, ...]:
    return tuple(sorted((*planned, *added), key=lambda one: (one.grade_level, one.course_code)))


def counts(demo: DemoDistrict) -> Mapping[str, int]:
    """How many rows of each kind there are."""
    return {name: len(getattr(demo, name)) for name in demo.__slots__ if name != "district"}
