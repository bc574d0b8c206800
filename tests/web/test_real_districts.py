"""Two real districts, from the front door to the page: a roster, a record, a state's rules, what the student reads."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from tests.credit import credits
from tests.factories import NOW, make_school, make_student, make_user
from waypost.engine.result import Status
from waypost.rulebooks import rulebook_text
from waypost.web.access.actor import Actor
from waypost.web.access.queries import roles_held
from waypost.web.audits.queries import Audited, audits_of, student_file
from waypost.web.catalog.actions import adopt_rulebook, load_shipped_rulebooks
from waypost.web.catalog.models import Course
from waypost.web.schools.models import District, Role, Student

HEADER = (
    "student,course,title,school_year,term,grade_level,mark,credits_attempted,credits_earned,status,repeat_code,method"
)


def waypost(*arguments: str) -> None:
    """An import command that leaves with 0, or with 3 where rows wait for a person."""
    with pytest.raises(SystemExit) as left:
        call_command("import", *arguments, stdout=StringIO())
    assert left.value.code in {0, 3}, arguments


def put_in_force(district: District, *names: str) -> None:
    office = Actor(
        user_id=None, role=Role.DISTRICT_ADMIN, district_id=district.pk, today=NOW.date(), name="Command line"
    )
    for rulebook in load_shipped_rulebooks({name: rulebook_text(name) for name in names}, at=NOW):
        adopt_rulebook(office, rulebook=rulebook, class_from=2000, class_to=2100, at=NOW)


def history(student: Student, rows: list[tuple[str, int, str, str]], *, term: str = "year") -> str:
    """The CSV of passed classes: code, grade level, mark, credits."""
    lines = [
        f"{student.source_id},{code},,{2010 + grade}-{11 + grade:02d},{term},{grade},{mark},{credits},{credits},Pass,,"
        for code, grade, mark, credits in rows
    ]
    return "\n".join([HEADER, *lines, ""])


def audited(student: Student) -> dict[str, Audited]:
    actor = roles_held(student.user)[0].actor
    found = audits_of(student_file(actor, student=student, follows=()))
    return {one.adoption.rulebook.key: one for one in found}


@pytest.fixture
def grand_bend(db: None, reference_data: Path) -> Student:
    """A student of Grand Bend High School who can sign in, under Texas's Foundation program."""
    waypost("oneroster", str(reference_data / "oneroster-grand-bend"), "--new-district", "--state", "TX", "--apply")
    district = District.objects.get()
    put_in_force(district, "us-tx-foundation-22")
    student = Student.objects.filter(school__name="Grand Bend High School", class_of__isnull=False).order_by("pk")[0]
    Student.objects.filter(pk=student.pk).update(user=make_user("Grand Bend Student"))
    student.refresh_from_db()
    return student


def test_a_grand_bend_student_reads_texas_22(client: Client, grand_bend: Student, tmp_path: Path) -> None:
    taken = [("ENG-1", 9, "A", "1"), ("ALG-1", 9, "B", "1"), ("BIO", 9, "B", "1"), ("SPAN-1", 9, "A", "1")]
    known = [row for row in taken if Course.objects.filter(code=row[0]).exists()]
    assert len(known) >= 3
    (tmp_path / "course-history.csv").write_text(history(grand_bend, known))
    waypost("course-history", str(tmp_path / "course-history.csv"), "--apply")
    meter = audited(grand_bend)["us-tx-foundation-22"].result.meter
    assert meter.needed == credits(22)
    assert meter.done == credits(len(known))
    client.force_login(grand_bend.user)  # type: ignore[arg-type]
    page = client.get(reverse("front:home")).content.decode()
    assert "of 22 credits done or planned" in page
    assert f"{len(known)} done" in page
    planner = client.get(reverse("plans:planner", args=[grand_bend.pk])).content.decode()
    assert "22" in planner


@pytest.fixture
def del_norte(db: None, reference_data: Path) -> Student:
    """A student of Del Norte, with the real catalog, under UC A-G and a 230-credit diploma."""
    catalog = reference_data / "catalogs" / "del_norte_2025_26.csv"
    waypost("catalog", str(catalog), "--new-district", "Del Norte", "--state", "CA", "--apply")
    district = District.objects.get()
    District.objects.filter(pk=district.pk).update(credit_scale=10)
    put_in_force(district, "us-ca-uc-a-g", "us-ca-230-credits")
    return make_student(make_school(District.objects.get(), "Del Norte High"), "Ana Li", grade_level=12)


def test_a_del_norte_student_is_audited_against_a_g_and_230_credits(
    client: Client, del_norte: Student, tmp_path: Path
) -> None:
    areas = {"uc:a": 2, "uc:b": 4, "uc:c": 3, "uc:d": 2, "uc:e": 2, "uc:f": 1, "uc:g": 1}
    chosen = [row for area, count in areas.items() for row in _of_area(area, count)]
    assert len(chosen) == 2 * 15
    (tmp_path / "course-history.csv").write_text(history(del_norte, chosen, term="fall"))
    waypost("course-history", str(tmp_path / "course-history.csv"), "--apply")
    found = audited(del_norte)
    assert found["us-ca-uc-a-g"].result.meter.done == credits(15)
    assert found["us-ca-230-credits"].result.status is not Status.MET
    client.force_login(del_norte.user)  # type: ignore[arg-type]
    page = client.get(reverse("front:home")).content.decode()
    assert "of 230 credits done or planned" in page
    assert "150 done" in page


def _of_area(area: str, count: int) -> list[tuple[str, int, str, str]]:
    """Two semesters for each year that an A-G area asks for, over grades 9 to 11; languages are of one kind."""
    courses = [course for course in Course.objects.order_by("code") if area in course.tags]
    if area == "uc:e":
        courses = [course for course in courses if "language:spanish" in course.tags]
    assert len(courses) >= 2 * count, area
    return [(course.code, 9 + number % 3, "A", "5") for number, course in enumerate(courses[: 2 * count])]
