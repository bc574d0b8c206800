"""Students outside grades 6 to 12: years past 12th grade can be planned, and young students read when it begins."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories import make_guardian, make_plan, make_student, take
from tests.web.plans.forms_of import text_of
from tests.web.plans.planner_pages import PlannerPages
from tests.web.plans.search_pages import answered
from tests.web.rules import adopt
from waypost.engine.catalog import Term
from waypost.engine.demand import CourseTerm
from waypost.web.demand.queries.demand import demand_in_plans, usual_question
from waypost.web.plans.adapters.horizon import last_grade_of
from waypost.web.plans.models import PlannedCourse
from waypost.web.schools.models import Student

TODAY = date(2026, 11, 24)


def _most_credits(student: Student, cast: Cast, *, grades: tuple[int, int, int, int]) -> None:
    """Seven of eight credits; English 12, a class of the whole year, is open."""
    for code, grade in zip(("ENG9", "ENG10", "ENG11", "ART1"), grades, strict=True):
        take(student, cast.courses[code], grade_level=grade)
    for code, grade in zip(("BIO", "CHEM", "ANAT"), grades, strict=False):
        take(student, cast.courses[code], grade_level=grade)


@pytest.fixture
def fifth(client: Client, cast: Cast) -> PlannerPages:
    """A fifth-year student of the class of 2027 with one credit of English to go, signed in."""
    adopt(cast)
    student = make_student(cast.school, "Rosa Vega", grade_level=13, class_of=2027)
    _most_credits(student, cast, grades=(9, 10, 11, 12))
    client.force_login(student.user)
    return PlannerPages(client=client, student=student)


def test_a_fifth_year_student_has_columns_for_this_year_and_the_next(fifth: PlannerPages) -> None:
    said = text_of(fifth.get())
    assert "Year 5 Now" in said
    assert "Year 6 Next" in said
    assert "Year 7" not in said


def test_home_sends_a_fifth_year_student_to_the_years_that_are_left(fifth: PlannerPages, client: Client) -> None:
    said = text_of(client.get(reverse("front:home")))
    assert "Next stop: pick your classes for Year 6." in said
    assert "Year 5" in said


def test_a_term_of_the_running_fifth_year_takes_a_class(fifth: PlannerPages, cast: Cast) -> None:
    answer = fifth.post("planner_add", course=cast.courses["SPCH"].pk, place="13-spring", seen=1)
    assert answer.status_code == 200
    assert PlannedCourse.objects.get().grade_level == 13
    assert fifth.post("planner_move", planned=PlannedCourse.objects.get().pk, place="15-fall").status_code == 400


def test_see_fixes_finds_a_way_in_the_years_that_are_left(fifth: PlannerPages, client: Client) -> None:
    said = text_of(answered(client, fifth.student, "fixes"))
    assert "No school year is left to plan" not in said
    assert "fix for my plan" in said
    assert "Year 6" in said


def test_find_a_plan_and_the_questions_work_in_a_fifth_year(fifth: PlannerPages, client: Client) -> None:
    assert "Year 6" in text_of(answered(client, fifth.student))
    assert client.get(reverse("finder:what_if_ask", args=[fifth.student.pk])).status_code == 200


def test_a_fifth_year_plan_is_demand(fifth: PlannerPages, cast: Cast) -> None:
    make_plan(fifth.student, (cast.courses["SPCH"], 14, "fall"))
    actor = cast.actor(cast.mr_abara)
    answer = demand_in_plans(actor, question=usual_question(actor))
    assert answer.requests == {str(fifth.student.pk): [CourseTerm("SPCH", Term.FALL)]}
    assert answer.students == 3  # and Maya and Theo


@pytest.mark.parametrize(
    ("born_on", "further", "last"),
    [
        (None, 4, 14),
        (date(2005, 3, 1), 4, 13),
        (date(2004, 10, 1), 4, 13),
        (date(2007, 2, 1), 4, 15),
        (date(2008, 9, 1), 4, 17),
        (date(2008, 9, 1), 1, 14),
        (None, 0, 13),
        (date(1990, 1, 1), 4, 13),
    ],
)
def test_years_end_with_the_school_year_of_the_birthday(
    cast: Cast, born_on: date | None, further: int, last: int
) -> None:
    cast.district.years_after_twelfth = further
    student = make_student(cast.school, grade_level=13, born_on=born_on)
    student.district = cast.district
    assert last_grade_of(student, on=TODAY, is_short=True) == last


@pytest.fixture
def senior(client: Client, cast: Cast) -> PlannerPages:
    """A 12th grader who still needs a class of the whole year."""
    adopt(cast)
    student = make_student(cast.school, "Sol Diaz", grade_level=12)
    _most_credits(student, cast, grades=(8, 9, 10, 11))
    client.force_login(student.user)
    return PlannerPages(client=client, student=student)


def test_a_senior_who_is_short_may_plan_a_fifth_year(senior: PlannerPages, client: Client) -> None:
    assert "Year 5" in text_of(senior.get())
    assert "Year 5" in text_of(answered(client, senior.student, "fixes"))


def test_a_senior_whose_district_plans_no_fifth_year_has_none(senior: PlannerPages, client: Client, cast: Cast) -> None:
    cast.district.years_after_twelfth = 0
    cast.district.save()
    assert "Year 5" not in text_of(senior.get())
    assert "Year 5" not in text_of(answered(client, senior.student, "fixes"))


def test_a_junior_has_no_fifth_year(client: Client, cast: Cast) -> None:
    adopt(cast)
    client.force_login(cast.theo.user)
    assert "Year 5" not in text_of(PlannerPages(client=client, student=cast.theo).get())


@pytest.fixture
def young(client: Client, cast: Cast) -> Student:
    adopt(cast)
    student = make_student(cast.school, "Pia Young", grade_level=3)
    client.force_login(student.user)
    return student


@pytest.mark.parametrize(
    "route", ["plans:planner", "finder:fixes", "finder:search_new", "finder:what_if_ask", "front:plan_detail"]
)
def test_a_young_student_reads_when_planning_begins(client: Client, young: Student, route: str) -> None:
    said = text_of(client.get(reverse(route, args=[young.pk])))
    assert "Your plan has time" in said
    assert "Planning begins in 6th grade, in the fall of 2029." in said


@pytest.mark.parametrize("grade", [-1, 0, 5])
def test_home_of_the_young_names_their_grade(client: Client, young: Student, grade: int) -> None:
    young.grade_level = grade
    young.save()
    said = text_of(client.get(reverse("front:home")))
    assert {-1: "Pre-K", 0: "Kindergarten", 5: "5th grade"}[grade] in said
    assert client.get(reverse("plans:plan_current")).status_code == 302


def test_a_sixth_grader_can_plan(client: Client, young: Student) -> None:
    young.grade_level = 6
    young.save()
    assert "Your plan has time" not in text_of(client.get(reverse("plans:planner", args=[young.pk])))


def test_a_fix_that_takes_another_year_says_so(senior: PlannerPages, client: Client) -> None:
    assert "School goes on to Year 5" in text_of(answered(client, senior.student, "fixes"))


def test_the_family_of_a_fifth_year_student_reads_on(fifth: PlannerPages, client: Client) -> None:
    client.force_login(make_guardian(fifth.student, "Lena Vega").user)
    said = text_of(client.get(reverse("front:family_child", args=[fifth.student.pk])))
    assert "Year 5" in said
    assert "The classes in Year 6" in said


def test_the_family_of_a_young_student_reads_when_planning_begins(client: Client, young: Student) -> None:
    client.force_login(make_guardian(young, "Lena Young").user)
    assert "Pia's plan has time." in text_of(client.get(reverse("front:family")))
