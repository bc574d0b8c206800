"""The demo's rulebooks, put in force by its district IT with the catalog's own actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import waypost.rulebooks as shipped
from waypost.web.access.actor import Actor
from waypost.web.catalog.actions import adopt_rulebook, load_rulebook_text
from waypost.web.catalog.models import Follow
from waypost.web.demo.district.calendar import TODAY
from waypost.web.schools.models import Role

from .rows import Loaded, moment

FOLDER: Final = Path(next(iter(shipped.__path__))) / "demo"
_EVER: Final = (1900, 9999)
_PUBLISHED_ON: Final = date(2026, 8, 10)


@dataclass(frozen=True, slots=True)
class InForce:
    """One file, the classes that it is for, and whether students choose it."""

    file: str
    classes: tuple[int, int] = _EVER
    is_chosen: bool = True


IN_FORCE: Final = (
    InForce("graduation-2027", (1900, 2028), is_chosen=False),
    InForce("graduation-2029", (2029, 9999), is_chosen=False),
    InForce("honors-diploma"),
    InForce("path-health"),
    InForce("path-welding"),
    InForce("path-computing"),
    InForce("path-agriculture"),
    InForce("path-business"),
    InForce("path-media"),
    InForce("state-university"),
)
#: Loaded, to be tried on students, and not in force.
DRAFTS: Final = ("graduation-2030-draft",)


def put_rulebooks_in_force(into: Loaded, *, by: str) -> None:
    """The demo's rulebooks in force, and its drafts beside them."""
    actor = _actor(into, by)
    at = moment(_PUBLISHED_ON)
    for position, one in enumerate(IN_FORCE):
        rulebook = load_rulebook_text(actor, text=_text(one.file), at=at)
        adopt_rulebook(
            actor,
            rulebook=rulebook,
            class_from=one.classes[0],
            class_to=one.classes[1],
            at=at,
            follow=Follow.CHOSEN if one.is_chosen else Follow.EVERYONE,
            position=position,
        )
    for draft in DRAFTS:
        load_rulebook_text(actor, text=_text(draft), at=moment(date(2026, 10, 19)))


def _text(file: str) -> str:
    return (FOLDER / f"{file}.toml").read_text(encoding="utf-8")


def _actor(into: Loaded, staff_id: str) -> Actor:
    person = into.staff[staff_id]
    return Actor(
        user_id=person.user_id,
        role=Role.DISTRICT_ADMIN,
        district_id=into.district.pk,
        today=TODAY,
        name=person.formal_name,
        staff_id=person.pk,
    )
