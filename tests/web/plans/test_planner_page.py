"""The planner page: who sees what, and what it costs to draw."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.credit import credits
from tests.factories import make_course, make_district, make_school, make_student, take
from tests.web.plans.forms_of import text_of
from tests.web.plans.planner_pages import PlannerPages, mayas_planner
from waypost.web.catalog.models import Course
from waypost.web.plans.models import Branch, BranchKind, PlannedCourse

MOST_QUERIES = 15


@pytest.fixture
def pages(client: Client, cast: Cast) -> PlannerPages:
    return mayas_planner(client, cast)


def test_a_student_sees_lines_with_their_meters(pages: PlannerPages) -> None:
    said = text_of(pages.get())
    assert "My classes" in said
    assert "Student Success Plan" in said
    assert "English 3 of 4 credits" in said
    assert "Science 2 of 3 credits" in said


def test_done_and_current_classes_are_locked_and_marks_show(pages: PlannerPages) -> None:
    page = pages.get().content.decode()
    assert "Algebra 1" in page
    assert "done, mark B" in text_of(pages.get())
    assert page.count("data-planned") == 2


def test_what_the_plan_gets_is_said_for_every_rulebook(pages: PlannerPages) -> None:
    said = text_of(pages.get())
    assert "Graduation 6 of 8" in said
    assert "English: 1 more credit" in said
    assert "Science: 1 more credit" in said


def test_a_heads_up_stands_at_its_class(pages: PlannerPages, cast: Cast) -> None:
    PlannedCourse.objects.create(branch=pages.branch, course=cast.courses["SPAN2"], grade_level=11, term="year")
    assert "Spanish 2 , planned, heads-up" in text_of(pages.get())


@pytest.mark.parametrize("part", ["lucia", "ms_whitfield", "principal"])
def test_others_read_the_same_page_without_controls(pages: PlannerPages, cast: Cast, part: str) -> None:
    pages.client.force_login(getattr(cast, part).user)
    page = pages.get().content.decode()
    assert "English 11" in page
    assert "data-planned" not in page
    assert "drop-form" not in page


def test_marks_are_for_those_who_may_read_the_record(pages: PlannerPages, cast: Cast) -> None:
    pages.client.force_login(cast.mr_osei.user)
    assert "mark B" not in text_of(pages.get())
    assert "English 11" in text_of(pages.get())


@pytest.mark.parametrize("part", ["stranger", "other_student", "theo"])
def test_a_stranger_finds_nothing(pages: PlannerPages, cast: Cast, part: str) -> None:
    pages.client.force_login(getattr(cast, part).user)
    assert pages.get().status_code == 404
    assert pages.get("planner_find", place="11-year").status_code in {403, 404}


def test_a_branch_of_somebody_else_is_not_found(pages: PlannerPages) -> None:
    assert pages.get(branch=10_000_000).status_code == 404


def test_the_way_from_the_navigation_leads_to_the_own_plan(pages: PlannerPages) -> None:
    answer = pages.client.get("/courses/")
    assert answer.headers["Location"] == pages.address()


def test_a_student_without_a_plan_is_told_how_to_begin(client: Client, cast: Cast) -> None:
    fresh = make_student(cast.school, "Ana Ruiz", grade_level=9)
    client.force_login(fresh.user)
    said = text_of(PlannerPages(client=client, student=fresh).get())
    assert "Your plan starts with one class" in said
    assert "Find a class" in said


def test_a_sixth_grader_can_plan_high_school(client: Client, cast: Cast) -> None:
    young = make_student(cast.school, "Kai Moreno", grade_level=6)
    client.force_login(young.user)
    pages = PlannerPages(client=client, student=young)
    assert "Add English, 9th grade" in pages.get().content.decode()
    answer = pages.post("planner_add", seen=1, course=cast.courses["ENG9"].pk, place="9-year")
    assert answer.status_code == 200
    assert PlannedCourse.objects.get(branch__plan__student=young).grade_level == 9


def test_high_school_credit_of_eighth_grade_has_its_own_column(pages: PlannerPages, cast: Cast) -> None:
    take(cast.maya, cast.courses["SPAN1"], grade_level=8)
    said = text_of(pages.get())
    assert "Subject 8th 9th grade" in said
    assert "Spanish 1" in said


@pytest.mark.django_db
def test_a_district_that_plans_from_grade_six_gets_seven_years(client: Client) -> None:
    school = make_school(make_district("Del Norte", first_grade_planned=6, credit_scale=10))
    student = make_student(school, "Lee Yang", grade_level=7)
    take(student, make_course(school.district, "ART7", subject="AR", grades=[7]), grade_level=7)
    client.force_login(student.user)
    said = text_of(PlannerPages(client=client, student=student).get())
    assert "6th grade Done" in said
    assert "12th grade Later" in said
    assert "Arts 10 credits" in said  # one Carnegie credit is ten in California


def test_the_phone_shows_one_year_at_a_time(pages: PlannerPages) -> None:
    next_year = text_of(pages.get(htmx=True))
    assert "English 11" in next_year
    this_year = text_of(pages.get(htmx=True, year=10))
    assert "English 10" in this_year
    assert "English 11" not in this_year


def test_classes_in_the_same_term_of_one_line_stand_below_each_other(pages: PlannerPages, cast: Cast) -> None:
    for code in ("CHEM", "ANAT"):
        PlannedCourse.objects.create(branch=pages.branch, course=cast.courses[code], grade_level=12, term="year")
    page = pages.get().content.decode()
    assert 'rowspan="2"' in page


def test_it_speaks_spanish_to_the_mother(pages: PlannerPages, cast: Cast) -> None:
    pages.client.force_login(cast.lucia.user)
    assert '<html lang="es"' in pages.get().content.decode()


@pytest.mark.parametrize("count", [10, 300])
def test_the_page_asks_at_most_fifteen_queries(
    pages: PlannerPages, cast: Cast, count: int, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    fill(pages.branch, cast, count)
    pages.get()
    with django_assert_max_num_queries(MOST_QUERIES):
        assert pages.get().status_code == 200


def test_a_what_if_asks_no_more_than_the_real_plan(
    pages: PlannerPages, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    what_if = Branch.objects.create(
        plan=pages.branch.plan, kind=BranchKind.WHAT_IF, name="Arts", created_at=pages.branch.created_at
    )
    pages.get()
    with django_assert_max_num_queries(MOST_QUERIES):
        assert pages.get(branch=what_if.pk).status_code == 200


def fill(branch: Branch, cast: Cast, count: int) -> None:
    """So many more courses in the catalog and in the plan."""
    courses = [
        make_course(cast.district, f"X{number}", subject="EL", units=credits(0.5), repeatable=True)
        for number in range(count)
    ]
    PlannedCourse.objects.bulk_create(
        PlannedCourse(branch=branch, course=course, grade_level=11 + at % 2, term=("fall", "spring")[at // 2 % 2])
        for at, course in enumerate(courses)
    )


def test_a_mother_reads_the_course_titles_of_her_language(client: Client, cast: Cast) -> None:
    Course.objects.filter(code="BIO").update(title_es="Biología")
    client.force_login(cast.lucia.user)
    page = client.get(reverse("plans:planner", args=[cast.maya.pk])).content.decode()
    assert "Biología" in page
    assert "Geometry" in page  # the district gives no Spanish title for it
