"""What people change about their own use of the site, and what opens it to them."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from waypost.web.accounts.models import User
from waypost.web.history.actions import record
from waypost.web.schools.models import District, Guardian, Post, Role, Staff, Student

from .actor import Actor
from .permissions import Permission
from .scope import require_role


class AccountRefused(Exception):
    """Why no sign-in was opened, in one sentence."""


@transaction.atomic
def change_preferences(actor: Actor, *, at: datetime, **preferences: str | bool) -> None:
    """Keep some of a person's own language, theme and letter_keys.

    Without a version check: only one person writes these, and the last choice is the one they mean.
    """
    require_role(actor, Permission.SITE_USE)
    user = User.objects.get(pk=actor.user_id or 0)
    for name, value in preferences.items():
        setattr(user, name, value)
    user.save(update_fields=[*preferences])
    record(actor, verb="preferences_changed", at=at, about=user, changed=sorted(preferences))


@transaction.atomic
def open_account(district: District, *, source_id: str, username: str, password: str, at: datetime) -> User:
    """A sign-in for somebody whom the district's roster names; a deed of whoever holds the server.

    Raises AccountRefused for an unknown person or a taken name, ValidationError for a weak password.
    """
    person = _on_roster(district, source_id)
    if person is None:
        raise AccountRefused(f"{district.name} has nobody with the id {source_id}.")
    if person.user is not None:
        raise AccountRefused(f"{person.full_name} can already sign in as {person.user.username}.")
    language = person.language if isinstance(person, Guardian) else "en"
    person.user = _new_user(username, password, name=person.full_name, email=person.email, language=language)
    person.save(update_fields=["user"])
    _tell(district, person.user, at=at)
    return person.user


@transaction.atomic
def add_administrator(district: District, *, name: str, username: str, password: str, at: datetime) -> User:
    """A new member of staff who looks after the whole district: the one who imports the first roster.

    Raises AccountRefused for a taken name, ValidationError for a weak password.
    """
    given, _, family = name.strip().rpartition(" ")
    user = _new_user(username, password, name=name.strip())
    staff = Staff.objects.create(
        district=district, user=user, source_id=f"account:{username}", given_name=given or family, family_name=family
    )
    Post.objects.create(staff=staff, role=Role.DISTRICT_ADMIN, starts_on=at.date())
    _tell(district, user, at=at)
    return user


def _on_roster(district: District, source_id: str) -> Student | Guardian | Staff | None:
    wanted = {"district": district, "source_id": source_id, "is_active": True}
    return (
        Student.objects.filter(**wanted).first()
        or Guardian.objects.filter(**wanted).first()
        or Staff.objects.filter(**wanted).first()
    )


def _new_user(username: str, password: str, *, name: str, email: str = "", language: str = "en") -> User:
    if User.objects.filter(username__iexact=username).exists():
        raise AccountRefused(f"The sign-in name {username} is taken.")
    user = User(username=username, name=name, email=email, language=language)
    validate_password(password, user)
    user.set_password(password)
    user.save()
    return user


def _tell(district: District, user: User, *, at: datetime) -> None:
    server = Actor(user_id=None, role=Role.DISTRICT_ADMIN, district_id=district.pk, today=at.date(), name="command")
    record(server, verb="account_opened", at=at, about=user)
