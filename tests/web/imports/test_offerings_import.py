"""Ways to take courses into a district: preview, apply, what a provider no longer has, brake and undo."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from tests.credit import credits
from tests.factories import make_course, make_offering, make_plan, make_school, make_student
from tests.web.imports.conftest import Office
from tests.web.plans.forms_of import post, text_of
from waypost.web.catalog.models import Offering
from waypost.web.imports.models import Run, RunKind, RunState

HEADER = b"course,modality,provider,terms,cost,credits,approval,periods\n"
HEALTH = b"HL1,virtual,State Virtual School,fall;spring,75,,counselor,0\n"
SPANISH = b"SP1,virtual,State Virtual School,year,150,,counselor,0\n"
SUMMER = b"SP1,summer,Summer School,,60,,,\n"


@pytest.fixture
def school(office: Office) -> Office:
    """The office of a district with two courses."""
    make_course(office.district, "HL1", subject="PE", units=credits(0.5))
    make_course(office.district, "SP1", subject="WL")
    return office


def check(office: Office, *rows: bytes) -> Run:
    return office.check_one("offerings.csv", HEADER + b"".join(rows), kind=RunKind.OFFERINGS)


def counts(run: Run) -> dict[str, int]:
    numbers: dict[str, int] = run.counts["tables"]["offerings"]
    return numbers


def active() -> set[tuple[str, str]]:
    rows = Offering.objects.filter(is_active=True)
    return {(row.course.code, row.name) for row in rows.select_related("course")}


def test_rows_become_ways_to_take_courses(school: Office) -> None:
    school.apply(check(school, HEALTH, SPANISH, SUMMER))
    assert Offering.objects.count() == 3
    row = Offering.objects.get(course__code="HL1")
    assert (row.district, row.name) == (school.district, "virtual/State Virtual School")
    assert (row.terms, row.cost_cents, row.units) == (["fall", "spring"], 7500, None)
    assert (row.approval, row.periods, row.is_active) == ("counselor", 0, True)


def test_the_same_file_again_changes_nothing(school: Office) -> None:
    school.apply(check(school, HEALTH, SPANISH))
    assert counts(check(school, HEALTH, SPANISH)) == {"new": 0, "changed": 0, "gone": 0, "same": 2}


def test_a_file_turns_off_what_its_own_providers_no_longer_have(school: Office) -> None:
    for number in range(8):
        make_offering(make_course(school.district, f"X{number}"))
    school.apply(check(school, *(b"X%d,virtual,State Virtual School,,,,,0\n" % n for n in range(8)), HEALTH, SUMMER))
    run = check(school, *(b"X%d,virtual,State Virtual School,,,,,0\n" % n for n in range(8)))
    assert (counts(run)["gone"], run.brake) == (1, {})
    school.apply(run)
    assert ("HL1", "virtual/State Virtual School") not in active()
    assert ("SP1", "summer/Summer School") in active()


def test_a_row_that_waits_turns_nothing_of_its_course_off(school: Office) -> None:
    school.apply(check(school, HEALTH, SPANISH))
    run = check(school, SPANISH, HEALTH.replace(b"75", b"much"))
    assert (counts(run)["gone"], run.counts["held"]) == (0, 1)


def test_the_brake_stops_a_file_that_would_turn_off_too_much(school: Office) -> None:
    school.apply(check(school, HEALTH, SPANISH, SPANISH.replace(b"SP1", b"HL1").replace(b"virtual", b"school")))
    codes = [f"Y{number}" for number in range(4)]
    for code in codes:
        make_offering(make_course(school.district, code))
    run = check(school, HEALTH)
    assert run.brake["stops"][0]["table"] == "offerings"
    school.apply(run)
    assert len(active()) == 7


def test_a_course_that_the_catalog_lacks_is_pointed_out_with_its_line(school: Office, client: Client) -> None:
    run = check(school, HEALTH, b"ZZ9,virtual,State Virtual School,,,,,\n")
    (group,) = run.problems
    assert (group["code"], group["severity"]) == ("not-in-catalog", "held")
    client.force_login(school.user)
    said = text_of(client.get(reverse("imports:run_detail", args=[run.pk])))
    assert "The catalog has no course ZZ9." in said
    assert "Load the catalog first, or correct the code." in said


def test_undo_takes_new_ways_out_but_keeps_one_that_a_plan_uses(school: Office) -> None:
    run = check(school, HEALTH, SPANISH)
    school.apply(run)
    used = Offering.objects.get(course__code="HL1")
    plan = make_plan(make_student(make_school(school.district)), (used.course, 11, "fall"))
    plan.branches.get().planned.update(offering=used)
    run.refresh_from_db()
    school.undo(run)
    assert list(Offering.objects.all()) == [used]
    run.refresh_from_db()
    assert run.kept == [{"table": "offerings", "id": used.pk, "why": "used"}]


def test_something_else_is_refused(school: Office) -> None:
    assert school.check_one("notes.txt", b"hello", kind=RunKind.OFFERINGS).state == RunState.REFUSED


def test_the_page_takes_a_file_from_upload_to_apply(school: Office, client: Client) -> None:
    client.force_login(school.user)
    said = text_of(client.get(reverse("imports:run_list")))
    assert "Ways to take courses: online, summer, college, work" in said
    upload = SimpleUploadedFile("offerings.csv", HEADER + HEALTH)
    answer = post(client, reverse("imports:run_check"), kind="offerings", uploads=upload)
    page = text_of(client.get(answer.headers["Location"]))
    assert "1 way to take a course" in page
    run = Run.objects.get()
    post(client, reverse("imports:run_apply", args=[run.pk]), version=run.version)
    assert active() == {("HL1", "virtual/State Virtual School")}


def test_the_command_takes_the_same_path(school: Office, tmp_path: Path) -> None:
    path = tmp_path / "offerings.csv"
    path.write_bytes(HEADER + HEALTH)
    out = StringIO()
    with pytest.raises(SystemExit) as left:
        call_command("import", "offerings", str(path), "--apply", "--json", stdout=out)
    assert left.value.code == 0
    assert json.loads(out.getvalue())["tables"]["offerings"]["new"] == 1
    assert active()
