"""A person with several roles is in one of them at a time."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories import make_guardian
from waypost.web.access.queries import roles_held
from waypost.web.accounts.models import User
from waypost.web.schools.models import Post, Role


@pytest.fixture
def teacher_and_mother(cast: Cast) -> User:
    """Ms. Whitfield is also Theo's mother."""
    user = cast.ms_whitfield.user
    assert user is not None
    guardian = make_guardian(cast.theo, "Dana Whitfield")
    guardian.user = user
    guardian.save()
    return user


def post(client: Client, role: str) -> int:
    return client.post("/role/", {"role": role, "idempotency_key": str(uuid4())}).status_code


def test_the_chosen_role_holds_from_then_on(client: Client, teacher_and_mother: User) -> None:
    client.force_login(teacher_and_mother)
    client.get("/")
    counselor = next(held.actor for held in roles_held(teacher_and_mother) if held.actor.role == Role.COUNSELOR)
    session = client.session
    session["second_factor"] = True
    session.save()
    assert client.session["role"].startswith("guardian:")
    assert post(client, counselor.reference) == 302
    assert client.session["role"] == counselor.reference


def test_the_settings_page_offers_all_roles_and_marks_the_one_in_use(client: Client, teacher_and_mother: User) -> None:
    client.force_login(teacher_and_mother)
    client.get("/")
    page = client.get("/settings/").content.decode()
    assert "Counselor, Cedar Valley High" in page
    assert "Parent or guardian, Cedar Valley Unified" in page
    assert page.count('aria-pressed="true"') >= 1


def test_a_role_of_somebody_else_is_not_found(client: Client, cast: Cast) -> None:
    assert cast.maya.user is not None
    client.force_login(cast.maya.user)
    for person in (cast.lucia, cast.mr_abara, cast.other_student):
        assert post(client, cast.actor(person).reference) == 404


def test_nonsense_is_not_found(client: Client, cast: Cast) -> None:
    assert cast.maya.user is not None
    client.force_login(cast.maya.user)
    for nonsense in ("", "student", "student:x", "counselor:1:x", "emperor:1", "student:99999999999"):
        assert post(client, nonsense) == 404


def test_a_role_that_ended_is_left_at_once(client: Client, teacher_and_mother: User, cast: Cast) -> None:
    client.force_login(teacher_and_mother)
    session = client.session
    session["role"] = cast.actor(cast.ms_whitfield).reference
    session.save()
    Post.objects.filter(staff=cast.ms_whitfield).delete()
    client.get("/settings/")
    assert client.session["role"].startswith("guardian:")


def test_a_visitor_is_asked_to_sign_in(client: Client, db: None) -> None:
    assert client.post("/role/", {"role": "student:1"}).headers["Location"].startswith("/sign-in/")
