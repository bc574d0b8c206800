"""A what-if is sent as itself: what the student worked on is looked at, and the real plan stays until it is used."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories import make_plan
from tests.web.plans.forms_of import post, text_of
from tests.web.rules import adopt
from waypost.web.base.moves import IllegalMove
from waypost.web.plans.actions import add_course, start_what_if
from waypost.web.plans.actions.branching import put_away_what_if, use_what_if
from waypost.web.plans.models import Branch, Plan, PlannedCourse, PlanVersion
from waypost.web.plans.queries import real_branch_of
from waypost.web.reviews.actions import NobodyToAsk, approve_plan, send_plan
from waypost.web.reviews.models import Review, ReviewState
from waypost.web.reviews.queries import last_approved
from waypost.web.schools.models import Support


@pytest.fixture
def plan(cast: Cast) -> Plan:
    adopt(cast)
    return make_plan(cast.maya, (cast.courses["ENG11"], 11, "year"))


@pytest.fixture
def what_if(cast: Cast, plan: Plan, now: datetime) -> Branch:
    """The real plan and Anatomy, under the name of CNA path."""
    branch = start_what_if(cast.actor(cast.maya), source=real_branch_of(plan), name="CNA path", at=now)
    PlannedCourse.objects.create(branch=branch, course=cast.courses["ANAT"], grade_level=11, term="year")
    return branch


def codes(version: PlanVersion) -> list[str]:
    return [row["code"] for row in version.snapshot]


def send(cast: Cast, branch: Branch, now: datetime) -> Review:
    branch.refresh_from_db()
    return send_plan(cast.actor(cast.maya), plan=branch.plan, branch=branch, seen=branch.version, note="", at=now)


def approve(cast: Cast, review: Review, now: datetime) -> None:
    approve_plan(cast.actor(cast.ms_whitfield), review=review, seen=review.version, at=now)


def test_the_version_that_is_kept_is_of_the_what_if(cast: Cast, plan: Plan, what_if: Branch, now: datetime) -> None:
    version = send(cast, what_if, now).of
    assert (version.what_if, version.name, codes(version)) == (what_if, "CNA path", ["ANAT", "ENG11"])
    assert [row.course.code for row in real_branch_of(plan).planned.all()] == ["ENG11"]


def test_every_button_on_the_what_if_sends_it(client: Client, cast: Cast, plan: Plan, what_if: Branch) -> None:
    client.force_login(cast.maya.user)
    page = client.get(reverse("plans:planner", args=[cast.maya.pk], query={"branch": what_if.pk})).content.decode()
    assert (
        page.count(f'href="/plans/{plan.pk}/send/?branch={what_if.pk}"') == page.count(f"/plans/{plan.pk}/send/") == 2
    )
    real = client.get(reverse("plans:planner", args=[cast.maya.pk])).content.decode()
    assert real.count(f'href="/plans/{plan.pk}/send/"') == 2


def test_the_page_says_which_plan_it_sends_and_what_is_open(
    client: Client, cast: Cast, plan: Plan, what_if: Branch
) -> None:
    client.force_login(cast.maya.user)
    address = f"/plans/{plan.pk}/send/?branch={what_if.pk}"
    said = text_of(client.get(address))
    assert "What if: CNA path" in said
    assert "2 planned classes" in said
    assert "1 credit is still to pick." in said
    assert "Your real plan stays as it is." in said
    form = client.get(address).content.decode()
    assert f'name="branch" value="{what_if.pk}"' in form
    sent = post(client, f"/plans/{plan.pk}/send/", seen=what_if.version, branch=what_if.pk, note="Look")
    assert sent.status_code == 302
    assert Review.objects.get().of.what_if == what_if
    own = text_of(client.get(sent.headers["Location"], follow=True))  # type: ignore[arg-type]
    assert "What if: CNA path" in own
    real = text_of(client.get(f"/plans/{plan.pk}/send/"))
    assert "the real one" in real
    assert "Ms. Whitfield has “CNA path” now. One plan can wait at a time." in real


def test_the_counselor_sees_what_the_student_worked_on_by_its_name(
    client: Client, cast: Cast, what_if: Branch, now: datetime
) -> None:
    review = send(cast, what_if, now)
    client.force_login(cast.ms_whitfield.user)
    for address in (f"/reviews/{review.pk}/", "/caseload/"):
        said = text_of(client.get(address))
        assert "What if: CNA path" in said
        assert "Added Anatomy & Physiology in 11th grade." in said
        assert "It changes only when Maya uses this what-if." in said


def test_a_yes_is_about_the_what_if_and_the_real_plan_changes_only_when_it_is_used(
    client: Client, cast: Cast, plan: Plan, what_if: Branch, now: datetime
) -> None:
    review, maya = send(cast, what_if, now), cast.actor(cast.maya)
    approve(cast, review, now)
    assert Review.objects.get().state == ReviewState.APPROVED
    assert [row.course.code for row in real_branch_of(plan).planned.all()] == ["ENG11"]
    assert last_approved(maya, plan=plan) is None
    client.force_login(cast.maya.user)
    said = text_of(client.get(f"/plans/reviews/{review.pk}/"))
    assert "This what-if was approved by Ms. Whitfield. It is not Maya’s plan yet." in said
    what_if.refresh_from_db()
    real = real_branch_of(plan)
    use_what_if(maya, branch=what_if, seen=what_if.version, real_seen=real.version, at=now + timedelta(hours=1))
    assert last_approved(maya, plan=plan) == review
    assert {row.course.code for row in real_branch_of(plan).planned.all()} == {"ANAT", "ENG11"}
    assert "not Maya’s plan yet" not in text_of(client.get(f"/plans/reviews/{review.pk}/"))


def test_the_next_version_of_the_real_plan_is_not_compared_with_a_what_if(
    client: Client, cast: Cast, plan: Plan, what_if: Branch, now: datetime
) -> None:
    approve(cast, send(cast, real_branch_of(plan), now), now)
    approve(cast, send(cast, what_if, now), now)
    add_course(
        cast.actor(cast.maya),
        branch=real_branch_of(plan),
        seen=real_branch_of(plan).version,
        course=cast.courses["STAT"],
        grade_level=12,
        term="year",
        at=now,
    )
    third = send(cast, real_branch_of(plan), now)
    client.force_login(cast.ms_whitfield.user)
    said = text_of(client.get(f"/reviews/{third.pk}/"))
    assert "since version 1, the last one approved" in said
    assert "Anatomy" not in said
    versions = text_of(client.get(f"/plans/{plan.pk}/versions/"))
    assert "What-if “CNA path”, sent to be looked at" in versions
    assert versions.count("Added Anatomy & Physiology in 11th grade.") == 1


@pytest.mark.parametrize("of_what_if", [False, True])
def test_what_was_approved_as_it_is_is_not_sent_again_without_a_word(
    client: Client, cast: Cast, plan: Plan, what_if: Branch, now: datetime, of_what_if: bool
) -> None:
    branch = what_if if of_what_if else real_branch_of(plan)
    approve(cast, send(cast, branch, now), now)
    branch.refresh_from_db()
    client.force_login(cast.maya.user)
    address = f"/plans/{plan.pk}/send/" + (f"?branch={branch.pk}" if of_what_if else "")
    sentence = "Ms. Whitfield approved exactly these classes. There is nothing new to look at."
    page = client.get(address)
    assert sentence in text_of(page)
    assert "<textarea" not in page.content.decode()
    fields = {"seen": branch.version, "note": "", **({"branch": branch.pk} if of_what_if else {})}
    again = client.post(f"/plans/{plan.pk}/send/", {**fields, "idempotency_key": uuid4().hex}, follow=True)
    assert sentence in text_of(again)  # type: ignore[arg-type]
    assert Review.objects.count() == 1
    PlannedCourse.objects.create(branch=branch, course=cast.courses["STAT"], grade_level=12, term="year")
    assert sentence not in text_of(client.get(address))


def test_a_what_if_that_ended_is_not_sent(
    client: Client, cast: Cast, plan: Plan, what_if: Branch, now: datetime
) -> None:
    put_away_what_if(cast.actor(cast.maya), branch=what_if, seen=1, at=now)
    with pytest.raises(IllegalMove):
        send(cast, what_if, now)
    client.force_login(cast.maya.user)
    assert client.get(f"/plans/{plan.pk}/send/?branch={what_if.pk}").status_code == 404
    assert post(client, f"/plans/{plan.pk}/send/", seen=2, branch=what_if.pk, note="").status_code == 404
    assert not Review.objects.exists()


def test_a_what_if_of_somebody_else_is_not_sent(client: Client, cast: Cast, plan: Plan, now: datetime) -> None:
    other = start_what_if(cast.actor(cast.theo), source=real_branch_of(make_plan(cast.theo)), name="Mine", at=now)
    client.force_login(cast.maya.user)
    for asked in (other.pk, 10_000_000, "x"):
        assert client.get(f"/plans/{plan.pk}/send/?branch={asked}").status_code == 404
    with pytest.raises(IllegalMove):
        send_plan(cast.actor(cast.maya), plan=plan, branch=other, seen=1, note="", at=now)


def test_a_what_if_needs_a_counselor_too(cast: Cast, what_if: Branch, now: datetime) -> None:
    Support.objects.all().delete()
    with pytest.raises(NobodyToAsk):
        send(cast, what_if, now)
    assert not PlanVersion.objects.exists()
