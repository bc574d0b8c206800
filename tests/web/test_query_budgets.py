"""A list asks the database the same number of questions for ten rows and for three hundred."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import Cast
from tests.credit import credits
from tests.factories import NOW, make_course, make_plan, take
from tests.interchange.small_bundle import small_bundle
from tests.web.advising.caseloads import add_students, send_whole_plan, store
from tests.web.imports.conftest import make_office
from tests.web.rules import adopt
from waypost.web.accounts.models import User
from waypost.web.catalog.models import Adoption
from waypost.web.imports.models import Run, RunKind, RunState
from waypost.web.plans.models import PlannedCourse, PlanVersion
from waypost.web.reviews.models import Proposal, Review
from waypost.web.schools.models import Student
from waypost.web.standings.models import AuditRun

FEW: Final = 10
MANY: Final = 300


@dataclass(frozen=True, kw_only=True)
class List:
    """A page that lists things: who opens it, where, and how to bring it to a number of rows."""

    user: User
    address: str
    grow: Callable[[int], object]


def caseload(cast: Cast, adoption: Adoption) -> List:
    def grow(count: int) -> None:
        for student in add_students(cast, count):
            store(student, adoption, status="open")
            send_whole_plan(cast, student, note="Please look.")

    return List(user=user_of(cast.ms_whitfield), address=reverse("advising:caseload"), grow=grow)


def caseload_lane(cast: Cast, adoption: Adoption) -> List:
    sent = caseload(cast, adoption)
    return List(user=sent.user, address=f"{sent.address}?lane=unsent", grow=lambda count: add_students(cast, count))


def caseload_search(cast: Cast, adoption: Adoption) -> List:
    every = caseload_lane(cast, adoption)
    return List(user=every.user, address=reverse("advising:caseload") + "?q=sample", grow=every.grow)


def runs(cast: Cast, _adoption: Adoption) -> List:
    def grow(count: int) -> None:
        fields = {"kind": RunKind.ONEROSTER, "source_name": "cedar.zip", "digest": "0" * 64, "made_at": NOW}
        Run.objects.bulk_create(
            Run(district=cast.district, state=RunState.DROPPED, by_name="Mr. Abara", **fields) for _ in range(count)
        )

    return List(user=user_of(cast.mr_abara), address=reverse("imports:run_list"), grow=grow)


def run_problems(_cast: Cast, _adoption: Adoption) -> List:
    """Students whose grade can't be read, all in one group that is open."""
    office = make_office("Ridgeview")
    files = small_bundle()
    head, *rows = files["users.csv"].decode().splitlines()
    run = office.check()

    def grow(count: int) -> None:
        broken = [
            rows[0].replace("S1", f"S{number}", 1).replace("true", "maybe", 1) for number in range(100, 100 + count)
        ]
        text = "\n".join([head, *rows, *broken]) + "\n"
        checked = office.check({**files, "users.csv": text.encode()})
        Run.objects.filter(pk=run.pk).update(problems=checked.problems, counts=checked.counts, files=checked.files)

    address = reverse("imports:run_detail", args=[run.pk]) + "?group=1&shown=1000"
    return List(user=office.user, address=address, grow=grow)


def run_going(cast: Cast, _adoption: Adoption) -> List:
    fields = {"kind": RunKind.ONEROSTER, "source_name": "cedar.zip", "digest": "0" * 64, "made_at": NOW}
    run = Run.objects.create(district=cast.district, state=RunState.CHECKED, by_name="Mr. Abara", **fields)

    def grow(count: int) -> None:
        add_students(cast, count)
        Run.objects.filter(pk=run.pk).update(going=list(Student.objects.values_list("pk", flat=True)))

    return List(user=user_of(cast.mr_abara), address=reverse("imports:run_going", args=[run.pk]), grow=grow)


def versions(cast: Cast, _adoption: Adoption) -> List:
    plan = make_plan(cast.maya, (cast.courses["ENG11"], 11, "year"))

    def grow(count: int) -> None:
        have = plan.versions.count()
        snapshot = [{"code": "ENG11", "title": "English 11", "subject": "EN", "units": credits(1), "pins": {}}]
        rows = [{**row, "grade_level": 11, "term": "year"} for row in snapshot]
        for number in range(have + 1, have + count + 1):
            fields = {"number": number, "at": NOW, "by_role": "student", "by_name": "Maya Reyes", "reason": "sent"}
            version = PlanVersion.objects.create(plan=plan, snapshot=rows, **fields)
            Review.objects.create(plan=plan, of=version, sent_at=NOW, state="approved", decided_at=NOW)

    return List(user=user_of(cast.maya), address=reverse("reviews:version_list", args=[plan.pk]), grow=grow)


def review(cast: Cast, _adoption: Adoption) -> List:
    sent = send_whole_plan(cast, cast.maya)

    def grow(count: int) -> None:
        for _ in range(count):
            sent.messages.create(by_role="counselor", by_name="Ms. Whitfield", text="And now?", at=NOW)
            Proposal.objects.create(plan=sent.plan, by_name="Ms. Whitfield", changes=[], reason="Why not?", made_at=NOW)

    return List(user=user_of(cast.maya), address=reverse("reviews:review_detail", args=[sent.pk]), grow=grow)


def rulebooks(cast: Cast, adoption: Adoption) -> List:
    def grow(count: int) -> None:
        for number in range(count):
            copy, book = Adoption.objects.get(pk=adoption.pk), adoption.rulebook
            book.pk, book.revision = None, book.revision + 1
            book.save(force_insert=True)
            copy.pk, copy.rulebook, copy.position = None, book, number
            copy.save(force_insert=True)

    return List(user=user_of(cast.mr_abara), address=reverse("catalog:rulebook_list"), grow=grow)


def audit_runs(cast: Cast, adoption: Adoption) -> List:
    def grow(count: int) -> None:
        fields = {
            "district": cast.district,
            "kind": "try",
            "rulebook": adoption.rulebook,
            "total": 2,
            "created_at": NOW,
        }
        AuditRun.objects.bulk_create(AuditRun(by_name="Mr. Abara", **fields) for _ in range(count))

    return List(user=user_of(cast.mr_abara), address=reverse("standings:audit_run_list"), grow=grow)


def planner(cast: Cast, _adoption: Adoption) -> List:
    plan = make_plan(cast.maya)

    def grow(count: int) -> None:
        have = cast.district.courses.count()
        courses = [make_course(cast.district, f"X{number}") for number in range(have, have + count)]
        for number, course in enumerate(courses):
            if number % 2:
                take(cast.maya, course, grade_level=9)
            else:
                PlannedCourse.objects.create(branch=plan.branches.get(), course=course, grade_level=11, term="year")

    return List(user=user_of(cast.maya), address=reverse("plans:planner", args=[cast.maya.pk]), grow=grow)


def finder(cast: Cast, adoption: Adoption) -> List:
    page = planner(cast, adoption)
    address = reverse("plans:planner_find", args=[cast.maya.pk]) + "?place=12-year"
    return List(user=page.user, address=address, grow=page.grow)


def family(cast: Cast, _adoption: Adoption) -> List:
    def grow(count: int) -> None:
        for student in add_students(cast, count):
            cast.lucia.guardianships.create(student=student)

    return List(user=user_of(cast.lucia), address=reverse("front:family"), grow=grow)


LISTS: Final = [
    caseload,
    caseload_lane,
    caseload_search,
    runs,
    run_problems,
    run_going,
    versions,
    review,
    rulebooks,
    audit_runs,
    planner,
    finder,
    family,
]


@pytest.mark.parametrize("made", LISTS, ids=lambda made: made.__name__)
def test_a_list_asks_no_more_for_many_rows(
    client: Client, cast: Cast, made: Callable[[Cast, Adoption], List], settings: Any, tmp_path: Any
) -> None:
    settings.VAR = tmp_path
    page = made(cast, adopt(cast))
    client.force_login(page.user)
    client.get(page.address)  # the session remembers the role from here on
    page.grow(FEW)
    few = _queries(client, page.address)
    page.grow(MANY - FEW)
    many = _queries(client, page.address)
    assert len(many) <= len(few), "\n".join(many)
    assert len(few) <= 18


def _queries(client: Client, address: str) -> list[str]:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in asked.captured_queries]


def user_of(person: Any) -> User:
    return person.user  # type: ignore[no-any-return]
