"""Drawing invented people: names, home languages, birthdays, addresses."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from .calendar import THIS_YEAR
from .names import COMMUNITIES, PREFERRED

_WEIGHTS = [community.weight for community in COMMUNITIES]
_DOMAIN = "cedarvalley.example"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who a drawn student is before any course; `community` tells which names the family's adults bear."""

    given_name: str
    family_name: str
    preferred_name: str
    home_language: str
    community: int


def draw_identity(random: Random) -> Identity:
    """A new student: a name of one community and a language spoken at home."""
    number = random.choices(range(len(COMMUNITIES)), weights=_WEIGHTS)[0]
    community = COMMUNITIES[number]
    given = random.choice(community.given)
    family = random.choice(community.family)
    if random.random() < 0.06:
        family = f"{family}-{random.choice(community.family)}" if "-" not in family else family
    return Identity(
        given_name=given,
        family_name=family,
        preferred_name=PREFERRED.get(given, "") if random.random() < 0.6 else "",
        home_language=community.home_language if random.random() < community.share_of_speakers else "en",
        community=number,
    )


def draw_namesake(random: Random, sibling: Identity) -> Identity:
    """A brother or sister: another given name, the rest alike."""
    names = [name for name in COMMUNITIES[sibling.community].given if name != sibling.given_name]
    given = random.choice(names)
    return Identity(
        given_name=given,
        family_name=sibling.family_name,
        preferred_name=PREFERRED.get(given, "") if random.random() < 0.6 else "",
        home_language=sibling.home_language,
        community=sibling.community,
    )


def draw_birthday(random: Random, *, grade_level: int) -> date:
    """A birthday between September and August that fits the grade; a few are a year older."""
    years_old = grade_level + 6 if random.random() < 0.05 else grade_level + 5
    return date(THIS_YEAR - years_old - 1, 9, 1) + timedelta(days=random.randrange(364))


def address(given_name: str, family_name: str, *, number: int, domain: str = _DOMAIN) -> str:
    """A made-up mail address in a domain that no one can own."""
    name = ".".join(part for part in (_plain(given_name), _plain(family_name)) if part)
    return f"{name}{number}@{domain}"


def _plain(name: str) -> str:
    """The ASCII letters of a name, in lower case."""
    spread = unicodedata.normalize("NFKD", name.replace("ø", "o").replace("ł", "l"))
    return "".join(sign for sign in spread.lower() if sign.isascii() and sign.isalpha())
