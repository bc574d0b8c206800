"""The page that sends a plan."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories import make_plan, send_to
from tests.web.plans.forms_of import post, text_of
from waypost.web.plans.models import Plan, PlanVersion
from waypost.web.reviews.models import Review
from waypost.web.schools.models import Support


@pytest.fixture
def plan(cast: Cast) -> Plan:
    return make_plan(cast.maya, (cast.courses["ANAT"], 11, "year"))


def test_it_names_who_will_look_and_what_is_in_it(client: Client, cast: Cast, plan: Plan) -> None:
    client.force_login(cast.maya.user)
    said = text_of(client.get(f"/plans/{plan.pk}/send/"))
    assert "Ask Ms. Whitfield to look" in said
    assert "1 planned class " in said
    assert "Added Anatomy & Physiology in 11th grade." in said


def test_sending_leads_to_what_was_sent(client: Client, cast: Cast, plan: Plan) -> None:
    client.force_login(cast.maya.user)
    response = post(client, f"/plans/{plan.pk}/send/", seen=1, note="Please look.")
    assert response.headers["Location"] == f"/plans/{plan.pk}/sent/"
    page = client.get(response.headers["Location"], follow=True)
    assert page.redirect_chain[-1][0] == f"/plans/reviews/{Review.objects.get().pk}/"  # type: ignore[attr-defined]
    assert "Please look." in text_of(page)  # type: ignore[arg-type]


def test_a_double_click_sends_once(client: Client, cast: Cast, plan: Plan) -> None:
    client.force_login(cast.maya.user)
    for _ in range(2):
        assert post(client, f"/plans/{plan.pk}/send/", key="same", seen=1, note="").status_code == 302
    assert PlanVersion.objects.count() == 1


def test_a_waiting_plan_is_not_sent_again(client: Client, cast: Cast, plan: Plan) -> None:
    send_to(cast.ms_whitfield, plan)
    client.force_login(cast.maya.user)
    assert "has your plan now" in text_of(client.get(f"/plans/{plan.pk}/send/"))
    response = post(client, f"/plans/{plan.pk}/send/", seen=1, note="Again")
    assert response.status_code == 409
    said = text_of(response)
    assert "This plan already waits for Ms. Whitfield." in said
    assert "Again" in said


def test_a_plan_that_changed_meanwhile_is_looked_at_first(client: Client, cast: Cast, plan: Plan) -> None:
    client.force_login(cast.maya.user)
    response = post(client, f"/plans/{plan.pk}/send/", seen=7, note="")
    assert response.status_code == 409
    assert "Your plan changed after this page was opened." in text_of(response)


def test_without_a_counselor_it_says_whom_to_ask(client: Client, cast: Cast, plan: Plan, now: datetime) -> None:
    Support.objects.all().delete()
    client.force_login(cast.maya.user)
    assert "No counselor is set for you yet." in text_of(client.get(f"/plans/{plan.pk}/send/"))
    response = post(client, f"/plans/{plan.pk}/send/", seen=1, note="")
    assert (response.status_code, "No counselor is set" in text_of(response)) == (409, True)


@pytest.mark.parametrize(
    ("part", "status"),
    [("theo", 404), ("other_student", 404), ("lucia", 403), ("ms_whitfield", 403), ("stranger", 403)],
)
def test_nobody_else_opens_it(client: Client, cast: Cast, plan: Plan, part: str, status: int) -> None:
    client.force_login(getattr(cast, part).user)
    assert client.get(f"/plans/{plan.pk}/send/").status_code == status
    assert post(client, f"/plans/{plan.pk}/send/", seen=1, note="").status_code == status
    assert not Review.objects.exists()
