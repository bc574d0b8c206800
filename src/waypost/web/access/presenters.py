"""The roles of a person, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from waypost.web.schools.models import Role

from .actor import Actor
from .queries import HeldRole

ROLE_WORDS: Final[dict[Role, str | Promise]] = {
    Role.STUDENT: gettext_lazy("Student"),
    Role.GUARDIAN: gettext_lazy("Parent or guardian"),
    Role.TEACHER: gettext_lazy("Teacher"),
    Role.ADVISOR: gettext_lazy("Advisor"),
    Role.COUNSELOR: gettext_lazy("Counselor"),
    Role.CASE_MANAGER: gettext_lazy("Case manager"),
    Role.SCHOOL_ADMIN: gettext_lazy("School office"),
    Role.DISTRICT_ADMIN: gettext_lazy("District office"),
    Role.PRIVACY_OFFICER: gettext_lazy("Privacy officer"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleChoice:
    """One role to choose, as the chip and the settings page show it."""

    reference: str
    label: str
    current: bool


def role_choices(held: Iterable[HeldRole], *, chosen: Actor) -> list[RoleChoice]:
    """Every role with its place; the one in use is marked."""
    return [
        RoleChoice(
            reference=role.actor.reference,
            label=_("%(role)s, %(place)s") % {"role": ROLE_WORDS[role.actor.role], "place": role.place},
            current=role.actor.reference == chosen.reference,
        )
        for role in held
    ]
