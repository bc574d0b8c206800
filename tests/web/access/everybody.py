"""The whole cast of the permission matrix, and three students' records that each of them tries to reach."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from django.db import transaction

from tests.cast import Cast, actor_of, hire_cast
from tests.credit import credits
from tests.factories import (
    NOW,
    look_after,
    make_course,
    make_guardian,
    make_plan,
    make_staff,
    send_to,
)
from tests.interchange.small_bundle import small_bundle
from tests.web.rules import adopt
from waypost.interchange.writing import zip_bytes
from waypost.web.access.actor import Actor
from waypost.web.accounts.models import User
from waypost.web.catalog.models import Course, Rulebook
from waypost.web.demand.models import PeriodSearch
from waypost.web.finder.models import Search
from waypost.web.imports import actions as imports
from waypost.web.imports.models import Run, RunKind
from waypost.web.plans.actions import add_course, start_what_if
from waypost.web.plans.models import Edit, Plan, PlannedCourse
from waypost.web.reviews.models import Proposal, Review
from waypost.web.schools.models import District, Rights, Role, Staff, Student
from waypost.web.standings.actions.auditing import try_rulebook
from waypost.web.standings.models import AuditRun
from waypost.web.standings.tasks import run_chunk

UNKNOWN: Final = 10_000_000


@dataclass(frozen=True, kw_only=True)
class Record:
    """The ids of one student's things, and of the rulebook and import run of the student's district."""

    student: int
    plan: int
    branch: int
    seen: int
    what_if: int
    planned: int
    course: int
    review: int
    proposal: int
    search: int  # asked by the student and answered
    rulebook: int
    run: int
    audit_run: int  # a finished try of the rulebook by the district's office
    periods: int  # a search of the district's
    version: int = 1
    review_seen: int = 1
    class_of: int | None = None


NOBODYS: Final = Record(
    student=UNKNOWN,
    plan=UNKNOWN,
    branch=UNKNOWN,
    seen=1,
    what_if=UNKNOWN,
    planned=UNKNOWN,
    course=UNKNOWN,
    review=UNKNOWN,
    proposal=UNKNOWN,
    search=UNKNOWN,
    rulebook=UNKNOWN,
    run=UNKNOWN,
    audit_run=UNKNOWN,
    periods=UNKNOWN,
)


@dataclass(frozen=True, kw_only=True)
class Everybody:
    """Users by the letter of their part, and records by the name of their student; see matrix.py."""

    users: dict[str, User]
    references: dict[str, str]  # how each one's session remembers the role
    records: dict[str, Record]


def hire_everybody() -> Everybody:
    """Write the cast, its extras and the three records to the database."""
    cast = hire_cast()
    adoption = adopt(cast)
    extras = _extras(cast)
    look_after(extras["c"], cast.theo)
    look_after(cast.stranger, cast.other_student)
    for staff, role in ((extras["T"], Role.TEACHER), (extras["M"], Role.CASE_MANAGER)):
        look_after(staff, cast.maya, role)
    own, other = adoption.rulebook, _copy_of(adoption.rulebook, cast.other_student.district)
    office, abroad = cast.actor(cast.mr_abara), actor_of(_abroad(cast).user)
    of_own: dict[str, Any] = {"rulebook": own, "run": _run(office), "tried": _tried(office, own)}
    of_other: dict[str, Any] = {"rulebook": other, "run": _run(abroad), "tried": _tried(abroad, other)}
    records = {
        "maya": _record(cast.maya, by=cast.ms_whitfield, **of_own),
        "theo": _record(cast.theo, by=extras["c"], **of_own),
        "noor": _record(cast.other_student, by=cast.stranger, **of_other),
        "nobody": NOBODYS,
    }
    users = _users(cast, extras)
    references = {part: actor_of(user).reference for part, user in users.items()}
    return Everybody(users=users, references=references, records=records)


def _extras(cast: Cast) -> dict[str, Staff]:
    """The staff whom the shared cast does not have."""
    roles = {"c": Role.COUNSELOR, "T": Role.TEACHER, "M": Role.CASE_MANAGER}
    extras = {letter: make_staff(cast.school, role, f"Staff {letter}") for letter, role in roles.items()}
    privacy = make_staff(cast.school, Role.PRIVACY_OFFICER, "Staff P", whole_district=True)
    return {**extras, "P": privacy}


def _users(cast: Cast, extras: dict[str, Staff]) -> dict[str, User]:
    people = {
        "S": cast.maya,
        "s": cast.theo,
        "G": cast.lucia,
        "g": make_guardian(cast.maya, "Rafael Reyes", rights=Rights.LIMITED),
        "C": cast.ms_whitfield,
        "A": cast.mr_osei,
        "H": cast.principal,
        "D": cast.mr_abara,
        "X": cast.stranger,
        "x": cast.other_student,
        **extras,
    }
    return {letter: person.user for letter, person in people.items() if person.user is not None}


def _abroad(cast: Cast) -> Staff:
    """The other district's data manager, who is no part of the matrix but owns an import run."""
    return make_staff(cast.other_student.school, Role.DISTRICT_ADMIN, "Iris Vale", whole_district=True)


def _record(student: Student, *, by: Staff, rulebook: Rulebook, run: Run, tried: AuditRun) -> Record:
    course = _course(student.district, "ENG12")
    Course.objects.filter(pk=course.pk).update(units=1, most_units=2)  # its credit can be chosen
    plan = make_plan(student, (course, 12, "year"), (_course(student.district, "ART1"), 12, "year"))
    branch = plan.branches.get()
    speech = _course(student.district, "SPCH")
    actor = actor_of(student.user)
    add_course(actor, branch=branch, seen=1, course=speech, grade_level=12, term="fall", at=NOW)
    return Record(
        student=student.pk,
        plan=plan.pk,
        branch=branch.pk,
        seen=branch.version,
        what_if=start_what_if(actor, source=branch, name="CNA path", at=NOW).pk,
        planned=PlannedCourse.objects.get(branch=branch, course=course).pk,
        course=_course(student.district, "STAT").pk,
        review=send_to(by, plan).pk,
        proposal=_proposal(plan, by).pk,
        search=_search(student, actor=actor).pk,
        rulebook=rulebook.pk,
        run=run.pk,
        audit_run=tried.pk,
        periods=_periods(student.district).pk,
        class_of=student.class_of,
    )


def _periods(district: District) -> PeriodSearch:
    searches = PeriodSearch.objects.filter(district=district)
    return searches.first() or searches.create(district=district, digest="0" * 64, question={}, created_at=NOW)


def _proposal(plan: Plan, by: Staff) -> Proposal:
    changes = [{"verb": "add", "code": "STAT", "grade_level": 12, "term": "year"}]
    return Proposal.objects.create(
        plan=plan, by=by, by_name=by.formal_name, changes=changes, reason="It helps.", made_at=NOW
    )


def _search(student: Student, *, actor: Actor) -> Search:
    """A search that found one plan: Statistics in 12th grade and nothing else."""
    way = {"kind": "lighter", "rows": [["STAT", 12, "year"]], "assumed": [], "cost_cents": 0, "approvals": []}
    return Search.objects.create(
        student=student,
        asked_by_id=actor.user_id or 0,
        asked_as=actor.reference,
        question={"kind": "plans", "wishes": []},
        state="done",
        answer={"kind": "found", "ways": [way]},
        created_at=NOW,
    )


def _course(district: District, code: str) -> Course:
    found = Course.objects.filter(district=district, code=code).first()
    return found or make_course(district, code, subject="EN", units=credits(0.5 if code == "SPCH" else 1))


def _copy_of(rulebook: Rulebook, district: District) -> Rulebook:
    copy = Rulebook.objects.get(pk=rulebook.pk)
    copy.pk, copy.district = None, district
    copy.save(force_insert=True)
    return copy


def _run(actor: Actor) -> Run:
    """A checked import, not applied."""
    uploads = [imports.Upload(name="cedar.zip", content=BytesIO(zip_bytes(small_bundle())))]
    return imports.check_upload(actor, kind=RunKind.ONEROSTER, uploads=uploads, at=NOW)


def _tried(office: Actor, rulebook: Rulebook) -> AuditRun:
    try_rulebook(office, rulebook=rulebook, at=NOW)
    while run_chunk():
        pass
    return AuditRun.objects.get(rulebook=rulebook)


@contextmanager
def taken_back() -> Iterator[None]:
    """What happens inside leaves the database as it was."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def put_into(state: str, record: Record) -> None:
    """The state that a row of the matrix asks for."""
    match state:
        case "asked":
            Review.objects.filter(pk=record.review).update(state="asked")
        case "approved":
            Review.objects.filter(pk=record.review).update(state="approved", decided_at=NOW)
        case "undone":
            Edit.objects.filter(branch=record.branch).update(undone=True)
