"""The plan's first page: what the student, the adults and the family read there."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories import make_course, make_guardian, make_plan, make_student, take
from tests.web.rules import adopt
from tests.web.same_page import plain
from waypost.web.schools.models import Rights


@pytest.fixture
def planned(cast: Cast) -> Cast:
    adopt(cast)
    make_plan(cast.maya, (cast.courses["ENG11"], 11, "year"), (cast.courses["ANAT"], 11, "year"))
    return cast


def test_a_student_reads_her_road_to_graduation(client: Client, planned: Cast) -> None:
    client.force_login(planned.maya.user)
    page = client.get(reverse("front:home")).content.decode()
    assert "Student Success Plan" in page
    assert "of 8 credits done or planned" in page
    assert "1 credit for English" in page
    assert "Ms. Whitfield" in page


def test_the_next_thing_says_why_and_how_long(client: Client, planned: Cast) -> None:
    client.force_login(planned.maya.user)
    page = client.get(reverse("front:home")).content.decode()
    assert "Pick a class for English" in page
    assert "You still need 1 credit for English to graduate." in page
    assert "4 min" in page


def test_an_adult_reads_the_same_plan_without_the_next_things(client: Client, planned: Cast) -> None:
    client.force_login(planned.ms_whitfield.user)
    page = client.get(reverse("front:plan_detail", args=[planned.maya.pk])).content.decode()
    assert "Maya&#x27;s plan" in page
    assert "Up next" not in page


def test_a_mother_reads_it_in_spanish(client: Client, planned: Cast) -> None:
    anatomy = planned.courses["ANAT"]
    anatomy.title_es = "Anatomía y fisiología"
    anatomy.save()
    client.force_login(planned.lucia.user)
    page = client.get(reverse("front:family")).content.decode()
    assert '<html lang="es"' in page
    assert "Anatomía y fisiología" in page
    assert "Anatomy &amp; Physiology" in page
    assert "todavía le faltan" in page or "Todavía" in page or "falta" in page


@pytest.mark.parametrize("part", ["stranger", "theo", "other_student"])
def test_a_stranger_gets_what_an_unknown_plan_gets(client: Client, planned: Cast, part: str) -> None:
    client.force_login(getattr(planned, part).user)
    address, unknown_address = (reverse("front:plan_detail", args=[key]) for key in (planned.maya.pk, 10_000_000))
    answer, unknown = client.get(address), client.get(unknown_address)
    assert answer.status_code == 404
    assert plain(answer.content, address) == plain(unknown.content, unknown_address)


def test_a_guardian_with_limited_rights_sees_nothing(client: Client, planned: Cast) -> None:
    father = make_guardian(planned.maya, "Rafael Reyes", rights=Rights.LIMITED)
    client.force_login(father.user)
    assert client.get(reverse("front:family_child", args=[planned.maya.pk])).status_code == 404
    assert "Maya" not in client.get(reverse("front:family")).content.decode()


def test_of_two_homes_neither_reads_of_the_other(client: Client, planned: Cast) -> None:
    father = make_guardian(planned.maya, "Rafael Reyes")
    client.force_login(father.user)
    assert "Lucía" not in client.get(reverse("front:family")).content.decode()


def test_a_student_without_a_plan_or_rules_has_a_page(client: Client, cast: Cast) -> None:
    sixth = make_student(cast.school, "Ana Li", grade_level=6)
    client.force_login(sixth.user)
    page = client.get(reverse("front:home")).content.decode()
    assert "No graduation rules are set for this class year yet" in page


def test_the_page_asks_the_database_the_same_number_of_times(
    client: Client, planned: Cast, django_assert_max_num_queries: Any
) -> None:
    for number in range(60):
        course = make_course(planned.district, f"X{number}")
        if number < 30:
            take(planned.maya, course, grade_level=9)
    client.force_login(planned.maya.user)
    client.get(reverse("front:home"))  # the session remembers the role from here on
    with django_assert_max_num_queries(17):
        client.get(reverse("front:home"))
