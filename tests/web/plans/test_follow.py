"""A student picks which pathways and universities to see meters for."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories import make_plan
from tests.web.rules import DIPLOMA, adopt
from waypost.web.base.concurrency import StaleWrite
from waypost.web.catalog.models import Adoption, Follow
from waypost.web.history.models import Event
from waypost.web.plans.actions.following import follow_rulebooks
from waypost.web.plans.models import Branch, Plan

PATHWAY = DIPLOMA.replace("graduation", "pathway").replace("cedar-valley", "health").replace("diploma", "health path")

HEALTH = "health"


@pytest.fixture
def pathway(cast: Cast) -> Adoption:
    make_plan(cast.maya)
    return adopt(cast, PATHWAY, follow=Follow.CHOSEN)


def test_a_student_picks_a_pathway_and_sees_its_meter(client: Client, cast: Cast, pathway: Adoption) -> None:
    client.force_login(cast.maya.user)
    url = reverse("plans:follow", args=[cast.maya.pk])
    assert "Cedar Valley health path" in client.get(url).content.decode()
    answer = client.post(url, {"chosen": [HEALTH], "seen": 1, "idempotency_key": uuid4().hex}, follow=True)
    assert "Cedar Valley health path" in answer.content.decode()
    assert Plan.objects.get(student=cast.maya).follows == [HEALTH]
    assert Event.objects.get(verb="rulebooks_followed").detail == {"rulebooks": [HEALTH]}


def test_a_student_without_a_plan_can_pick_too(client: Client, cast: Cast, pathway: Adoption) -> None:
    Plan.objects.all().delete()
    client.force_login(cast.maya.user)
    url = reverse("plans:follow", args=[cast.maya.pk])
    client.post(url, {"chosen": [HEALTH], "seen": 1, "idempotency_key": uuid4().hex})
    assert Plan.objects.get(student=cast.maya).follows == [HEALTH]


def test_what_is_not_offered_is_not_followed(cast: Cast, pathway: Adoption, now: datetime) -> None:
    diploma, branch = adopt(cast), Branch.objects.get()
    actor = cast.actor(cast.maya)
    assert follow_rulebooks(actor, branch=branch, seen=1, chosen={diploma.rulebook.key, HEALTH}, at=now) == [HEALTH]


def test_a_stale_choice_changes_nothing(cast: Cast, pathway: Adoption, now: datetime) -> None:
    with pytest.raises(StaleWrite):
        follow_rulebooks(cast.actor(cast.maya), branch=Branch.objects.get(), seen=7, chosen={HEALTH}, at=now)
    assert Plan.objects.get().follows == []


@pytest.mark.parametrize("part", ["lucia", "ms_whitfield", "stranger", "theo"])
def test_nobody_picks_for_her(cast: Cast, pathway: Adoption, now: datetime, part: str) -> None:
    with pytest.raises(PermissionDenied):
        follow_rulebooks(cast.actor(getattr(cast, part)), branch=Branch.objects.get(), seen=1, chosen={HEALTH}, at=now)
