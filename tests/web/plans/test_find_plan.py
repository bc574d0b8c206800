"""Find me a plan: wishes in, plans that differ out, each to be used as a what-if."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories import make_plan
from tests.web.plans.forms_of import text_of
from tests.web.plans.search_pages import answered, ask, newest, use
from tests.web.rules import DIPLOMA, adopt
from waypost.web.finder.models import Search
from waypost.web.history.models import Event
from waypost.web.plans.models import Branch, Plan

POLL_QUERIES = 4
PAGE_QUERIES = 13  # whatever the number of plans that were found


@pytest.fixture
def maya(client: Client, cast: Cast) -> Client:
    """Maya signed in, with English 11 and Speech planned under a diploma that they do not fill."""
    adopt(cast)
    make_plan(cast.maya, (cast.courses["ENG11"], 11, "year"), (cast.courses["SPCH"], 11, "fall"))
    client.force_login(cast.maya.user)
    return client


def test_plans_that_differ_are_shown_with_gains_and_costs(maya: Client, cast: Cast) -> None:
    page = answered(maya, cast.maya)
    said = text_of(page)
    assert "plans work" in said
    assert "Keeps every choice" in said
    assert "Gain: Graduation 8 of 8" in said
    assert "Keeps all 2 classes that were picked" in said
    assert said.count("Use as a what-if") >= 2
    assert "It counts on" in said


def test_every_plan_has_a_picture_with_a_sentence(maya: Client, cast: Cast) -> None:
    html = answered(maya, cast.maya).content.decode()
    labels = re.findall(r'<svg class="map"[^>]* role="img" aria-label="([^"]+)"', html)
    assert len(labels) == html.count('class="card p3')
    assert labels[0].startswith("Plan A as a line map. New: ")


def test_the_page_waits_by_a_link_without_scripts_and_by_asking_with_htmx(
    maya: Client, cast: Cast, django_assert_max_num_queries: Any
) -> None:
    address = ask(maya, cast.maya).headers["Location"]
    page = maya.get(address)
    assert f'<noscript><a class="btn" href="{address}">' in page.content.decode()
    assert b'hx-trigger="every 500ms"' in page.content
    with django_assert_max_num_queries(POLL_QUERIES):
        part = maya.get(address, headers={"HX-Request": "true"})
    assert part.content.strip().startswith(b'<section class="card looking" id="going"')
    assert "Looking for plans." in text_of(part)


def test_the_answer_stops_the_asking_and_is_said(maya: Client, cast: Cast) -> None:
    answered(maya, cast.maya)
    part = maya.get(reverse("finder:search_detail", args=[newest().pk]), headers={"HX-Request": "true"})
    assert part.headers["HX-Retarget"] == "#answer"
    assert b"hx-trigger" not in part.content
    assert b'<p id="say" hx-swap-oob="innerHTML">' in part.content


def test_a_plan_becomes_a_what_if_and_the_real_plan_stays(maya: Client, cast: Cast) -> None:
    answered(maya, cast.maya)
    answer = use(maya, newest())
    branch = Branch.objects.get(kind="what_if")
    assert answer.headers["Location"] == reverse("plans:planner", args=[cast.maya.pk], query={"branch": branch.pk})
    assert branch.name == "Keeps every choice"
    assert "8 of 8" in text_of(maya.get(answer.headers["Location"]))
    assert set(Branch.objects.get(kind="real").planned.values_list("course__code", flat=True)) == {"ENG11", "SPCH"}
    assert Event.objects.filter(verb="search_used", student=cast.maya).exists()


def test_the_same_form_sent_twice_makes_one_what_if(maya: Client, cast: Cast) -> None:
    answered(maya, cast.maya)
    first, again = use(maya, newest(), key="once"), use(maya, newest(), key="once")
    assert first.headers["Location"] == again.headers["Location"]
    assert Branch.objects.filter(kind="what_if").count() == 1


def test_no_such_way_makes_nothing(maya: Client, cast: Cast) -> None:
    answered(maya, cast.maya)
    assert use(maya, newest(), number=9).status_code == 400
    assert use(maya, newest(), number=99).status_code == 400
    assert not Branch.objects.filter(kind="what_if").exists()


def test_a_student_without_a_plan_gets_one_too(client: Client, cast: Cast) -> None:
    adopt(cast)
    client.force_login(cast.maya.user)
    planner = reverse("plans:planner", args=[cast.maya.pk])
    assert f'href="{planner}plans/"' in client.get(planner).content.decode()
    assert "A plan that works" in text_of(answered(client, cast.maya))
    assert use(client, newest()).status_code == 302
    assert Plan.objects.get(student=cast.maya).branches.count() == 2


def test_the_planner_leads_here_while_something_is_open(maya: Client, cast: Cast) -> None:
    planner = reverse("plans:planner", args=[cast.maya.pk])
    html = maya.get(planner).content.decode()
    assert f'action="{planner}fixes/"' in html
    assert f'href="{planner}plans/"' in html


def test_a_wish_is_a_chip_that_can_be_taken_away(maya: Client, cast: Cast) -> None:
    page = answered(maya, cast.maya, add="course", how="must", course="Statistics (STAT)")
    html = page.content.decode()
    assert 'name="drop" value="must:STAT"' in html
    assert all("STAT" in {row[0] for row in way["rows"]} for way in newest().answer["ways"])
    page = answered(maya, cast.maya, wish=["must:STAT"], drop="must:STAT")
    assert newest().question["wishes"] == []


@pytest.mark.parametrize(
    ("how", "words"), [("never", "Never Statistics"), ("rather_not", "Rather not Statistics"), ("like", "Statistics")]
)
def test_how_much_is_said_in_words(maya: Client, cast: Cast, how: str, words: str) -> None:
    assert words in text_of(answered(maya, cast.maya, add="course", how=how, course="statistics"))


def test_a_class_that_is_not_offered_is_named(maya: Client, cast: Cast) -> None:
    page = ask(maya, cast.maya, add="course", how="must", course="Dragon riding")
    assert page.status_code == 422
    assert "Pick a class from the list." in text_of(page)
    assert not Search.objects.exists()


def test_a_wish_about_the_weeks_is_kept(maya: Client, cast: Cast) -> None:
    page = answered(maya, cast.maya, add="time", time="free:12-fall")
    assert "A free period in fall of 12th grade" in text_of(page)


def test_what_cannot_be_read_is_left_out(maya: Client, cast: Cast) -> None:
    ask(maya, cast.maya, wish=["free:99", "work:12-900", "", "nonsense:1", "half:12"])
    assert newest().question["wishes"] == ["half:12"]


def test_colliding_wishes_are_named_with_what_to_let_go(maya: Client, cast: Cast) -> None:
    said = text_of(answered(maya, cast.maya, wish=["must:STAT", "never:ALG2"]))
    assert "No plan has all of this" in said
    assert "Statistics must be in the plan." in said
    assert "Algebra 2 must never be in the plan." in said
    assert "Let go of this wish:" in said


def test_a_contradiction_is_refused_in_words(maya: Client, cast: Cast) -> None:
    said = text_of(answered(maya, cast.maya, wish=["must:STAT", "never:STAT"]))
    assert "Statistics must be in the plan and must never be." in said


def test_a_rulebook_that_cannot_be_filled_is_named(client: Client, cast: Cast) -> None:
    adopt(cast, DIPLOMA.replace('subject = "SC", tag = "lab"', 'subject = "SC", tag = "rocket"'))
    client.force_login(cast.maya.user)
    said = text_of(answered(client, cast.maya))
    assert "Cedar Valley diploma asks for Science." in said
    assert "Only the school office can change this." in said


def test_no_rules_at_all_is_said(client: Client, cast: Cast) -> None:
    client.force_login(cast.maya.user)
    assert "No rules are set for this class year yet." in text_of(answered(client, cast.maya))


def test_the_counselor_looks_but_cannot_use(maya: Client, cast: Cast) -> None:
    maya.force_login(cast.ms_whitfield.user)
    said = text_of(answered(maya, cast.maya))
    assert "Find a plan for Maya" in said
    assert "Use as a what-if" not in said
    assert use(maya, newest()).status_code == 403


def test_only_the_asker_reads_an_answer(maya: Client, cast: Cast) -> None:
    answered(maya, cast.maya)
    address = reverse("finder:search_detail", args=[newest().pk])
    for person in (cast.ms_whitfield, cast.lucia, cast.theo, cast.other_student, cast.stranger):
        maya.force_login(person.user)
        assert maya.get(address).status_code == 404


@pytest.mark.parametrize("part", ["theo", "other_student", "stranger"])
def test_a_stranger_reaches_nothing(maya: Client, cast: Cast, part: str) -> None:
    answered(maya, cast.maya)
    maya.force_login(getattr(cast, part).user)
    assert maya.get(reverse("finder:search_new", args=[cast.maya.pk])).status_code == 404
    assert ask(maya, cast.maya).status_code == 404
    assert use(maya, newest()).status_code in {403, 404}
    assert Search.objects.count() == 1


def test_a_guardian_reads_it_in_spanish(maya: Client, cast: Cast) -> None:
    maya.force_login(cast.lucia.user)
    said = text_of(answered(maya, cast.maya))
    assert "planes funcionan" in said
    assert "Use as" not in said


def test_the_page_asks_a_fixed_number_of_questions(maya: Client, cast: Cast, django_assert_num_queries: Any) -> None:
    page: HttpResponse = answered(maya, cast.maya)
    assert page.status_code == 200
    with django_assert_num_queries(PAGE_QUERIES):
        maya.get(reverse("finder:search_detail", args=[newest().pk]))
