"""Households: who cares for a student, in which language, and with what rights."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random

from .adult_names import ADULTS
from .names import COMMUNITIES
from .people import Identity, address
from .values import Guardian, Guardianship

FULL, LIMITED = "full", "limited"
_FROM_BIRTH = date(2000, 1, 1)
_KIN = ("grandmother", "grandfather", "aunt", "uncle", "foster parent")


@dataclass(frozen=True, slots=True)
class Tie:
    """How one adult stands to the children of a family."""

    guardian_id: str
    relation: str
    household: int
    rights: str = FULL
    starts_on: date = _FROM_BIRTH
    ends_on: date | None = None


@dataclass(slots=True)
class Family:
    """Adults and the grades of their children in our schools."""

    identity: Identity
    ties: tuple[Tie, ...]
    grades: list[int] = field(default_factory=list)

    def guardianships(self, student_id: str) -> list[Guardianship]:
        """The ties of this family for one of its children."""
        return [
            Guardianship(
                guardian_id=tie.guardian_id,
                student_id=student_id,
                relation=tie.relation,
                household=tie.household,
                rights=tie.rights,
                starts_on=tie.starts_on,
                ends_on=tie.ends_on,
            )
            for tie in self.ties
        ]


@dataclass(slots=True)
class Registry:
    """All guardians so far; hands out their ids."""

    guardians: list[Guardian] = field(default_factory=list)

    def add(self, *, given_name: str, family_name: str, language: str) -> str:
        """A new guardian's id."""
        number = len(self.guardians) + 1
        guardian = Guardian(
            id=f"CV-G-{number:04d}",
            given_name=given_name,
            family_name=family_name,
            email="" if number % 11 == 0 else address(given_name, family_name, number=number, domain="mail.example"),
            phone=f"555-{200 + number // 10_000:03d}-{number % 10_000:04d}",
            language=language,
        )
        self.guardians.append(guardian)
        return guardian.id


def found_family(random: Random, *, identity: Identity, registry: Registry) -> Family:
    """A family of one or two adults, in one household or two; a few with limited or ended rights."""
    women, men = ADULTS[identity.community]
    adults = [("mother", random.choice(women)), ("father", random.choice(men))]
    shape = random.choices(("pair", "one", "apart", "kin", "same"), weights=(58, 22, 14, 4, 2))[0]
    if shape == "one":
        adults = [adults[0] if random.random() < 0.8 else adults[1]]
    elif shape == "kin":
        relation = random.choice(_KIN)
        adults = [(relation, random.choice(men if relation in {"grandfather", "uncle"} else women))]
    elif shape == "same":
        relation = random.choice(("mother", "father"))
        adults = [(relation, name) for name in random.sample(women if relation == "mother" else men, k=2)]
    ties = []
    for number, (relation, given) in enumerate(adults):
        apart = shape == "apart" and number == 1
        family_name = _adult_family_name(random, identity, other=apart or random.random() < 0.12)
        language = identity.home_language if random.random() < 0.95 else "en"
        id = registry.add(given_name=given, family_name=family_name, language=language)
        ties.append(_tie(random, id, relation, apart=apart))
    return Family(identity=identity, ties=tuple(ties))


def _adult_family_name(random: Random, identity: Identity, *, other: bool) -> str:
    return random.choice(COMMUNITIES[identity.community].family) if other else identity.family_name


def _tie(random: Random, guardian_id: str, relation: str, *, apart: bool) -> Tie:
    """Adults who live apart mostly keep full rights; some have an order that limits or ended them."""
    if not apart or random.random() < 0.85:
        return Tie(guardian_id, relation, household=2 if apart else 1)
    if random.random() < 0.6:
        return Tie(guardian_id, relation, household=2, rights=LIMITED, starts_on=date(2024, 3, 1))
    return Tie(guardian_id, relation, household=2, ends_on=date(2025, 9, 15))
