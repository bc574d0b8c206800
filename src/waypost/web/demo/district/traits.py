"""What a student brings along: strength at school, aims, and what they like."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from .schools import CEDAR_HIGH

PATHWAYS = ("health", "welding", "computing", "agriculture", "business", "media")
_PATHWAY_WEIGHTS = (24, 13, 19, 12, 18, 14)
_MUSIC = ("MBAND1", "ORCH1", "CHOIR1")
_OTHER_ARTS = ("ART1", "CERAM1", "PHOTO1", "THEA1", "GDES1", "DANCE1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """`ability` is spread like a bell around 0; `joined_in` is the grade in which a newcomer came."""

    school_id: str
    ability: float
    is_college_bound: bool
    is_accelerated: bool
    honors_subjects: tuple[str, ...]
    english_learner_level: int
    language: str
    language_from: int
    language_years: int
    pathway: str
    pathway_from: int
    art: str
    loves_art: bool
    likes_work: bool
    joined_in: int | None


def draw_traits(random: Random, *, school_id: str, home_language: str, grade_level: int) -> Traits:
    """One student's traits; honors, early algebra and college plans lean on ability."""
    ability = random.gauss(0, 1)
    learner = home_language != "en" and random.random() < 0.22
    ability -= 0.35 if learner else 0
    loves_art = random.random() < 0.3
    return Traits(
        school_id=school_id,
        ability=ability,
        is_college_bound=random.gauss(ability, 0.7) > -0.3,
        is_accelerated=not learner and random.gauss(ability, 0.4) > 0.6,
        honors_subjects=tuple(subject for subject in ("EN", "MA", "SC", "SS") if random.gauss(ability, 0.5) > 0.9),
        english_learner_level=random.choice((1, 2, 2)) if learner else 0,
        language=_language(random, school_id=school_id, home_language=home_language),
        language_from=random.choices((9, 10), weights=(3, 2))[0],
        language_years=random.choices((2, 3, 4), weights=(6, 3, 1))[0],
        pathway=random.choices(PATHWAYS, weights=_PATHWAY_WEIGHTS)[0],
        pathway_from=random.choices((9, 10, 11), weights=(4, 5, 1))[0],
        art=random.choice(_MUSIC if loves_art and random.random() < 0.5 else _OTHER_ARTS),
        loves_art=loves_art,
        likes_work=random.random() < 0.1,
        joined_in=_joined_in(random, grade_level=grade_level),
    )


def _language(random: Random, *, school_id: str, home_language: str) -> str:
    if home_language == "es" and random.random() < 0.6:
        return "HSPAN"
    languages = ("SPAN", "FREN", "ASL", "MAND") if school_id == CEDAR_HIGH else ("SPAN", "FREN", "ASL")
    return random.choices(languages, weights=(60, 15, 18, 7)[: len(languages)])[0]


def _joined_in(random: Random, *, grade_level: int) -> int | None:
    """The grade of a newcomer, who brings credits along; one in fourteen after grade 9."""
    if grade_level < 10 or random.random() > 0.09:
        return None
    return random.randrange(10, grade_level + 1)
