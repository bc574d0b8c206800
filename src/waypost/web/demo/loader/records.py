"""What students did and do: courses, and facts that are no courses."""

from __future__ import annotations

from waypost.web.demo.district import DemoDistrict, values
from waypost.web.records.models import CourseRecord, StudentFact
from waypost.web.schools.models import Origin

from .rows import Loaded, create


def load_records(demo: DemoDistrict, into: Loaded) -> None:
    """All course records and facts; a running course is a seat that the roster gave."""
    create(CourseRecord, (_record(one, into) for one in demo.entries))
    create(
        StudentFact,
        (
            StudentFact(
                student=into.students[one.student_id],
                kind=one.kind,
                value=one.value,
                on=one.on,
                source="Student records",
            )
            for one in demo.facts
        ),
    )


def _record(one: values.CourseEntry, into: Loaded) -> CourseRecord:
    return CourseRecord(
        student=into.students[one.student_id],
        course=into.courses.get(one.course_code),
        code=one.course_code,
        title=one.title,
        subject=one.subject,
        school_year=one.school_year,
        term=one.term.value,
        grade_level=one.grade_level,
        status=one.status.value,
        mark=one.mark,
        units_attempted=one.units_attempted,
        units_earned=one.units_earned,
        repeat=one.repeat.value,
        method=one.method.value,
        origin=Origin.ROSTER if one.status is values.Status.IN_PROGRESS else Origin.HAND,
    )
