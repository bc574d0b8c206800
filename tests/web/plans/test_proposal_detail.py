"""A proposed change, read and answered by the student."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories import make_plan
from tests.web.plans.forms_of import post, text_of
from waypost.web.plans.adapters import Add, Swap
from waypost.web.plans.models import PlannedCourse
from waypost.web.reviews.actions import propose_change, withdraw_proposal
from waypost.web.reviews.models import Proposal, ProposalState


@pytest.fixture
def proposal(cast: Cast, now: datetime) -> Proposal:
    plan = make_plan(cast.maya, (cast.courses["ART1"], 11, "year"))
    changes = [
        Add(code="STAT", grade_level=12, term="year"),
        Swap(code="ART1", grade_level=11, term="year", to_code="ANAT"),
    ]
    return propose_change(cast.actor(cast.ms_whitfield), plan=plan, changes=changes, reason="More math.", at=now)


def address(proposal: Proposal) -> str:
    return f"/plans/proposals/{proposal.pk}/"


@pytest.mark.parametrize("part", ["maya", "lucia", "ms_whitfield", "mr_osei"])
def test_those_who_may_read_the_plan_read_the_idea(client: Client, cast: Cast, proposal: Proposal, part: str) -> None:
    client.force_login(getattr(cast, part).user)
    said = text_of(client.get(address(proposal)))
    assert "Statistics" in said
    assert "Anatomy & Physiology" in said
    assert "More math." in said


def test_it_is_said_in_words(client: Client, cast: Cast, proposal: Proposal) -> None:
    client.force_login(cast.maya.user)
    said = text_of(client.get(address(proposal)))
    assert "Add Statistics in 12th grade." in said
    assert "Take Anatomy & Physiology in place of Art 1 in 11th grade." in said
    assert "This idea waits for Maya." in said


@pytest.mark.parametrize(
    ("part", "status"), [("stranger", 404), ("theo", 404), ("other_student", 404), ("mr_abara", 403)]
)
def test_a_stranger_finds_nothing(client: Client, cast: Cast, proposal: Proposal, part: str, status: int) -> None:
    client.force_login(getattr(cast, part).user)
    assert client.get(address(proposal)).status_code == status


def test_yes_changes_the_plan(client: Client, cast: Cast, proposal: Proposal) -> None:
    client.force_login(cast.maya.user)
    response = post(client, f"{address(proposal)}accept/", seen=1, plan_seen=1)
    assert response.status_code == 302
    assert sorted(PlannedCourse.objects.values_list("course__code", flat=True)) == ["ANAT", "STAT"]
    assert "Maya said yes to this idea." in text_of(client.get(address(proposal)))


def test_a_double_click_changes_it_once(client: Client, cast: Cast, proposal: Proposal) -> None:
    client.force_login(cast.maya.user)
    for _ in range(2):
        assert post(client, f"{address(proposal)}accept/", key="k", seen=1, plan_seen=1).status_code == 302
    assert PlannedCourse.objects.count() == 2


def test_no_needs_a_reason(client: Client, cast: Cast, proposal: Proposal) -> None:
    client.force_login(cast.maya.user)
    assert post(client, f"{address(proposal)}decline/", seen=1, text="").status_code == 422
    assert post(client, f"{address(proposal)}decline/", seen=1, text="I want art.").status_code == 302
    assert Proposal.objects.get().state == ProposalState.DECLINED
    said = text_of(client.get(address(proposal)))
    assert "Maya said no to this idea." in said
    assert "I want art." in said


def test_an_idea_that_does_not_fit_any_more_cannot_be_taken(client: Client, cast: Cast, proposal: Proposal) -> None:
    PlannedCourse.objects.all().delete()
    client.force_login(cast.maya.user)
    page = client.get(address(proposal))
    assert "Art 1 in 11th grade has changed since" in text_of(page)
    assert "/accept/" not in page.content.decode()
    assert post(client, f"{address(proposal)}accept/", seen=1, plan_seen=1).status_code == 409
    assert Proposal.objects.get().state == ProposalState.WAITING


def test_a_withdrawn_idea_says_so(client: Client, cast: Cast, proposal: Proposal, now: datetime) -> None:
    withdraw_proposal(cast.actor(cast.ms_whitfield), proposal=proposal, seen=1, at=now)
    client.force_login(cast.maya.user)
    response = post(client, f"{address(proposal)}decline/", seen=1, text="I want art.")
    assert response.status_code == 409
    said = text_of(response)
    assert "Ms. Whitfield took this idea back." in said
    assert "I want art." in said


def test_a_plan_that_changed_is_looked_at_first(client: Client, cast: Cast, proposal: Proposal) -> None:
    client.force_login(cast.maya.user)
    response = post(client, f"{address(proposal)}accept/", seen=1, plan_seen=9)
    assert response.status_code == 409
    assert "Your plan changed after this page was opened." in text_of(response)


@pytest.mark.parametrize(("part", "status"), [("lucia", 403), ("ms_whitfield", 403), ("theo", 404)])
def test_nobody_else_answers(client: Client, cast: Cast, proposal: Proposal, part: str, status: int) -> None:
    client.force_login(getattr(cast, part).user)
    assert "/accept/" not in client.get(address(proposal)).content.decode()
    assert post(client, f"{address(proposal)}accept/", seen=1, plan_seen=1).status_code == status
    assert post(client, f"{address(proposal)}decline/", seen=1, text="x").status_code == status
