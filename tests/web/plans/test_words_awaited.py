"""What waits for a person's word, and what nobody can check, is never shown as a missing class."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories import NOW, make_plan
from tests.web.advising.caseloads import add_students, store
from tests.web.plans.forms_of import text_of
from tests.web.rules import adopt
from waypost.web.audits.models import StoredAudit
from waypost.web.plans.actions.standings import store_standing
from waypost.web.schools.models import Student

HEAD = """
id = "third-math"
title = "Third math diploma"
kind = "graduation"
authority = "Cedar Valley Unified"
citation = "Board policy"
checked_on = 2026-08-01
[[part]]
slug = "english"
title = "English"
credits = 1
from = { subject = "EN" }
"""
WORD = '[[part]]\nslug = "agreed"\ntitle = "The third math fits your plan"\ncertified = "adviser"\n'
UNKNOWN = '[[part]]\nslug = "average"\ntitle = "Grade average"\nask = true\n'
PRINCIPAL = '[[part]]\nslug = "look"\ntitle = "A look at your project"\nask = "principal"\n'


@pytest.fixture
def maya(client: Client, cast: Cast) -> Client:
    make_plan(cast.maya, (cast.courses["ENG11"], 11, "year"))
    client.force_login(cast.maya.user)
    return client


def test_the_planner_says_whose_word_is_missing(maya: Client, cast: Cast) -> None:
    adopt(cast, HEAD + WORD)
    said = text_of(maya.get(reverse("plans:planner", args=[cast.maya.pk])))
    assert "This waits for a person’s word." in said
    assert "The third math fits your plan: the counselor has to say so." in said
    assert "still open" not in said


def test_the_planner_tells_a_word_from_what_nobody_can_check(maya: Client, cast: Cast) -> None:
    adopt(cast, HEAD + UNKNOWN + PRINCIPAL)
    said = text_of(maya.get(reverse("plans:planner", args=[cast.maya.pk])))
    assert "A look at your project: the principal has to say so." in said
    assert "Grade average: we can’t check this one. Ask your counselor." in said


def test_home_and_family_say_that_the_classes_are_picked(maya: Client, cast: Cast) -> None:
    adopt(cast, HEAD + WORD)
    home = text_of(maya.get("/plan/"))
    assert "Your classes for graduation are all picked." in home
    assert "Waits for a person’s word: The third math fits your plan: the counselor has to say so." in home
    maya.force_login(cast.lucia.user)
    family = text_of(maya.get(reverse("front:family_child", args=[cast.maya.pk])))
    assert "ya eligió todas las clases" in family
    assert "Falta que una persona lo diga: The third math fits your plan: lo tiene que decir la consejería." in family


def test_a_caseload_lane_holds_who_waits_for_a_word(client: Client, cast: Cast) -> None:
    adopt(cast, HEAD + WORD)
    make_plan(cast.maya, (cast.courses["ENG11"], 11, "year"))
    store_standing(cast.actor(cast.maya), student=cast.maya, at=NOW)
    client.force_login(cast.ms_whitfield.user)
    assert "Maya Reyes" not in text_of(client.get("/caseload/", {"lane": "open"}))
    said = text_of(client.get("/caseload/", {"lane": "word"}))
    assert "Waits for the word of: the counselor." in said


def test_who_has_classes_to_pick_is_listed_for_those_first(client: Client, cast: Cast) -> None:
    adopt(cast, HEAD.replace("credits = 1", "credits = 9") + WORD)
    store_standing(cast.actor(cast.maya), student=cast.maya, at=NOW)
    assert StoredAudit.objects.get().awaits == ["adviser"]
    client.force_login(cast.ms_whitfield.user)
    assert "Maya Reyes" in text_of(client.get("/caseload/", {"lane": "open"}))
    assert "Maya Reyes" not in text_of(client.get("/caseload/", {"lane": "word"}))


def test_who_waits_for_the_counselor_comes_first(client: Client, cast: Cast) -> None:
    adoption = adopt(cast, HEAD + WORD)
    old, young = add_students(cast, 1, grade_level=12)[0], add_students(cast, 1, grade_level=9)[0]
    Student.objects.filter(pk=young.pk).update(given_name="Zed", family_name="Zulu")
    for student, awaits in ((old, ["principal"]), (young, ["adviser"])):
        row = store(student, adoption, status="awaits_word")
        StoredAudit.objects.filter(pk=row.pk).update(awaits=awaits)
    client.force_login(cast.ms_whitfield.user)
    said = text_of(client.get("/caseload/", {"lane": "word"}))
    assert said.index("Zed Zulu") < said.index("Student000 Sample")


def test_a_caseload_lane_holds_who_cannot_be_checked(client: Client, cast: Cast) -> None:
    store(cast.maya, adopt(cast, HEAD + UNKNOWN), status="cannot_check")
    client.force_login(cast.ms_whitfield.user)
    said = text_of(client.get("/caseload/", {"lane": "unknown"}))
    assert "We can’t check all of it" in said
    assert "Maya Reyes" in said
