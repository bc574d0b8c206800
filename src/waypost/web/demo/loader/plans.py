"""Plans with their branches and versions, what students sent, and what counselors said to it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from waypost.web.catalog.models import Offering
from waypost.web.demo.district import DemoDistrict, values
from waypost.web.demo.district.calendar import THIS_YEAR
from waypost.web.plans.models import Branch, BranchKind, Plan, PlannedCourse, PlanVersion
from waypost.web.plans.queries.taking import usual_way
from waypost.web.plans.queries.versions import taken_values
from waypost.web.reviews.models import Proposal, Review, ReviewMessage
from waypost.web.schools.models import Role

from .rows import Loaded, create, moment

DUAL = "dual"


def load_plans(demo: DemoDistrict, into: Loaded) -> None:
    """The plans as they stand, and how they came to be so."""
    _plans_and_branches(demo, into)
    create(
        PlannedCourse,
        (
            PlannedCourse(
                branch=into.branches[plan.id],
                course=into.courses[one.course_code],
                grade_level=one.grade_level,
                term=one.term.value,
                school_year=THIS_YEAR + one.grade_level - into.students[plan.student_id].grade_level,
                offering=_offering(one, into),
            )
            for plan in demo.plans
            for one in plan.courses
        ),
    )
    versions = create(PlanVersion, (_version(one, into) for one in demo.versions))
    into.versions = {(one.plan_id, one.number): row for one, row in zip(demo.versions, versions, strict=True)}
    _reviews(demo, into)
    create(Proposal, (_proposal(one, into) for one in demo.proposals))


def _plans_and_branches(demo: DemoDistrict, into: Loaded) -> None:
    real = [plan for plan in demo.plans if not plan.what_if]
    rows = create(
        Plan,
        (
            Plan(
                student=into.students[plan.student_id],
                follows=list(plan.follows),
                created_at=moment(plan.changed_on),
            )
            for plan in real
        ),
    )
    of_student = {plan.student_id: row for plan, row in zip(real, rows, strict=True)}
    branches = create(
        Branch,
        (
            Branch(
                plan=of_student[plan.student_id],
                kind=BranchKind.WHAT_IF if plan.what_if else BranchKind.REAL,
                name=plan.what_if,
                created_at=moment(plan.changed_on),
            )
            for plan in demo.plans
        ),
    )
    into.plans = {plan.id: of_student[plan.student_id] for plan in demo.plans}
    into.branches = {plan.id: branch for plan, branch in zip(demo.plans, branches, strict=True)}


def _version(one: values.Version, into: Loaded) -> PlanVersion:
    student = into.plans[one.plan_id].student
    return PlanVersion(
        plan=into.plans[one.plan_id],
        number=one.number,
        at=moment(one.on),
        by_id=student.user_id,
        by_role=Role.STUDENT,
        by_name=student.full_name,
        reason=one.reason,
        snapshot=_snapshot(one.courses, into),
    )


def _snapshot(courses: Iterable[values.PlannedCourse], into: Loaded) -> list[dict[str, Any]]:
    ordered = sorted(courses, key=lambda one: (one.grade_level, one.course_code, one.term.value))
    return [
        {
            "code": one.course_code,
            "title": into.courses[one.course_code].title,
            "subject": into.courses[one.course_code].subject,
            "grade_level": one.grade_level,
            "term": one.term.value,
            "pins": {},
            **taken_values(into.courses[one.course_code], _offering(one, into)),
        }
        for one in ordered
    ]


def _offering(one: values.PlannedCourse, into: Loaded) -> Offering | None:
    """College classes are taken with the college, where the district names it."""
    course = into.courses[one.course_code]
    if course.level != DUAL:
        return None
    ways = [way for (code, _name), way in into.offerings.items() if code == course.code]
    return usual_way(course, ways, term=one.term.value)


def _reviews(demo: DemoDistrict, into: Loaded) -> None:
    rows = create(Review, (_review(one, into) for one in demo.reviews))
    create(
        ReviewMessage,
        (
            ReviewMessage(
                review=row,
                by_id=into.staff[one.staff_id].user_id,
                by_role=Role.COUNSELOR,
                by_name=into.staff[one.staff_id].formal_name,
                text=one.question,
                at=moment(one.sent_on, hour=20),
            )
            for one, row in zip(demo.reviews, rows, strict=True)
            if one.question
        ),
    )


def _review(one: values.Review, into: Loaded) -> Review:
    counselor = into.staff[one.staff_id]
    return Review(
        plan=into.plans[one.plan_id],
        of=into.versions[one.plan_id, one.version],
        asked_of=counselor,
        state=one.state,
        note=one.words,
        sent_at=moment(one.sent_on),
        decided_at=moment(one.decided_on) if one.decided_on else None,
        decided_by=counselor if one.decided_on else None,
    )


def _proposal(one: values.Proposal, into: Loaded) -> Proposal:
    add = one.adds
    return Proposal(
        plan=into.plans[one.plan_id],
        by=into.staff[one.staff_id],
        by_name=into.staff[one.staff_id].formal_name,
        changes=[{"verb": "add", "code": add.course_code, "grade_level": add.grade_level, "term": add.term.value}],
        reason=one.reason,
        made_at=moment(one.made_on),
    )
