"""What if ...? One question out of six, answered by a worker: what changes at once, and the fixes after it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories import NOW, make_plan, take
from tests.web.plans.forms_of import post, text_of
from tests.web.plans.search_pages import answered, ask, newest, use
from tests.web.rules import DIPLOMA, adopt
from waypost.web.catalog.actions import load_shipped_rulebooks
from waypost.web.catalog.models import Follow
from waypost.web.finder.models import Search
from waypost.web.finder.tasks import run_next
from waypost.web.plans.models import Branch, PlannedCourse
from waypost.web.reviews.models import Proposal

ROUTE = "what_if_ask"
ASK_QUERIES = 12
PAGE_QUERIES = 12

PATH = (
    DIPLOMA.replace('"cedar-valley"', '"health-path"')
    .replace('kind = "graduation"', 'kind = "pathway"')
    .replace("Cedar Valley diploma", "Health path")
    .replace('subject = "SC", tag = "lab"', 'subject = "AR"')
    .replace("credits = 3", "credits = 1")
    .replace("total = 8", "total = 6")
)
LOUISIANA = (
    DIPLOMA.replace('"cedar-valley"', '"lou"')
    .replace('state = "TX"', 'state = "LA"')
    .replace("Cedar Valley diploma", "Louisiana diploma")
    .replace('status = "reviewed"', 'status = "draft"')
    .replace("credits = 1\nfrom = { any_course = true }", 'credits = 1\nfrom = { subject = "AR" }')
)
ARKANSAS = LOUISIANA.replace('"lou"', '"ark"').replace('"LA"', '"AR"').replace("Louisiana", "Arkansas")
WHOLE = (("ENG11", 11), ("ENG12", 12), ("ANAT", 11))


@pytest.fixture
def maya(client: Client, cast: Cast) -> Client:
    """Maya signed in with a plan that graduates on time, and rules of two other states that ship."""
    adopt(cast)
    adopt(cast, PATH, follow=Follow.CHOSEN)
    load_shipped_rulebooks({"us-la/lou.toml": LOUISIANA}, at=NOW)
    load_shipped_rulebooks({"us-ar/ark.toml": ARKANSAS.replace("2027", "2040").replace("2030", "2041")}, at=NOW)
    make_plan(cast.maya, *((cast.courses[code], grade, "year") for code, grade in WHOLE))
    client.force_login(cast.maya.user)
    return client


def taken(cast: Cast, code: str) -> str:
    return f"taken-{cast.maya.course_records.get(code=code).pk}"


def planned(code: str) -> str:
    return f"planned-{PlannedCourse.objects.get(course__code=code).pk}"


def test_the_page_offers_six_sentences(maya: Client, cast: Cast) -> None:
    said = text_of(maya.get(reverse("finder:what_if_ask", args=[cast.maya.pk])))
    for words in ("I fail", "I drop", "I take again", "I move", "I switch to", "I take one class less"):
        assert words in said
    assert "Louisiana diploma" in said
    assert "Health path" in said


def test_a_failed_class_is_told_before_and_after_and_mended(maya: Client, cast: Cast) -> None:
    said = text_of(answered(maya, cast.maya, ROUTE, kind="failed", failed=taken(cast, "CHEM")))
    assert "What if you fail Chemistry?" in said
    assert "Graduation Today 8 of 8 done with the plan Then 7 of 8 something still to pick" in said
    assert "Science Today 3 of 3 done with the plan Then 2 of 3 something still to pick" in said
    assert "Anatomy & Physiology needs Chemistry first." in said
    assert "Chemistry" in said.split("What would bring the plan back on time")[1]
    assert "A what-if holds the classes of a fix, not the failed class" in said


def test_a_dropped_class_is_mended_and_the_fix_becomes_a_what_if(maya: Client, cast: Cast) -> None:
    said = text_of(answered(maya, cast.maya, ROUTE, kind="dropped", dropped=planned("ENG12")))
    assert "What if you drop English 12?" in said
    assert "English Today 4 of 4 done with the plan Then 3 of 4 something still to pick" in said
    assert use(maya, newest()).status_code == 302
    branch = Branch.objects.get(kind="what_if")
    assert branch.name == "I drop English 12"
    assert branch.planned.filter(course__code="ENG12").exists()
    assert Branch.objects.get(kind="real").planned.count() == 3


def test_a_repeated_class_changes_no_meter_and_can_be_tried(maya: Client, cast: Cast) -> None:
    fields = {"kind": "repeated", "repeated": taken(cast, "BIO"), "when": "11-year"}
    said = text_of(answered(maya, cast.maya, ROUTE, **fields))
    assert "What if you take Biology again in 11th grade?" in said
    assert "a class gives credit once" in said
    assert "Even then the plan graduates on time." in said
    use(maya, newest())
    assert Branch.objects.get(kind="what_if").planned.filter(course__code="BIO", grade_level=11).exists()


def test_a_move_shows_both_diplomas_and_what_nobody_can_check_here(maya: Client, cast: Cast) -> None:
    said = text_of(answered(maya, cast.maya, ROUTE, kind="moved", moved="lou"))
    assert "What if you move to Louisiana?" in said
    assert "Cedar Valley diploma 8 of 8 done with the plan Louisiana diploma 7 of 8" in said
    assert "Elective: 1 more credit" in said
    assert "What we can’t check" in said
    assert "the new school decides" in said
    assert "a draft that nobody has checked a second time" in said
    assert "Art 1" in said.split("What would bring the plan back on time")[1]


def test_another_pathway_must_be_complete(maya: Client, cast: Cast) -> None:
    said = text_of(answered(maya, cast.maya, ROUTE, kind="pathway", pathway="health-path"))
    assert "What if you switch to Health path?" in said
    assert "Today not followed Then 5 of 6" in said
    assert "Stays the same: Graduation, 8 of 8." in said
    assert "Art 1" in said.split("What would bring the plan back on time")[1]


def test_a_class_less_changes_no_meter_and_names_the_room(maya: Client, cast: Cast) -> None:
    said = text_of(answered(maya, cast.maya, ROUTE, kind="fewer", fewer="11"))
    assert "What if you take one class less in 11th grade?" in said
    assert "The rules stay as they are. 11th grade has room for" in said
    assert "Even then the plan graduates on time." in said


def test_what_cannot_be_mended_names_what_collides(maya: Client, cast: Cast) -> None:
    cast.maya.district.courses.filter(code="ENG12").update(is_active=False)
    said = text_of(answered(maya, cast.maya, ROUTE, kind="dropped", dropped=planned("ENG12")))
    assert "No plan has all of this" in said
    assert "Cedar Valley diploma asks for English." in said


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"kind": "failed", "failed": "taken-999999"}, "That one is not there any more. Pick another one."),
        ({"kind": "dropped", "dropped": ""}, "Pick one from the list."),
        ({"kind": "moved", "moved": "ark"}, "These rules are not for the class of 2029."),
        ({"kind": "moved", "moved": "atlantis"}, "That one is not there any more."),
        ({"kind": "pathway", "pathway": "health-path-2"}, "That one is not there any more."),
        ({"kind": "fewer", "fewer": "9"}, "That one is not there any more."),
    ],
)
def test_what_cannot_be_asked_is_said_in_place(maya: Client, cast: Cast, fields: dict[str, str], why: str) -> None:
    page = ask(maya, cast.maya, ROUTE, **fields)
    assert page.status_code == 422
    assert why in text_of(page)
    assert f'id="id_{fields["kind"]}_error"' in page.content.decode()
    assert not Search.objects.exists()


def test_no_question_at_all_is_said(maya: Client, cast: Cast) -> None:
    assert ask(maya, cast.maya, ROUTE, kind="nonsense").status_code == 422
    assert ask(maya, cast.maya, ROUTE).status_code == 422


@pytest.mark.parametrize(
    ("when", "code", "why"),
    [
        ("11-fall", "BIO", "Biology is only offered: all year."),
        ("12-year", "BIO", "Biology is planned there already."),
        ("11-year", "ALG1", "Algebra 1 is not offered in 11th grade."),
    ],
)
def test_a_place_where_a_class_cannot_be_repeated_is_named(
    maya: Client, cast: Cast, when: str, code: str, why: str
) -> None:
    branch = Branch.objects.get(kind="real")
    PlannedCourse.objects.create(branch=branch, course=cast.courses["BIO"], grade_level=12, term="year")
    page = ask(maya, cast.maya, ROUTE, kind="repeated", repeated=taken(cast, code), when=when)
    assert page.status_code == 422
    assert why in text_of(page)


def test_a_pathway_that_is_followed_already_is_named(maya: Client, cast: Cast) -> None:
    plan = Branch.objects.get(kind="real").plan
    plan.follows = ["health-path"]
    plan.save()
    page = ask(maya, cast.maya, ROUTE, kind="pathway", pathway="health-path")
    assert "There is no other pathway to switch to." in text_of(page)
    assert page.status_code == 422


def test_a_day_without_periods_has_none_to_give_up(maya: Client, cast: Cast) -> None:
    type(cast.district).objects.filter(pk=cast.district.pk).update(periods=0)
    page = ask(maya, cast.maya, ROUTE, kind="fewer", fewer="11")
    assert page.status_code == 422
    assert "The school day has 0 class periods. There is none to give up." in text_of(page)


def test_what_went_away_meanwhile_is_said(maya: Client, cast: Cast) -> None:
    address = ask(maya, cast.maya, ROUTE, kind="dropped", dropped=planned("ENG12")).headers["Location"]
    PlannedCourse.objects.filter(course__code="ENG12").delete()
    assert run_next(looks=False)
    said = text_of(maya.get(address))
    assert "The plan changed: this is not there any more. Ask another question." in said
    assert use(maya, newest()).status_code == 400
    assert not Branch.objects.filter(kind="what_if").exists()


def test_the_changes_are_shown_while_the_worker_looks(maya: Client, cast: Cast) -> None:
    address = ask(maya, cast.maya, ROUTE, kind="dropped", dropped=planned("ENG12")).headers["Location"]
    page = maya.get(address)
    assert "Then 3 of 4" in text_of(page)
    assert "Looking for the smallest changes." in text_of(page)
    assert b'hx-trigger="every 500ms"' in page.content
    run_next(looks=False)
    part = maya.get(address, headers={"HX-Request": "true"})
    assert part.headers["HX-Retarget"] == "#answer"
    assert "What changes at once" not in text_of(part)


def test_the_same_form_sent_twice_asks_once(maya: Client, cast: Cast) -> None:
    for _ in range(2):
        post(maya, reverse("finder:what_if_ask", args=[cast.maya.pk]), key="once", kind="fewer", fewer="11")
    assert Search.objects.count() == 1


def test_the_counselor_asks_and_neither_tries_nor_proposes(maya: Client, cast: Cast) -> None:
    maya.force_login(cast.ms_whitfield.user)
    assert "Maya drops" in text_of(maya.get(reverse("finder:what_if_ask", args=[cast.maya.pk])))
    said = text_of(answered(maya, cast.maya, ROUTE, kind="dropped", dropped=planned("ENG12")))
    assert "What if Maya drops English 12?" in said
    assert "Use as a what-if" not in said
    assert "Ask Maya" not in said
    assert use(maya, newest()).status_code == 403
    assert use(maya, newest(), route="search_propose").status_code in {400, 409}
    assert not Proposal.objects.exists()


def test_a_guardian_reads_it_in_spanish(maya: Client, cast: Cast) -> None:
    maya.force_login(cast.lucia.user)
    said = text_of(answered(maya, cast.maya, ROUTE, kind="dropped", dropped=planned("ENG12")))
    assert "¿Y si Maya deja English 12?" in said
    assert "Lo que cambia de inmediato" in said


@pytest.mark.parametrize("part", ["theo", "other_student", "stranger"])
def test_a_stranger_reaches_nothing(maya: Client, cast: Cast, part: str) -> None:
    answered(maya, cast.maya, ROUTE, kind="fewer", fewer="11")
    maya.force_login(getattr(cast, part).user)
    assert maya.get(reverse("finder:what_if_ask", args=[cast.maya.pk])).status_code == 404
    assert ask(maya, cast.maya, ROUTE, kind="fewer", fewer="11").status_code == 404
    assert maya.get(reverse("finder:search_detail", args=[newest().pk])).status_code == 404
    assert Search.objects.count() == 1


def test_the_planner_and_the_searches_lead_here(maya: Client, cast: Cast) -> None:
    address = reverse("finder:what_if_ask", args=[cast.maya.pk])
    for route in ("plans:planner", "finder:fixes"):
        assert f'href="{address}"' in maya.get(reverse(route, args=[cast.maya.pk])).content.decode()
    assert f'href="{address}"' in answered(maya, cast.maya, "fixes").content.decode()
    assert f'href="{address}"' in answered(maya, cast.maya).content.decode()


def test_the_pages_ask_a_fixed_number_of_questions(maya: Client, cast: Cast, django_assert_num_queries: Any) -> None:
    take(cast.maya, cast.courses["SPAN1"], grade_level=9)
    answered(maya, cast.maya, ROUTE, kind="dropped", dropped=planned("ENG12"))
    with django_assert_num_queries(ASK_QUERIES):
        maya.get(reverse("finder:what_if_ask", args=[cast.maya.pk]))
    with django_assert_num_queries(PAGE_QUERIES):
        maya.get(reverse("finder:search_detail", args=[newest().pk]))
