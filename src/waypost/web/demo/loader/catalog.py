"""Courses, class sections, and how marks count."""

from __future__ import annotations

from pathlib import Path

from waypost.web.catalog.models import Course, GradePolicy, Offering, Section
from waypost.web.demo import district as plain
from waypost.web.demo.district import DemoDistrict, values
from waypost.web.demo.district.roster import course_source_id, section_title, session_id

from .rows import Loaded, create

GRADE_POLICY = Path(plain.__file__).parent / "grade-policy.toml"


def load_catalog(demo: DemoDistrict, into: Loaded) -> None:
    """The catalog with the ways to take its courses, this year's classes, the policy of marks."""
    courses = create(Course, (_course(one, into) for one in demo.courses))
    into.courses = {course.code: course for course in courses}
    into.offerings = {
        (one.course.code, one.name): one for one in create(Offering, (_offering(one, into) for one in demo.offerings))
    }
    titles = {one.code: one for one in demo.courses}
    create(
        Section,
        (
            Section(
                district=into.district,
                course=into.courses[one.course_code],
                source_id=one.id,
                title=section_title(one, titles[one.course_code]),
                school_source_id=one.school_id,
                term_source_ids=[session_id(one.term)],
            )
            for one in demo.sections
        ),
    )
    GradePolicy.objects.create(district=into.district, text=GRADE_POLICY.read_text(encoding="utf-8"))


def _course(one: values.Course, into: Loaded) -> Course:
    return Course(
        district=into.district,
        source_id=course_source_id(one.code),
        code=one.code,
        title=one.title,
        title_es=one.title_es,
        description=one.description,
        subject=one.subject,
        units=one.units,
        level=one.level,
        grades=list(one.grades),
        terms=[term.value for term in one.terms],
        tags=list(one.tags),
        periods=one.periods,
        prerequisite=one.prerequisite,
        corequisite=one.corequisite,
        repeatable=one.repeatable,
        level_of=one.level_of,
        schools=list(one.school_ids) if len(one.school_ids) == 1 else [],
    )


def _offering(one: values.Offering, into: Loaded) -> Offering:
    return Offering(
        district=into.district,
        course=into.courses[one.course_code],
        modality=one.modality,
        provider=one.provider,
        terms=[term.value for term in one.terms],
        cost_cents=one.cost_cents,
        units=one.units,
        approval=one.approval,
        periods=one.periods,
    )
