"""The roles of a person in words, and the table of who may do what as a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from waypost.web.schools.models import Role

from .actor import Actor
from .permissions import Permission
from .queries import HeldRole
from .roles import may

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


#: Whose: what access.scope answers, role by role.
REACH_WORDS: Final[dict[Role, str]] = {
    Role.STUDENT: "Only themselves.",
    Role.GUARDIAN: "The children for whom they have full rights today. Limited rights show nothing.",
    Role.TEACHER: "The students on their class lists today.",
    Role.ADVISOR: "The students in their group today.",
    Role.COUNSELOR: "The students on their caseload today.",
    Role.CASE_MANAGER: "The students whom they look after today.",
    Role.SCHOOL_ADMIN: "The students of their school.",
    Role.DISTRICT_ADMIN: "The students of their district.",
    Role.PRIVACY_OFFICER: "The students of their district.",
}

DEED_WORDS: Final[dict[Permission, str]] = {
    Permission.PLAN_READ: "Read a student's plan, its versions and what adults wrote about it",
    Permission.PLAN_EDIT: "Change a plan, try things out in it, send it",
    Permission.PLAN_ANSWER: "Accept or decline what an adult proposes, answer a question",
    Permission.PLAN_PROPOSE: "Propose a change, which the student answers",
    Permission.PLAN_APPROVE: "Approve a sent plan, or ask about it",
    Permission.RECORD_READ: "Read courses taken, marks and tests",
    Permission.CASELOAD_READ: "See the list of their own students and what waits for them",
    Permission.DEMAND_READ: "See what the plans ask of next year, without names",
    Permission.PEOPLE_READ: "See who is in the school or district",
    Permission.CLASS_SAY: "Say a student's class year, which imports keep",
    Permission.RULEBOOK_READ: "Read the rules for graduation",
    Permission.RULEBOOK_TRY: "See what new rules would change for real students",
    Permission.RULEBOOK_PUBLISH: "Load rules and put them in force",
    Permission.IMPORT_RUN: "Bring in people, classes and courses from files, and undo it",
    Permission.SITE_USE: "Change their own language, colors and role",
}

INTRODUCTION: Final = """\
# Who may see and do what

*This page is printed from the code by `./run waypost permissions > docs/permissions.md`. A test holds it true.*

Every answer has two parts: **what deed**, by the role (the first table), and **whose student** (the second).
Both must be yes. A person with several roles is in one of them at a time, and the roles never add up.

What somebody may not do with a student whom they can see is refused (403). A student whom they can't see looks exactly
like one who does not exist (404). Nothing crosses from one district to another.
"""


def permissions_page() -> str:
    """The roles and their deeds as Markdown."""
    deeds = ["| Deed |" + "".join(f" {_plain(role)} |" for role in Role), "|---|" + ":-:|" * len(Role)]
    for permission in Permission:
        marks = "".join(f" {'yes' if may(role, permission) else '·'} |" for role in Role)
        deeds.append(f"| {DEED_WORDS[permission]} (`{permission}`) |{marks}")
    whose = ["| Role | Whose |", "|---|---|", *(f"| {_plain(role)} | {REACH_WORDS[role]} |" for role in Role)]
    return "\n".join([INTRODUCTION, "## What deed", "", *deeds, "", "## Whose student", "", *whose, ""])


def _plain(role: Role) -> str:
    with translation.override("en"):
        return str(ROLE_WORDS[role])
