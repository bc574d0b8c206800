"""The form that proposes a change."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories import make_plan
from tests.web.plans.forms_of import post, text_of
from waypost.web.plans.adapters import Add, Move, Remove, Swap, to_changes
from waypost.web.plans.models import Plan
from waypost.web.reviews.actions import propose_change
from waypost.web.reviews.models import Proposal, ProposalState


@pytest.fixture
def plan(cast: Cast) -> Plan:
    return make_plan(cast.maya, (cast.courses["ANAT"], 11, "year"))


def row(number: int = 0, **fields: str) -> dict[str, str]:
    return {f"change-{number}-{name}": value for name, value in fields.items()}


ANATOMY = "ANAT|11|year"
CASES = [
    (row(verb="add", course="STAT", grade_level="12", term="year"), Add(code="STAT", grade_level=12, term="year")),
    (
        row(verb="add", course="stat · Statistics", grade_level="12", term="year"),
        Add(code="STAT", grade_level=12, term="year"),
    ),
    (row(verb="add", course="statist", grade_level="12", term="year"), Add(code="STAT", grade_level=12, term="year")),
    (row(verb="remove", planned=ANATOMY), Remove(code="ANAT", grade_level=11, term="year")),
    (
        row(verb="move", planned=ANATOMY, grade_level="12", term="year"),
        Move(code="ANAT", grade_level=11, term="year", to_grade_level=12, to_term="year"),
    ),
    (row(verb="swap", planned=ANATOMY, course="USH"), Swap(code="ANAT", grade_level=11, term="year", to_code="USH")),
]


@pytest.mark.parametrize(("fields", "change"), CASES)
def test_each_kind_of_change(client: Client, cast: Cast, plan: Plan, fields: dict[str, str], change: Add) -> None:
    client.force_login(cast.ms_whitfield.user)
    response = post(client, f"/plans/{plan.pk}/propose/", reason="Try it.", **fields)
    proposal = Proposal.objects.get()
    assert response.headers["Location"] == f"/plans/proposals/{proposal.pk}/"
    assert to_changes(proposal.changes) == (change,)


def test_several_changes_make_one_proposal(client: Client, cast: Cast, plan: Plan) -> None:
    client.force_login(cast.mr_osei.user)
    fields = {
        **row(0, verb="remove", planned=ANATOMY),
        **row(2, verb="add", course="STAT", grade_level="12", term="year"),
    }
    post(client, f"/plans/{plan.pk}/propose/", reason="Try it.", **fields)
    assert len(Proposal.objects.get().changes) == 2


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Please choose."),
        (row(verb="add", course="STAT"), "Please choose."),
        (row(verb="remove"), "Please choose."),
        (row(verb="add", course="nothing like it", grade_level="12", term="year"), "We did not find this class."),
        (
            row(verb="add", course="english", grade_level="12", term="year"),
            "More than one class fits: ENG10 English 10",
        ),
        (
            row(verb="add", course="ANAT", grade_level="11", term="year"),
            "Anatomy & Physiology cannot go into 11th grade.",
        ),
        (row(verb="add", course="STAT", grade_level="9", term="year"), "Select a valid choice."),
    ],
)
def test_what_cannot_be_proposed_is_said(
    client: Client, cast: Cast, plan: Plan, fields: dict[str, str], said: str
) -> None:
    client.force_login(cast.ms_whitfield.user)
    response = post(client, f"/plans/{plan.pk}/propose/", reason="Try it.", **fields)
    assert response.status_code == 422
    assert said in text_of(response)
    assert not Proposal.objects.exists()


def test_a_reason_is_needed(client: Client, cast: Cast, plan: Plan) -> None:
    client.force_login(cast.ms_whitfield.user)
    assert (
        post(client, f"/plans/{plan.pk}/propose/", reason=" ", **row(verb="remove", planned=ANATOMY)).status_code == 422
    )


def test_a_double_click_proposes_once(client: Client, cast: Cast, plan: Plan) -> None:
    client.force_login(cast.ms_whitfield.user)
    for _ in range(2):
        post(client, f"/plans/{plan.pk}/propose/", key="k", reason="Try", **row(verb="remove", planned=ANATOMY))
    assert Proposal.objects.count() == 1


@pytest.mark.parametrize(
    ("part", "status"), [("stranger", 404), ("maya", 403), ("lucia", 403), ("principal", 403), ("mr_abara", 403)]
)
def test_nobody_else_proposes(client: Client, cast: Cast, plan: Plan, part: str, status: int) -> None:
    client.force_login(getattr(cast, part).user)
    assert client.get(f"/plans/{plan.pk}/propose/").status_code == status
    assert (
        post(client, f"/plans/{plan.pk}/propose/", reason="x", **row(verb="remove", planned=ANATOMY)).status_code
        == status
    )
    assert not Proposal.objects.exists()


def test_the_adult_takes_it_back(client: Client, cast: Cast, plan: Plan, now: datetime) -> None:
    change = Remove(code="ANAT", grade_level=11, term="year")
    proposal = propose_change(cast.actor(cast.mr_osei), plan=plan, changes=[change], reason="Try", at=now)
    client.force_login(cast.ms_whitfield.user)
    assert post(client, f"/proposals/{proposal.pk}/withdraw/", seen=1).status_code == 404
    client.force_login(cast.mr_osei.user)
    assert "Take it back" in text_of(client.get(f"/plans/proposals/{proposal.pk}/"))
    assert post(client, f"/proposals/{proposal.pk}/withdraw/", seen=1).status_code == 302
    assert Proposal.objects.get().state == ProposalState.WITHDRAWN
    late = post(client, f"/proposals/{proposal.pk}/withdraw/", seen=2)
    assert (late.status_code, "took this idea back" in text_of(late)) == (409, True)
