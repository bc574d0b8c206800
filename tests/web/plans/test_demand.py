"""Next year's demand on a page: counted from real plans, for administrators, without anybody's name."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import Cast
from tests.factories import NOW, make_offering, make_plan, make_school, make_student
from waypost.interchange.export import restored_cell
from waypost.web.demand.actions.periods import find_periods, take_periods
from waypost.web.demand.models import PeriodSearch
from waypost.web.demand.tasks import run_periods
from waypost.web.history.models import Event
from waypost.web.jobs.actions import mend_jobs
from waypost.web.jobs.models import JobState
from waypost.web.plans.models import Branch, BranchKind, PlannedCourse

URL = "/demand/"


@pytest.fixture
def planned(cast: Cast) -> Cast:
    """Maya and Theo plan; both want Anatomy and Art next year, and Maya tries Statistics out in a what-if."""
    anatomy, art = cast.courses["ANAT"], cast.courses["ART1"]
    plan = make_plan(cast.maya, (anatomy, 11, "year"), (art, 11, "year"), (cast.courses["ENG12"], 12, "year"))
    make_plan(cast.theo, (anatomy, 12, "year"), (art, 12, "year"), (cast.courses["SPCH"], 12, "fall"))
    what_if = Branch.objects.create(plan=plan, kind=BranchKind.WHAT_IF, created_at=NOW)
    PlannedCourse.objects.create(branch=what_if, course=cast.courses["STAT"], grade_level=11, term="year")
    make_plan(cast.other_student, (anatomy, 11, "year"))
    return cast


def with_periods(client: Client, user: Any, **question: Any) -> Any:
    """The page once a worker found the periods."""
    client.force_login(user)
    usual = {"size": 28, "least": 1, "periods": 7}
    answer = client.post(reverse("demand:demand_periods"), {"idempotency_key": uuid4().hex, **usual, **question})
    assert run_periods()
    return client.get(answer.url).context["page"]


def page_of(client: Client, user: Any, query: str = "", status: int = 200) -> Any:
    client.force_login(user)
    answer = client.get(URL + query)
    assert answer.status_code == status
    return answer.context["page"]


def test_a_class_outside_the_school_day_needs_no_section(client: Client, planned: Cast) -> None:
    online = make_offering(planned.courses["ANAT"])
    maya = PlannedCourse.objects.filter(branch__plan__student=planned.maya, course__code="ANAT")
    maya.update(offering=online)
    page = page_of(client, planned.principal.user)
    assert [row.students for row in page.rows if row.code == "ANAT"] == [1]


def test_it_counts_next_years_courses_of_real_plans(client: Client, planned: Cast) -> None:
    page = page_of(client, planned.principal.user)
    assert [(row.code, row.students, row.sections) for row in page.rows] == [
        ("ANAT", 2, 1),
        ("ART1", 2, 1),
        ("SPCH", 1, 1),
    ]
    assert (page.year, page.students, page.planned, page.left_out) == ("2027-28", 2, 2, ())


def test_nobody_is_named_and_few_students_are_not_counted_out(client: Client, planned: Cast) -> None:
    page = page_of(client, planned.mr_abara.user)
    assert {row.students for row in page.conflicts} == {"under 3"}
    text = client.get(URL).content.decode()
    assert "Maya" not in text
    assert "Theo" not in text


def test_three_students_are_told(client: Client, planned: Cast) -> None:
    make_plan(
        make_student(planned.school, "Sam Doe"),
        (planned.courses["ANAT"], 11, "year"),
        (planned.courses["ART1"], 11, "year"),
    )
    page = page_of(client, planned.principal.user)
    assert (page.conflicts[0].first, page.conflicts[0].students) == ("Anatomy & Physiology", "3")


def test_who_graduates_or_left_is_not_counted(client: Client, planned: Cast) -> None:
    planned.theo.is_active = False
    planned.theo.save()
    make_student(planned.school, "Ana Ruiz", grade_level=12)
    assert page_of(client, planned.principal.user).students == 1


def test_one_period_makes_a_clash_and_says_that_it_is_proven(client: Client, planned: Cast) -> None:
    page = with_periods(client, planned.principal.user, periods=1)
    assert "proven" in page.proof
    assert page.left_out == ("2 students want two courses that meet in the same period.",)


def test_periods_are_found_once_for_everybody_and_kept_while_the_plans_are_the_same(
    client: Client, planned: Cast
) -> None:
    assert {row.period for row in with_periods(client, planned.principal.user).rows} <= {1, 2, 3, 4, 5, 6, 7}
    assert page_of(client, planned.mr_abara.user, f"?school={planned.school.pk}").has_periods
    make_plan(
        make_student(planned.school, "Sam Doe"),
        (planned.courses["ANAT"], 11, "year"),
        (planned.courses["ART1"], 11, "year"),
    )
    page = page_of(client, planned.principal.user)
    assert [row.waits for row in page.rows] == [True, True, True]
    assert not run_periods()


def test_a_search_for_periods_is_stopped_and_asked_again(client: Client, planned: Cast) -> None:
    client.force_login(planned.principal.user)
    question = {"size": 28, "least": 1, "periods": 1}
    ask = reverse("demand:demand_periods")
    answer = client.post(ask, {"idempotency_key": uuid4().hex, **question})
    assert "looking" in client.get(answer.url).content.decode()
    assert client.get(answer.url, headers={"HX-Request": "true"}).status_code == 204
    search = PeriodSearch.objects.get()
    stop = reverse("demand:periods_cancel", args=[search.pk])
    client.post(stop, {"idempotency_key": uuid4().hex, **question})
    assert not run_periods()
    assert "stopped" in client.get(answer.url).context["page"].proof
    client.post(ask, {"idempotency_key": uuid4().hex, **question})
    assert run_periods()
    assert client.get(answer.url, headers={"HX-Request": "true"}).context["page"].has_periods
    told = list(Event.objects.filter(verb__startswith="periods").order_by("pk").values_list("verb", flat=True))
    assert told == ["periods_asked", "periods_cancelled", "periods_asked"]


def test_a_dead_workers_periods_are_found_by_another(client: Client, planned: Cast) -> None:
    client.force_login(planned.principal.user)
    question = {"size": 28, "least": 1, "periods": 2}
    client.post(reverse("demand:demand_periods"), {"idempotency_key": uuid4().hex, **question})
    dead = take_periods(at=NOW)
    assert dead is not None
    assert not run_periods()
    assert mend_jobs(PeriodSearch, at=NOW + timedelta(minutes=1)) == 1
    assert run_periods()
    assert not find_periods(search=dead, at=NOW)  # it comes back from the dead, too late
    dead.refresh_from_db()
    assert dead.state == JobState.DONE


def test_too_small_a_class_does_not_open(client: Client, planned: Cast) -> None:
    page = page_of(client, planned.principal.user, "?least=2")
    assert page.left_out == ("1 student wants a course that too few want for it to open.",)


@pytest.mark.parametrize(
    "query", ["?size=0", "?size=x", "?least=9&size=8", "?periods=0", "?size=99999999999999999999", "?size=%00"]
)
def test_a_form_without_sense_shows_the_usual_question_and_why(client: Client, planned: Cast, query: str) -> None:
    page = page_of(client, planned.principal.user, query, status=422)
    assert len(page.rows) == 3
    assert 'class="problems"' in client.get(URL + query).content.decode()
    assert client.get(reverse("demand:demand_file") + query).status_code == 400


def test_a_school_office_counts_its_own_school_and_the_district_chooses_one(client: Client, planned: Cast) -> None:
    other = make_school(planned.district, "Cedar Valley East")
    make_plan(make_student(other, "Eli East"), (planned.courses["STAT"], 11, "year"))
    assert page_of(client, planned.principal.user, f"?school={other.pk}").students == 2
    assert page_of(client, planned.mr_abara.user).students == 3
    assert page_of(client, planned.mr_abara.user, f"?school={other.pk}").students == 1


def test_another_districts_school_is_no_choice(client: Client, planned: Cast) -> None:
    make_student(make_school(planned.district, "Cedar Valley East"), "Eli East")
    page_of(client, planned.mr_abara.user, f"?school={planned.other_student.school_id}", status=422)


@pytest.mark.parametrize("part", ["maya", "lucia", "ms_whitfield", "mr_osei", "stranger"])
def test_only_administrators_see_it(client: Client, planned: Cast, part: str) -> None:
    client.force_login(getattr(planned, part).user)
    assert client.get(URL).status_code == 403
    assert client.get(reverse("demand:demand_file")).status_code == 403
    asked = client.post(reverse("demand:demand_periods"), {"idempotency_key": uuid4().hex})
    assert (asked.status_code, PeriodSearch.objects.count()) == (403, 0)


def test_the_file_is_safe_in_a_spreadsheet_and_in_the_history(client: Client, planned: Cast) -> None:
    art = planned.courses["ART1"]
    art.title = "=cmd()"
    art.save()
    client.force_login(planned.principal.user)
    answer = client.get(reverse("demand:demand_file"))
    lines = answer.content.decode().splitlines()
    assert lines[0].endswith("school_year,course,title,term,students,sections,left_out,period")
    assert "2027-28,ART1,'=cmd(),year,2,1,0," in lines[2]
    assert restored_cell("'=cmd()") == "=cmd()"
    event = Event.objects.get(verb="demand_exported")
    assert (event.user, event.detail) == (planned.principal.user, {"year": 2027, "school": None, "rows": 3})


def test_no_plans_yet(client: Client, cast: Cast) -> None:
    page = page_of(client, cast.principal.user)
    assert (page.rows, page.map, page.students) == ((), None, 2)


def test_three_hundred_students_take_as_many_queries_as_ten(client: Client, planned: Cast) -> None:
    counts = []
    for more in (10, 290):
        for number in range(more):
            make_plan(make_student(planned.school, f"Student {number}"), (planned.courses["GEOM"], 11, "year"))
        page_of(client, planned.mr_abara.user)
        with CaptureQueriesContext(connection) as asked:
            client.get(URL)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12
