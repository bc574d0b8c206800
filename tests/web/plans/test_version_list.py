"""Every version of a plan, in order, each with its difference to the one before."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories import make_plan
from tests.web.plans.forms_of import text_of
from waypost.web.plans.actions import add_course, remove_course
from waypost.web.plans.models import Plan
from waypost.web.plans.queries import real_branch_of
from waypost.web.reviews.actions import approve_plan, send_plan


@pytest.fixture
def plan(cast: Cast, now: datetime) -> Plan:
    """Sent and approved with Chemistry, then sent again with Anatomy instead."""
    plan = make_plan(cast.maya, (cast.courses["CHEM"], 11, "year"))
    maya, counselor = cast.actor(cast.maya), cast.actor(cast.ms_whitfield)
    first = send_plan(maya, plan=plan, seen=1, note="", at=now)
    approve_plan(counselor, review=first, seen=first.version, at=now)
    branch = real_branch_of(plan)
    remove_course(maya, planned=branch.planned.get(), seen=branch.version, at=now)
    branch = real_branch_of(plan)
    anatomy = cast.courses["ANAT"]
    add_course(maya, branch=branch, seen=branch.version, course=anatomy, grade_level=11, term="year", at=now)
    send_plan(maya, plan=plan, seen=real_branch_of(plan).version, note="", at=now)
    return plan


@pytest.mark.parametrize("part", ["maya", "lucia", "ms_whitfield", "mr_osei", "principal"])
def test_those_who_may_read_the_plan_see_every_version(client: Client, cast: Cast, plan: Plan, part: str) -> None:
    client.force_login(getattr(cast, part).user)
    assert client.get(f"/plans/{plan.pk}/versions/").status_code == 200


def test_each_version_says_what_is_different(client: Client, cast: Cast, plan: Plan) -> None:
    client.force_login(cast.maya.user)
    said = text_of(client.get(f"/plans/{plan.pk}/versions/"))
    assert "Added Anatomy & Physiology in 11th grade. Dropped Chemistry from 11th grade." in said
    assert "This is the first version." in said
    assert "Approved by Ms. Whitfield" in said
    assert said.index("Version 2") < said.index("Version 1")
    assert "Maya Reyes · Sent to be looked at" in said


def test_one_version_shows_its_classes(client: Client, cast: Cast, plan: Plan) -> None:
    client.force_login(cast.maya.user)
    first = text_of(client.get(f"/plans/{plan.pk}/versions/1/"))
    assert "Chemistry" in first
    assert "Anatomy" not in first
    assert "This is the first version." in first
    second = text_of(client.get(f"/plans/{plan.pk}/versions/2/"))
    assert "What changed since version 1" in second
    assert client.get(f"/plans/{plan.pk}/versions/3/").status_code == 404


@pytest.mark.parametrize(
    ("part", "offered"), [("ms_whitfield", True), ("mr_osei", True), ("maya", False), ("lucia", False)]
)
def test_those_who_may_propose_find_the_way(client: Client, cast: Cast, plan: Plan, part: str, offered: bool) -> None:
    client.force_login(getattr(cast, part).user)
    assert (f"/plans/{plan.pk}/propose/" in client.get(f"/plans/{plan.pk}/versions/").content.decode()) is offered


def test_a_plan_without_versions_says_so(client: Client, cast: Cast) -> None:
    empty = make_plan(cast.maya)
    client.force_login(cast.maya.user)
    assert "No version yet" in text_of(client.get(f"/plans/{empty.pk}/versions/"))


@pytest.mark.parametrize(
    ("part", "status"), [("stranger", 404), ("theo", 404), ("other_student", 404), ("mr_abara", 403)]
)
def test_a_stranger_finds_nothing(client: Client, cast: Cast, plan: Plan, part: str, status: int) -> None:
    client.force_login(getattr(cast, part).user)
    for address in (f"/plans/{plan.pk}/versions/", f"/plans/{plan.pk}/versions/1/", "/plans/999999/versions/"):
        assert client.get(address).status_code == status


def test_the_list_takes_as_many_queries_for_many_versions(
    client: Client, cast: Cast, plan: Plan, django_assert_max_num_queries: Any
) -> None:
    client.force_login(cast.maya.user)
    client.get(f"/plans/{plan.pk}/versions/")
    with django_assert_max_num_queries(9):
        client.get(f"/plans/{plan.pk}/versions/")
