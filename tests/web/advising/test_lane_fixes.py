"""Fixes on the caseload: looked for in one go, told row by row, sent to the student from the row."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import Cast
from tests.factories import NOW, make_plan
from tests.web.advising.caseloads import WHOLE, add_students, labs, store
from tests.web.plans.forms_of import post, text_of
from tests.web.rules import DIPLOMA, adopt
from waypost.web.base.statistics import renew_statistics
from waypost.web.catalog.models import Adoption
from waypost.web.finder.models import Search
from waypost.web.finder.tasks import run_next
from waypost.web.history.models import Event
from waypost.web.jobs.models import JobState
from waypost.web.plans.models import Branch
from waypost.web.reviews.models import Proposal
from waypost.web.schools.models import Student

LANE = "/caseload/?lane=open"
FIND, STOP = "/caseload/fixes/", "/caseload/fixes/stop/"


@pytest.fixture
def adoption(cast: Cast) -> Adoption:
    return adopt(cast)


@pytest.fixture
def counselor(client: Client, cast: Cast, adoption: Adoption) -> Client:
    """Ms. Whitfield signed in; Maya's plan lacks English 12."""
    plan_without(cast, adoption, cast.maya)
    client.force_login(cast.ms_whitfield.user)
    return client


def plan_without(cast: Cast, adoption: Adoption, student: Student, *codes: tuple[str, int]) -> None:
    """A plan in which something is open, and its stored result."""
    planned = codes or (("ENG11", 11), ("ANAT", 11))
    make_plan(student, *((cast.courses[code], grade, "year") for code, grade in planned))
    store(student, adoption, status="open", planned=28)


def look(client: Client, **fields: Any) -> str:
    """The lane after the worker has answered everything."""
    assert post(client, FIND, lane="open", **fields).status_code == 302
    while run_next(looks=False):
        pass
    return text_of(client.get(LANE))


def ask_from_row(client: Client, *, key: str = "") -> HttpResponse:
    search = Search.objects.order_by("-pk")[0]
    return post(client, reverse("advising:fix_ask", args=[search.pk]), key=key, number=0, lane="open")


def test_the_button_counts_the_students_of_the_lane(counselor: Client, cast: Cast, adoption: Adoption) -> None:
    assert "Find fixes for this student" in text_of(counselor.get(LANE))
    for student in add_students(cast, 2):
        plan_without(cast, adoption, student, ("ART1", 12))
    assert "Find fixes for these 3 students" in text_of(counselor.get(LANE))
    assert "Find fixes for these 3 students" in text_of(counselor.get("/caseload/"))
    assert "Find fixes for this student" in text_of(counselor.get(f"{LANE}&grade=10"))


def test_a_row_says_how_little_is_missing_the_smallest_fix_and_by_when(counselor: Client, cast: Cast) -> None:
    said = look(counselor)
    assert "1 credit of English to pick. Add English 12 in 12th grade." in said
    assert "Before 12th grade 1 change In the school day" in said
    assert "See 1 fix : Maya Reyes" in said
    assert "Ask Maya" in said
    assert "What must change soonest comes first, then the fewest changes. Plans without a fix follow." in said
    front = text_of(counselor.get("/caseload/"))
    assert "1 credit of English to pick. Add English 12 in 12th grade." in front


def test_what_must_change_soonest_comes_first_then_the_fewest_changes(
    counselor: Client, cast: Cast, adoption: Adoption
) -> None:
    soon, one, two = add_students(cast, 3)
    for student, without in ((two, {"ENG12", "ART1"}), (one, {"ENG12"}), (soon, {"ENG10"})):
        plan_without(cast, adoption, student, *(row for row in whole_plan(cast) if row[0] not in without))
    said = look(counselor)
    places = [
        said.index(f"See 1 fix : {name}") for name in (soon.full_name, "Maya Reyes", one.full_name, two.full_name)
    ]
    assert places == sorted(places)


def whole_plan(cast: Cast) -> list[tuple[str, int]]:
    cast.courses.update(labs(cast))
    return WHOLE


def test_only_those_who_are_listed_are_looked_at(counselor: Client, cast: Cast, adoption: Adoption) -> None:
    (young,) = add_students(cast, 1, grade_level=9)
    plan_without(cast, adoption, young, ("ART1", 12))
    answer = post(counselor, FIND, lane="open", grade=10)
    assert answer.headers["Location"] == "/caseload/?lane=open&grade=10"
    assert [search.student for search in Search.objects.all()] == [cast.maya]


def test_the_lane_shows_how_far_it_is_and_then_what_was_found(
    counselor: Client, cast: Cast, adoption: Adoption
) -> None:
    for student in add_students(cast, 2):
        plan_without(cast, adoption, student, ("ART1", 12))
    post(counselor, FIND, lane="open")
    assert run_next(looks=False)
    page = text_of(counselor.get(LANE))
    assert "1 of 3 looked at" in page
    assert "Not looked at yet." in page
    assert "Find fixes" not in page
    asks = {"HX-Request": "true", "HX-Target": "looking"}
    part = counselor.get(LANE, headers=asks)
    assert text_of(part) == "1 of 3 looked at You can leave this page and come back."
    assert "HX-Retarget" not in part.headers
    while run_next(looks=False):
        pass
    done = counselor.get(LANE, headers=asks)
    assert done.headers["HX-Retarget"] == "#queue"
    assert "<html" not in done.content.decode()
    assert "Add English 12 in 12th grade." in text_of(done)
    assert "looked at" not in text_of(done)


def test_stopping_keeps_what_was_found(counselor: Client, cast: Cast, adoption: Adoption) -> None:
    for student in add_students(cast, 2):
        plan_without(cast, adoption, student, ("ART1", 12))
    post(counselor, FIND, lane="open")
    assert run_next(looks=False)
    post(counselor, STOP, lane="open")
    said = text_of(counselor.get(LANE))
    assert "Stopped. 1 of 3 looked at." in said
    assert "Find fixes for these 3 students" in said
    assert not run_next(looks=False)
    assert Search.objects.filter(state=JobState.DONE).count() == 1


def test_the_student_is_asked_from_the_row_and_it_can_be_taken_back(counselor: Client, cast: Cast) -> None:
    look(counselor)
    answers = [ask_from_row(counselor, key="once") for _ in range(2)]
    assert [answer.headers["Location"] for answer in answers] == [LANE, LANE]
    proposal = Proposal.objects.get()
    assert proposal.changes == [{"verb": "add", "code": "ENG12", "grade_level": 12, "term": "year"}]
    page = counselor.get(LANE)
    assert "Maya has your idea." in text_of(page)
    assert "Ask Maya" not in text_of(page)
    assert reverse("advising:proposal_withdraw", args=[proposal.pk]) in page.content.decode()
    post(counselor, reverse("advising:proposal_withdraw", args=[proposal.pk]), seen=proposal.version)
    assert "Ask Maya" in text_of(counselor.get(LANE))


def test_a_plan_that_changed_is_looked_at_again(counselor: Client, cast: Cast) -> None:
    look(counselor)
    Branch.objects.update(version=2)
    said = text_of(counselor.get(LANE))
    assert "The plan changed: look again." in said
    assert "Look again : Maya Reyes" in said
    assert "Ask Maya" not in said
    assert "Before 12th grade" not in said
    refused = ask_from_row(counselor)
    assert refused.status_code == 409
    assert "The plan changed in the meantime." in text_of(refused)
    assert not Proposal.objects.exists()


def test_without_a_plan_there_is_nobody_to_ask(counselor: Client, cast: Cast, adoption: Adoption) -> None:
    (student,) = add_students(cast, 1)
    store(student, adoption, status="open", planned=0)
    said = look(counselor)
    assert "8 credits to pick: English 4, Science 3 and Elective 1." in said
    assert f"Ask {student.first_name}" not in said


EXAM = '\n[[part]]\nslug = "exam"\ntitle = "Civics exam"\nfact = "civics"\n'
ARTS = '\n[[part]]\nslug = "arts"\ntitle = "Arts"\ncredits = 1\nfrom = { subject = "AR" }\n'
RULES = {
    "nothing works": (
        DIPLOMA.replace('from = { subject = "EN" }', 'from = { subject = "EN", tag = "none" }'),
        "No fix works. Easiest way out: Ask for a change: Cedar Valley diploma asks for English.",
    ),
    "a last grade": (
        DIPLOMA.replace('slug = "english"', 'slug = "english"\nby_grade = 12'),
        "For English, only classes up to the end of 12th grade count.",
    ),
    "two subjects": (
        DIPLOMA.replace("total = 8", "total = 9") + ARTS,
        "2 credits to pick: English 1 and Arts 1. Add Art 1 in",
    ),
    "a step beside classes": (DIPLOMA + EXAM, "1 credit of English to pick. To do: Civics exam."),
    "a waiver": (
        DIPLOMA.replace('slug = "english"', 'slug = "english"\nwaivable = true').replace('"EN" }', '"EN", tag = "x" }'),
        "Ask for a waiver of English. With a form",
    ),
}


@pytest.mark.parametrize("name", list(RULES))
def test_rules_of_every_kind_are_said(client: Client, cast: Cast, name: str) -> None:
    text, expected = RULES[name]
    plan_without(cast, adopt(cast, text), cast.maya)
    client.force_login(cast.ms_whitfield.user)
    assert expected in look(client)


def test_where_only_a_step_beside_classes_is_open_no_class_must_change(client: Client, cast: Cast) -> None:
    planned = [("ENG11", 11), ("ANAT", 11), ("ENG12", 12)]
    plan_without(cast, adopt(cast, DIPLOMA + EXAM), cast.maya, *planned)
    client.force_login(cast.ms_whitfield.user)
    assert "To do: Civics exam. No class needs to change." in look(client)


def test_a_failed_and_a_late_search_say_so(counselor: Client, cast: Cast) -> None:
    look(counselor)
    for state, answer, words in (
        (JobState.FAILED, {}, "Something went wrong on our side. Look again."),
        (JobState.TIMED_OUT, {}, "We did not find one in time. There may be one."),
    ):
        Search.objects.update(state=state, answer=answer)
        assert words in text_of(counselor.get(LANE))


def test_an_empty_lane_asks_nothing(client: Client, cast: Cast) -> None:
    client.force_login(cast.ms_whitfield.user)
    post(client, FIND, lane="open")
    assert "Nobody here has credits to pick." in text_of(client.get(LANE))
    assert not Search.objects.exists()


def test_an_advisor_looks_and_asks_too(client: Client, cast: Cast, adoption: Adoption) -> None:
    plan_without(cast, adoption, cast.maya)
    client.force_login(cast.mr_osei.user)
    assert "Ask Maya" in look(client)
    ask_from_row(client)
    assert Proposal.objects.get().by == cast.mr_osei


@pytest.mark.parametrize("part", ["maya", "lucia", "principal", "mr_abara"])
def test_other_roles_look_for_nothing(counselor: Client, cast: Cast, part: str) -> None:
    look(counselor)
    counselor.force_login(getattr(cast, part).user)
    assert [post(counselor, address).status_code for address in (FIND, STOP)] == [403, 403]
    assert ask_from_row(counselor).status_code == 403


def test_a_stranger_sees_starts_and_stops_nothing_of_it(counselor: Client, cast: Cast) -> None:
    post(counselor, FIND, lane="open")
    counselor.force_login(cast.stranger.user)
    assert "Maya" not in text_of(counselor.get(LANE))
    post(counselor, FIND, lane="open")
    post(counselor, STOP, lane="open")
    assert ask_from_row(counselor).status_code == 404
    assert [search.state for search in Search.objects.all()] == [JobState.WAITING]
    assert not Event.objects.filter(user=cast.stranger.user, verb__startswith="search").exists()


@pytest.mark.parametrize("address", [LANE, "/caseload/"])
def test_350_students_take_as_many_queries_as_10(
    counselor: Client, cast: Cast, adoption: Adoption, address: str
) -> None:
    answered = looked_at_once(counselor)
    give(cast, adoption, add_students(cast, 9), answered)
    few = queries_of(counselor, address)
    give(cast, adoption, add_students(cast, 340, grade_level=11), answered)
    assert queries_of(counselor, address) == few
    assert few <= 20


def looked_at_once(counselor: Client) -> Search:
    look(counselor)
    return Search.objects.get()


def give(cast: Cast, adoption: Adoption, students: list[Student], answered: Search) -> None:
    """The students get Maya's answer, which the worker would give them too."""
    for student in students:
        plan_without(cast, adoption, student, ("ART1", 12))
    fields = {"asked_by": answered.asked_by, "asked_as": answered.asked_as, "question": answered.question}
    Search.objects.bulk_create(
        Search(student=student, state="done", answer=answered.answer, is_batch=True, created_at=NOW, **fields)
        for student in students
    )
    renew_statistics()


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(address)
    assert re.search(r"Ask Student\d+|Ask Maya", text_of(page))
    return len(asked)
