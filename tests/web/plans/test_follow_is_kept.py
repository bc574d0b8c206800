"""What a student chose to follow outlives every revision of its rulebook, in every door that reads it."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories import make_plan
from tests.web.plans.test_follow import PATHWAY
from tests.web.rules import adopt
from waypost.web.access.permissions import Permission
from waypost.web.audits.queries import student_file
from waypost.web.catalog.actions import adopt_rulebook, load_rulebook_text
from waypost.web.catalog.models import Adoption, Follow, RulebookKind
from waypost.web.plans.actions.following import follow_rulebooks
from waypost.web.plans.models import Branch, Plan
from waypost.web.plans.queries.planner import open_branches, planner_of, rows_of
from waypost.web.plans.queries.standings import planned_files
from waypost.web.reviews.queries.checks import checks_of_choices

HEALTH = "health"


@pytest.fixture
def following(cast: Cast, now: datetime) -> Adoption:
    """Maya follows the health path, in force for the classes of 2027 to 2030; she is one of them."""
    make_plan(cast.maya)
    adoption = adopt(cast, PATHWAY, follow=Follow.CHOSEN)
    follow_rulebooks(cast.actor(cast.maya), branch=Branch.objects.get(), seen=1, chosen={HEALTH}, at=now)
    return adoption


def revise(cast: Cast, at: datetime, *, classes: tuple[int, int], follow: Follow = Follow.CHOSEN) -> None:
    """A new revision of the health path, published for these classes."""
    office = cast.actor(cast.mr_abara)
    text = PATHWAY.replace("Four credits of English.", f"Four credits of English, as of {at:%d %B}.")
    adopt_rulebook(
        office,
        rulebook=load_rulebook_text(office, text=text, at=at),
        class_from=classes[0],
        class_to=classes[1],
        follow=follow,
        at=at,
    )


def read_by_every_door(cast: Cast) -> list[set[str]]:
    """The keys of Maya's rulebooks as the audit, the planner, the checks and the runs over everybody see them."""
    maya, plan = cast.actor(cast.maya), Plan.objects.select_related("student__district").get(student=cast.maya)
    rows = rows_of(open_branches(maya, student=cast.maya), student=cast.maya, branch_id=None)
    (checks,) = checks_of_choices(maya, plan=plan, choices=[[]])
    office = cast.actor(cast.mr_abara)
    (whole,) = planned_files(office, students=[cast.maya], deed=Permission.RULEBOOK_TRY)
    return [
        {one.rulebook.key for one in student_file(maya, student=cast.maya, follows=plan.follows).adoptions},
        {one.adoption.rulebook.key for one in planner_of(maya, student=cast.maya, rows=rows).shown.audits},
        {one.adoption.rulebook.key for one in checks.audits},
        {one.adoption.rulebook.key for one in whole.audits(kind=RulebookKind.PATHWAY)},
    ]


@pytest.mark.parametrize("classes", [(2027, 2030), (2029, 2029), (2027, 2027), (2028, 2030), (2030, 2030)])
def test_a_revision_for_all_or_for_some_classes_loses_no_choice(
    cast: Cast, following: Adoption, now: datetime, classes: tuple[int, int]
) -> None:
    assert read_by_every_door(cast) == [{HEALTH}] * 4
    for days in (1, 2):
        revise(cast, now + timedelta(days=days), classes=classes)
        assert read_by_every_door(cast) == [{HEALTH}] * 4
    assert Plan.objects.get().follows == [HEALTH]


def test_a_choice_that_is_not_in_force_is_shown_as_such_and_kept(
    client: Client, cast: Cast, following: Adoption, now: datetime
) -> None:
    Adoption.objects.update(ended_at=now)
    client.force_login(cast.maya.user)
    url = reverse("plans:follow", args=[cast.maya.pk])
    page = client.get(url).content.decode()
    assert "Cedar Valley health path (not in force for you now)" in page
    assert f'value="{HEALTH}" checked' in page.replace('id="id_chosen_0" ', "")
    planner = client.get(reverse("plans:planner", args=[cast.maya.pk])).content.decode()
    assert "1 thing that you follow is not in force for you now" in planner
    client.post(url, {"chosen": [HEALTH], "seen": 2, "idempotency_key": uuid4().hex})
    assert Plan.objects.get().follows == [HEALTH]
    client.post(url, {"seen": 3, "idempotency_key": uuid4().hex})
    assert Plan.objects.get().follows == []


def test_a_path_that_now_holds_for_everyone_is_chosen_again_when_it_no_longer_does(
    client: Client, cast: Cast, following: Adoption, now: datetime
) -> None:
    revise(cast, now + timedelta(days=1), classes=(2027, 2030), follow=Follow.EVERYONE)
    actor, branch = cast.actor(cast.maya), Branch.objects.get()
    assert follow_rulebooks(actor, branch=branch, seen=2, chosen=(), at=now) == [HEALTH], "it had no box to untick"
    revise(cast, now + timedelta(days=2), classes=(2027, 2030))
    assert read_by_every_door(cast) == [{HEALTH}] * 4
