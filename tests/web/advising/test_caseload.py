"""The caseload: what is needed from this adult, never a risk or a rank."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.credit import credits
from tests.factories import make_plan, send_to
from tests.web.advising.caseloads import add_students, send_whole_plan, store
from tests.web.plans.forms_of import text_of
from tests.web.rules import adopt
from waypost.web.history.models import Event
from waypost.web.plans.adapters import Add
from waypost.web.reviews.actions import accept_proposal, approve_plan, ask_question, decline_proposal, propose_change
from waypost.web.reviews.models import Review
from waypost.web.schools.models import Student, Support, search_form

PAGE = "/caseload/"


@pytest.fixture
def counselor(client: Client, cast: Cast) -> Client:
    client.force_login(cast.ms_whitfield.user)
    Student.objects.filter(pk=cast.maya.pk).update(search_name=search_form("Maya Reyes"))
    return client


def test_an_empty_desk_is_calm(counselor: Client) -> None:
    said = text_of(counselor.get(PAGE))
    assert "Good morning, Dana. Nobody waits for you." in said
    assert "All caught up" in said
    assert "No plan sent yet" in said


def test_a_sent_plan_waits_on_top_with_the_students_words(counselor: Client, cast: Cast) -> None:
    adopt(cast)
    (student,) = add_students(cast, 1)
    send_whole_plan(cast, student, note="Please look at my plan.")
    said = text_of(counselor.get(PAGE))
    assert "One student needs you today." in said
    assert "First plan. 8 of 8 credits. All checks pass." in said
    assert "Please look at my plan." in said
    assert "Cedar Valley diploma: 8 of 8 credits" in said


def test_an_open_check_is_said_with_its_reason(counselor: Client, cast: Cast) -> None:
    adopt(cast)
    (student,) = add_students(cast, 1)
    send_whole_plan(cast, student, without="ENG12")
    said = text_of(counselor.get(PAGE))
    assert "7 of 8 credits." in said
    assert "English: 1 to pick" in said
    assert "Approve 1" not in said


def test_the_row_opens_beside_the_list_with_and_without_htmx(counselor: Client, cast: Cast) -> None:
    adopt(cast)
    first, second = (send_whole_plan(cast, student, note=f"I am {student.pk}.") for student in add_students(cast, 2))
    whole = counselor.get(PAGE, {"open": second.pk})
    assert f"I am {second.plan.student_id}." in text_of(whole)
    assert "<html" in whole.content.decode()
    part = counselor.get(PAGE, {"open": first.pk}, headers={"HX-Request": "true", "HX-Target": "peek"})
    assert f"I am {first.plan.student_id}." in text_of(part)
    assert "<html" not in part.content.decode()
    assert part.content.decode().strip().startswith("<div data-shown")


def test_a_strangers_plan_does_not_open(counselor: Client, cast: Cast, now: datetime) -> None:
    plan = make_plan(cast.other_student)
    foreign = send_to(cast.stranger, plan)
    part = counselor.get(PAGE, {"open": foreign.pk}, headers={"HX-Request": "true", "HX-Target": "peek"})
    assert "Noor" not in part.content.decode()


def test_opening_a_plan_is_logged(counselor: Client, cast: Cast) -> None:
    (student,) = add_students(cast, 1)
    review = send_whole_plan(cast, student)
    counselor.get(PAGE, {"open": review.pk})
    event = Event.objects.get(verb="plan_viewed")
    assert (event.student, event.user) == (student, cast.ms_whitfield.user)


def test_answers_to_ideas_are_a_queue(counselor: Client, cast: Cast, now: datetime) -> None:
    plan, change = make_plan(cast.maya), Add(code="STAT", grade_level=12, term="year")
    adult = cast.actor(cast.ms_whitfield)
    yes, no, _ = (propose_change(adult, plan=plan, changes=[change], reason="Try", at=now) for _ in range(3))
    assert "Has your idea." in text_of(counselor.get(PAGE, {"lane": "students"}))
    decline_proposal(cast.actor(cast.maya), proposal=no, seen=1, reason="I want art.", at=now)
    assert "Said no to your idea: “I want art.”" in text_of(counselor.get(PAGE))
    accept_proposal(cast.actor(cast.maya), proposal=yes, seen=1, plan_seen=1, at=now + timedelta(minutes=1))
    assert "Answers to you" in text_of(counselor.get(PAGE))


def test_a_question_waits_on_the_student(counselor: Client, cast: Cast, now: datetime) -> None:
    (student,) = add_students(cast, 1)
    review = send_whole_plan(cast, student)
    ask_question(cast.actor(cast.ms_whitfield), review=review, seen=1, text="Why?", at=now)
    assert "Nobody waits for you." in text_of(counselor.get(PAGE))
    assert "Has your question." in text_of(counselor.get(PAGE, {"lane": "students"}))


def test_stored_audits_fill_the_lanes_and_their_absence_is_said(counselor: Client, cast: Cast) -> None:
    adoption = adopt(cast)
    missing, ready = add_students(cast, 2)
    store(missing, adoption, status="open", planned=credits(7))
    store(ready, adoption, status="on_track")
    assert "1 credit to pick. 7 of 8 credits." in text_of(counselor.get(PAGE, {"lane": "open"}))
    on_track = text_of(counselor.get(PAGE, {"lane": "ready"}))
    assert ready.full_name in on_track
    assert missing.full_name not in on_track
    assert "Maya Reyes" in text_of(counselor.get(PAGE, {"lane": "unchecked"}))


def test_who_graduates_next_comes_first(counselor: Client, cast: Cast) -> None:
    adoption = adopt(cast)
    (young,), (old,) = add_students(cast, 1), add_students(cast, 1, grade_level=12)
    Student.objects.filter(pk=old.pk).update(given_name="Zed", family_name="Zulu")
    for student in (young, old):
        store(student, adoption, status="open", planned=credits(7))
    said = text_of(counselor.get(PAGE, {"lane": "open"}))
    assert said.index("Zed Zulu") < said.index("Student000 Sample")


def test_only_the_newest_stored_audit_counts(counselor: Client, cast: Cast, now: datetime) -> None:
    adoption = adopt(cast)
    (student,) = add_students(cast, 1)
    old = store(student, adoption, status="open", planned=credits(7))
    type(old).objects.filter(pk=old.pk).update(at=now - timedelta(days=3))
    store(student, adoption, status="on_track")
    assert student.full_name not in text_of(counselor.get(PAGE, {"lane": "open"}))


def test_the_list_is_searched_by_name_and_grade(counselor: Client, cast: Cast) -> None:
    add_students(cast, 3)
    said = text_of(counselor.get(PAGE, {"q": "REYES maya"}))
    assert "Maya Reyes" in said
    assert "Student000" not in said
    ninth = text_of(counselor.get(PAGE, {"grade": "9"}))
    assert "Student000" in ninth
    assert "Maya Reyes" not in ninth
    assert "Nobody here fits." in text_of(counselor.get(PAGE, {"q": "zzz"}))


@pytest.mark.parametrize(
    "query", [{"grade": "x"}, {"lane": "nonsense"}, {"page": "99"}, {"open": "abc"}, {"q": "a" * 500}]
)
def test_odd_addresses_still_show_the_page(counselor: Client, query: dict[str, str]) -> None:
    assert counselor.get(PAGE, query).status_code == 200


def test_long_lists_have_pages(counselor: Client, cast: Cast) -> None:
    add_students(cast, 30)
    first = text_of(counselor.get(PAGE, {"lane": "unsent"}))
    assert "Page 1 of 2" in first
    assert "Page 2 of 2" in text_of(counselor.get(PAGE, {"lane": "unsent", "page": "2"}))


def test_a_student_who_left_the_caseload_is_gone(counselor: Client, cast: Cast, now: datetime) -> None:
    send_whole_plan(cast, cast.maya)
    Support.objects.filter(student=cast.maya).update(ends_on=now.date())
    assert "Maya" not in text_of(counselor.get(PAGE))


def test_an_advisor_reads_and_does_not_decide(client: Client, cast: Cast) -> None:
    review = send_whole_plan(cast, cast.maya)
    client.force_login(cast.mr_osei.user)
    page = client.get(PAGE)
    assert "Maya Reyes" in text_of(page)
    html = page.content.decode()
    assert f"/reviews/{review.pk}/approve/" not in html
    assert "/caseload/approve/" not in html
    assert "Propose a change" in text_of(page)


@pytest.mark.parametrize("part", ["maya", "lucia", "principal", "mr_abara"])
def test_other_roles_have_no_caseload(client: Client, cast: Cast, part: str) -> None:
    client.force_login(getattr(cast, part).user)
    assert client.get(PAGE).status_code == 403


def test_a_stranger_sees_their_own_caseload_only(client: Client, cast: Cast) -> None:
    send_whole_plan(cast, cast.maya)
    client.force_login(cast.stranger.user)
    assert "Maya" not in text_of(client.get(PAGE))


def queries_of(client: Client, **query: str) -> int:
    client.get(PAGE, query)
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(PAGE, query).status_code == 200
    return len(found)


@pytest.mark.parametrize("query", [{}, {"lane": "unsent"}, {"lane": "review"}, {"q": "student"}])
def test_300_students_take_as_many_queries_as_10(counselor: Client, cast: Cast, query: dict[str, str]) -> None:
    adoption = adopt(cast)
    few = add_students(cast, 9)
    for student in few[:2]:
        send_whole_plan(cast, student)
        store(student, adoption, status="open", planned=credits(7))
    of_few = queries_of(counselor, **query)
    for number, student in enumerate(add_students(cast, 290, grade_level=10)):
        store(student, adoption, status="open" if number % 3 else "met")
        if number < 20:
            send_whole_plan(cast, student)
    assert queries_of(counselor, **query) == of_few
    assert of_few <= 26


def test_nothing_on_the_page_would_hurt_the_student_beside_it(counselor: Client, cast: Cast) -> None:
    adoption = adopt(cast)
    (student,) = add_students(cast, 1)
    store(student, adoption, status="open", planned=20)
    send_whole_plan(cast, cast.maya, without="ENG12")
    html = counselor.get(PAGE).content.decode().lower()
    assert not any(word in html for word in ("risk", "at-risk", "behind", "failing", "overdue", "rank"))
    assert "tag stop" not in html


def test_an_approval_can_be_undone_from_here(counselor: Client, cast: Cast, now: datetime, settings: Any) -> None:
    review = send_whole_plan(cast, cast.maya)
    approve_plan(cast.actor(cast.ms_whitfield), review=review, seen=1, at=now - timedelta(hours=23))
    assert "Approved in the last day" in text_of(counselor.get(PAGE))
    Review.objects.update(decided_at=now - timedelta(hours=25))
    assert "Approved in the last day" not in text_of(counselor.get(PAGE))
