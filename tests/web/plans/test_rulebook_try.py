"""A rulebook tried on real students: counts by effect, no names, nothing written."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories import NOW, make_plan, make_student, take
from tests.web.rules import DIPLOMA, adopt
from waypost.web.catalog.actions import load_rulebook_text
from waypost.web.catalog.models import Adoption, Rulebook

HARDER = DIPLOMA.replace("total = 8", "total = 9").replace("credits = 4", "credits = 5")


@pytest.fixture
def harder(cast: Cast) -> Rulebook:
    """A new edition that asks for a fifth credit of English; Maya's plan meets the one in force."""
    adopt(cast)
    make_plan(
        cast.maya,
        *[(cast.courses[code], grade, "year") for code, grade in [("ENG11", 11), ("ENG12", 12), ("ANAT", 11)]],
        (cast.courses["ART1"], 11, "year"),
    )
    return load_rulebook_text(cast.actor(cast.mr_abara), text=HARDER, at=NOW)


def test_it_says_how_many_of_how_many_change_and_why(client: Client, cast: Cast, harder: Rulebook) -> None:
    client.force_login(cast.mr_abara.user)
    page = client.get(reverse("plans:rulebook_try", args=[harder.pk])).content.decode()
    assert "Changes the standing of 1 of 2 students." in page
    assert "Because of: English" in page
    assert "Maya" not in page


def test_trying_writes_nothing(client: Client, cast: Cast, harder: Rulebook) -> None:
    client.force_login(cast.mr_abara.user)
    client.get(reverse("plans:rulebook_try", args=[harder.pk]))
    assert Adoption.objects.get().rulebook_id != harder.pk


def test_a_strangers_students_are_not_counted(client: Client, cast: Cast, harder: Rulebook) -> None:
    client.force_login(cast.stranger.user)
    assert client.get(reverse("plans:rulebook_try", args=[harder.pk])).status_code == 403


@pytest.mark.parametrize("part", ["maya", "lucia", "ms_whitfield", "mr_osei"])
def test_only_administrators_try_rules(client: Client, cast: Cast, harder: Rulebook, part: str) -> None:
    client.force_login(getattr(cast, part).user)
    assert client.get(reverse("plans:rulebook_try", args=[harder.pk])).status_code == 403


def test_more_students_do_not_mean_more_queries(
    client: Client, cast: Cast, harder: Rulebook, django_assert_max_num_queries: Any
) -> None:
    for number in range(40):
        take(make_student(cast.school, f"Student {number}"), cast.courses["ENG9"], grade_level=9)
    client.force_login(cast.mr_abara.user)
    client.get(reverse("plans:home"))  # the session remembers the role from here on
    with django_assert_max_num_queries(12):
        client.get(reverse("plans:rulebook_try", args=[harder.pk]))
