"""A number that stands for one semester and is used in both: each half of English brings its own five credits."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import NOW, make_user
from tests.interchange.small_bundle import small_bundle
from tests.web.imports.conftest import Office
from tests.web.imports.test_course_history_import import history
from tests.web.plans.forms_of import text_of
from waypost.web.catalog.actions import adopt_rulebook, load_rulebook_text
from waypost.web.catalog.models import Follow
from waypost.web.imports.models import RunKind
from waypost.web.records.models import CourseRecord
from waypost.web.schools.models import Student

CATALOG = b"""code,title,subject,credits
EN09,English 9,EN,5
EN10,English 10,EN,5
EN11,English 11,EN,5
EN12,English 12,EN,5
"""

DIPLOMA = """
id = "forty"
title = "Forty credits of English"
kind = "graduation"
state = "CA"
authority = "Cedar Valley"
citation = "Board policy 6146.1"
checked_on = 2026-08-01
status = "reviewed"
credit_scale = 10
total = 40

[cohort]
class_of_from = 2027
class_of_to = 2030

[[part]]
slug = "english"
title = "English"
credits = 40
from = { subject = "EN" }
"""


def roster() -> dict[str, bytes]:
    """Theo in 12th grade with a class of English 12 in fall and one in spring."""
    more = {
        "courses.csv": "C9,active,,Y,English 12,EN12,12,H,English,01004",
        "classes.csv": "K8,active,,English 12 A,12,C9,EN-1,scheduled,1,H,F,,,1\r\n"
        "K9,active,,English 12 B,12,C9,EN-2,scheduled,1,H,S,,,1",
        "enrollments.csv": "E8,active,,K8,H,S2,student,false,,\r\nE9,active,,K9,H,S2,student,false,,",
    }
    files = {
        name: content + f"{more[name]}\r\n".encode() if name in more else content
        for name, content in small_bundle().items()
    }
    files["users.csv"] = files["users.csv"].replace(b",,,G3,11,", b",,,G3,12,")
    return files | {"course-credits.csv": b"courseSourcedId,credits,levels\r\nC9,5,\r\n"}


@pytest.fixture
def theo(office: Office) -> Student:
    """Six semesters of English behind him in three years, two running now."""
    office.district.credit_scale = 10
    office.district.save()
    office.bring_in(roster())
    office.apply(office.check_one("catalogue.csv", CATALOG, kind=RunKind.CATALOG))
    rows = [
        f"S2,EN{9 + year:02},,{2023 + year}-{24 + year},{term},{9 + year},B,5,5,Pass,,"
        for year in range(3)
        for term in ("fall", "spring")
    ]
    office.apply(office.check_one("course-history.csv", history(*rows), kind=RunKind.COURSE_HISTORY))
    rulebook = load_rulebook_text(office.actor, text=DIPLOMA, at=NOW)
    adopt_rulebook(office.actor, rulebook=rulebook, class_from=2027, class_to=2030, at=NOW, follow=Follow.EVERYONE)
    student = Student.objects.get(source_id="S2")
    student.user = make_user("Theo")
    student.save()
    return student


def test_two_classes_of_one_number_are_two_halves(theo: Student) -> None:
    seats = CourseRecord.objects.filter(student=theo, code="EN12").values_list("term", "units_attempted")
    assert sorted(seats) == [("fall", 60), ("spring", 60)]


def test_eight_semesters_are_forty_credits_on_every_page(theo: Student, client: Client) -> None:
    assert theo.user is not None
    client.force_login(theo.user)
    assert "English 40 of 40 credits" in text_of(client.get(reverse("plans:planner", args=[theo.pk])))
    home = text_of(client.get(reverse("front:home")))
    assert "40 of 40 credits done or planned" in home
    assert "30 done 10 this year 0 planned 0 to pick" in home


def test_a_what_if_tells_the_halves_apart(theo: Student, client: Client) -> None:
    assert theo.user is not None
    client.force_login(theo.user)
    text = text_of(client.get(reverse("finder:what_if_ask", args=[theo.pk])))
    assert "I fail Pick one English 12 (12th grade, fall) English 12 (12th grade, spring) Ask" in text
    assert "English 9 (9th grade, fall) English 9 (9th grade, spring)" in text


def test_the_same_roster_again_keeps_both_halves(theo: Student, office: Office) -> None:
    run = office.check(roster())
    assert run.counts["tables"]["seats"]["gone"] == run.counts["tables"]["seats"]["changed"] == 0
