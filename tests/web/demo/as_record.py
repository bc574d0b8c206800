"""The demo's flat rows as engine values, for tests that audit the story."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import waypost.rulebooks as shipped
from waypost.engine.audit import AuditResult, CompiledRulebook, audit, compile_rulebook
from waypost.engine.catalog import Course, Level, Term
from waypost.engine.prerequisite import parse_prerequisite
from waypost.engine.record import Cohort, Entry, Fact, MethodCode, Record, RepeatCode, Stage
from waypost.engine.rulebook import load_rulebook
from waypost.engine.sameness import closed, closed_record
from waypost.engine.units import UNITS_PER_CREDIT
from waypost.web.demo.district import DemoDistrict
from waypost.web.demo.district.catalog import catalog
from waypost.web.demo.district.values import CourseEntry, PlannedCourse, Status

DEMO_RULEBOOKS = Path(next(iter(shipped.__path__))) / "demo"


@cache
def rulebook(name: str) -> CompiledRulebook:
    """A rulebook of the demo by its file's name."""
    loaded = load_rulebook((DEMO_RULEBOOKS / f"{name}.toml").read_text())
    assert loaded.rulebook is not None, loaded.problems
    return compile_rulebook(loaded.rulebook)


def audited(demo: DemoDistrict, student_id: str, name: str, *, what_if: str = "") -> AuditResult:
    """What the engine says of a student's record and plan."""
    return audit(record_of(demo, student_id, what_if=what_if), rulebook(name))


def courses_at(school_id: str) -> tuple[Course, ...]:
    """The catalog of one school."""
    return closed(_course(code, None) for code, one in catalog().items() if school_id in one.school_ids)


def record_of(demo: DemoDistrict, student_id: str, *, what_if: str = "") -> Record:
    """A student's record with the plan, its courses closed with those of the catalog."""
    student = next(one for one in demo.students if one.id == student_id)
    plans = [plan for plan in demo.plans if plan.student_id == student_id and plan.what_if == what_if]
    record = Record(
        entries=(
            *(
                _entry(one)
                for one in demo.entries
                if one.student_id == student_id and one.status is not Status.WITHDRAWN
            ),
            *(_planned(one) for plan in plans for one in plan.courses),
        ),
        facts=tuple(
            Fact(key=one.kind, value=one.value, on=one.on) for one in demo.facts if one.student_id == student_id
        ),
        cohort=Cohort(class_of=student.class_of, entered_ninth_in=student.entered_ninth_in),
        grade_level=student.grade_level,
    )
    return closed_record(record, beside=[_course(code, None) for code in catalog()])


def credits(result: AuditResult) -> tuple[float, float, float, float]:
    """(done, now, planned, open) in credits."""
    meter = result.meter
    done, now, planned, still_open = (part / UNITS_PER_CREDIT for part in meter)
    return done, now, planned, still_open


def _entry(one: CourseEntry) -> Entry:
    running = one.status is Status.IN_PROGRESS
    return Entry(
        id=one.id,
        course=_course(one.course_code, one),
        stage=Stage.NOW if running else Stage.DONE,
        units=one.units_attempted if running else one.units_earned,
        attempted_units=one.units_attempted,
        mark=one.mark or None,
        grade_level=one.grade_level,
        school_year=one.school_year,
        term=Term(one.term.value),
        repeat=RepeatCode(one.repeat.value) if one.repeat.value else None,
        method=MethodCode(one.method.value),
    )


def _planned(one: PlannedCourse) -> Entry:
    course = _course(one.course_code, None)
    return Entry(
        id=f"planned-{one.course_code}-{one.grade_level}",
        course=course,
        stage=Stage.PLANNED,
        units=course.units,
        grade_level=one.grade_level,
        school_year=2026,
        term=Term(one.term.value),
    )


def _course(code: str, entry: CourseEntry | None) -> Course:
    offered = catalog().get(code)
    if offered is None:
        assert entry is not None
        return Course(code=code, title=entry.title, subject=entry.subject, units=entry.units_attempted)
    return Course(
        code=code,
        title=offered.title,
        subject=offered.subject,
        units=offered.units,
        tags=frozenset(offered.tags),
        level=Level(offered.level),
        grades=frozenset(offered.grades),
        terms=frozenset(Term(term.value) for term in offered.terms),
        periods=offered.periods,
        prerequisite=parse_prerequisite(offered.prerequisite),
        corequisite=parse_prerequisite(offered.corequisite),
        repeatable=offered.repeatable,
        level_of=offered.level_of,
    )
