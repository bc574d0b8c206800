"""What a student would like to take in a year, most wanted first; the schedule takes what fits."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from .trail import Trail
from .traits import Traits

_ENGLISH = (
    ("ENG9H", "ENG9", "ELD2"),
    ("ENG10H", "ENG10", "ELD3"),
    ("APLANG1", "ENG11"),
    ("APLIT1", "ENGC1", "ENG12"),
)
_MATH = (("ALG1",), ("GEO1H", "GEO1"), ("ALG2H", "ALG2", "QUANT1", "SHOPMATH1", "FINMATH1"))
_SCIENCE = ("BIO1H", "BIO1", "CHEM1H", "CHEM1", "PHYSCI1", "EARTH1", "ENVSCI1", "PHYS1", "ANAT1", "FORENS1")
_LANGUAGES = {
    "SPAN": ("SPAN1", "SPAN2", "SPAN3", "SPAN4"),
    "HSPAN": ("HSPAN1", "HSPAN2", "APSPAN1", "SPAN3"),
    "FREN": ("FREN1", "FREN2", "FREN3", "FREN4"),
    "MAND": ("MAND1", "MAND2", "MAND3"),
    "ASL": ("ASL1", "ASL2", "ASL3"),
}
_PATHWAY_COURSES = {
    "health": ("HSI1", "HS2", "CNA1", "SPORTMED1", "MEDTERM1"),
    "welding": ("SHOP1", "WELD1", "WELD2", "WELD3", "MACH1"),
    "computing": ("CS1", "WEB1", "APCSP1", "CYBER1", "APCSA1"),
    "agriculture": ("AG1", "PLANT1", "ANSCI1", "FOREST1", "AGMECH1"),
    "business": ("BUS1", "ACCT1", "MKTG1", "ENTRE1", "PERSFIN1"),
    "media": ("MEDIA1", "MEDIA2", "GDES1", "VIDEO1", "PHOTO1"),
}
_FURTHER_ARTS = {
    "ART1": ("APART1", "ART3", "ART2"),
    "CERAM1": ("CERAM2",),
    "CHOIR1": ("MUSTH1", "CHOIR2"),
    "MBAND1": ("MUSTH1", "JAZZ1"),
    "ORCH1": ("MUSTH1",),
    "THEA1": ("THEA2",),
}
_FIRST_ARTS = ("ART1", "CHOIR1", "CERAM1", "PHOTO1", "THEA1", "MBAND1", "ORCH1", "GDES1", "DANCE1")
_PE_CHOICES = ("WTTR1", "TEAMSP1", "YOGA1", "FITWALK1")
_SEMESTER_CHOICES = (
    "SPCH1", "PSYCH1", "CRWR1", "ETHST1", "GUITAR1", "NUTR1", "SOC1", "LAW1", "CHILD1", "ASTRO1", "CAREERS1",
    "ZOO1", "MYTH1", "TUTOR1", "PERSFIN1", "AIDE1", "ACSKILL1",
)  # fmt: skip
_SECOND_YEARS = (("CULN1", "CULN2"), ("CONST1", "CONST2"), ("JOUR1", "JOUR2"), ("HSI1", "EMR1"), ("THEA1", "THEA2"))
_WORTH_REPEATING = {code for step in (*_ENGLISH, *_MATH) for code in step} | {
    "BIO1", "PHYSCI1", "EARTH1", "CHEM1", "WGEO1", "WHIST1", "USH1", "CIVICS1", "PE9", "HLTH1", "PE10",
    "SPAN1", "SPAN2", "HSPAN1", "HSPAN2", "FREN1", "FREN2", "ASL1", "ASL2", "MAND1", "MAND2", "HSI1", "WELD1",
}  # fmt: skip
_YEAR_CHOICES = (
    "CULN1", "CONST1", "AUTO1", "YRBK1", "LEAD1", "JOUR1", "DEBATE1", "EDUC1", "THEA1", "ART1", "CERAM1", "PHOTO1",
    "CHOIR1", "MEDIA1", "CS1", "BUS1", "APPSY1", "CULN2", "CONST2", "ART2", "THEA2", "GDES1",
)  # fmt: skip


def wishes(random: Random, *, traits: Traits, trail: Trail, grade: int) -> Iterator[str]:
    """Course codes in order of want; many will not fit, and some the student may not take yet."""
    yield from _repeats(trail)
    yield from _english(random, traits, trail, grade)
    yield from _math(random, traits, trail, grade)
    yield from _science(random, traits, trail, grade)
    yield from _social_studies(random, traits, trail, grade)
    yield from _physical_education(random, trail, grade)
    if grade == 12 and not trail.has_any(_FIRST_ARTS):
        yield from random.sample(_FIRST_ARTS, k=3)
    if traits.is_college_bound:
        yield from _language(traits, trail, grade)
    yield from _work_or_college(random, traits, grade)
    yield from _pathway(traits, trail, grade)
    yield from _language(traits, trail, grade)
    yield from _arts(random, traits, trail, grade)
    yield from _choices(random, traits, trail, grade)


def _repeats(trail: Trail) -> Iterator[str]:
    """Failed courses that the diploma needs, no more than three of them in a year."""
    needed = [code for code in dict.fromkeys(trail.failed) if code in _WORTH_REPEATING]
    yield from needed[:3]


def _english(random: Random, traits: Traits, trail: Trail, grade: int) -> Iterator[str]:
    if traits.english_learner_level == 1 and "ELD1" not in trail.passed:
        yield "ELD1"
        return
    if grade == 9 and traits.ability < -1.4:
        yield "READ9"
    if grade == 12 and traits.is_college_bound and random.random() < 0.2:
        yield "ENGC1"
    for rung in _ENGLISH:
        if trail.has_any(rung):
            continue
        yield from _options(rung, honors="EN" in traits.honors_subjects, learner=traits.english_learner_level > 0)
        return
    if grade == 12:
        yield "CRWR1"


def _options(rung: tuple[str, ...], *, honors: bool, learner: bool) -> Iterator[str]:
    """The courses of one step, the one that suits the student first."""
    language_support = [code for code in rung if code.startswith("ELD")]
    advanced = [code for code in rung if code.endswith("H") or code.startswith(("AP", "ENGC"))]
    plain = [code for code in rung if code not in language_support and code not in advanced]
    yield from [*(language_support if learner else ()), *(advanced if honors else ()), *plain]


def _math(random: Random, traits: Traits, trail: Trail, grade: int) -> Iterator[str]:
    honors = "MA" in traits.honors_subjects
    if not trail.has_any(_MATH[0]):
        yield "ALG1"
        if grade == 9 and traits.ability < -1.1:
            yield "ALG1S"
    elif not trail.has_any(_MATH[1]):
        yield from _options(_MATH[1], honors=honors, learner=False)
    elif not trail.has_any(_MATH[2]):
        yield from _third_math(random, traits, grade, honors=honors)
    elif traits.is_college_bound or random.random() < 0.45:
        yield from _fourth_math(random, traits, honors=honors)


def _third_math(random: Random, traits: Traits, grade: int, *, honors: bool) -> Iterator[str]:
    if not traits.is_college_bound and traits.ability < -0.2 and grade >= 11:
        yield random.choice(("QUANT1", "SHOPMATH1", "FINMATH1", "QUANT1"))
    yield from ("ALG2H",) if honors else ()
    yield "ALG2"


def _fourth_math(random: Random, traits: Traits, *, honors: bool) -> Iterator[str]:
    if honors or traits.ability > 0.9:
        yield from ("CALCBC1", "CALCAB1", "PRECALC1", "APSTAT1")
    elif traits.ability > 0:
        yield from random.choice((("PRECALC1", "APSTAT1", "COLALG1"), ("COLALG1", "STAT1")))
    yield from ("STAT1", "COLALG1", "PERSFIN1")


def _science(random: Random, traits: Traits, trail: Trail, grade: int) -> Iterator[str]:
    honors = "SC" in traits.honors_subjects
    if not trail.has_any(("BIO1", "BIO1H")):
        first = "PHYSCI1" if grade == 9 and traits.ability < -0.9 else "BIO1H" if honors else "BIO1"
        yield from (first, "BIO1")
    elif not trail.has_any(("CHEM1", "CHEM1H")) and (traits.is_college_bound or traits.ability > -0.4):
        yield from ("CHEM1H", "CHEM1") if honors else ("CHEM1",)
    elif honors and grade >= 11:
        yield from random.sample(("APCHEM1", "APBIO1", "APPHYS1", "APES1"), k=4)
    elif trail.count(_SCIENCE) < 3:
        yield from _third_science(random, traits)
    elif traits.is_college_bound and random.random() < 0.5:
        yield random.choice(("PHYS1", "ANAT1", "APES1", "FORENS1"))


def _third_science(random: Random, traits: Traits) -> Iterator[str]:
    if traits.pathway == "health":
        yield "ANAT1"
    if traits.is_college_bound and random.random() < 0.55:
        yield "PHYS1"
    if not traits.is_college_bound and random.random() < 0.8:
        yield from random.sample(("EARTH1", "ENVSCI1"), k=2)
    yield from random.sample(("EARTH1", "ENVSCI1", "FORENS1", "PHYSCI1"), k=4)


def _social_studies(random: Random, traits: Traits, trail: Trail, grade: int) -> Iterator[str]:
    honors = "SS" in traits.honors_subjects
    for advanced, plain in (("APHUG1", "WGEO1"), ("APWH1", "WHIST1"), ("APUSH1", "USH1")):
        if not trail.has_any((advanced, plain, "USHC1" if plain == "USH1" else plain)):
            if plain == "USH1" and traits.is_college_bound and random.random() < 0.15:
                yield "USHC1"
            yield from (advanced, plain) if honors else (plain,)
            break
    if grade == 12:
        yield from ("APGOV1", "APMACRO1") if honors else ()
        yield from ("CIVICS1",) if not honors else ()
        yield "ECON1"


def _physical_education(random: Random, trail: Trail, grade: int) -> Iterator[str]:
    yield "ADPE1" if grade == 9 and random.random() < 0.02 else "PE9"
    yield "HLTH1"
    if grade >= 10:
        yield "PE10"
    if grade >= 11 and not trail.has_any(_PE_CHOICES) and (grade == 12 or random.random() < 0.6):
        yield random.choice(_PE_CHOICES)


def _language(traits: Traits, trail: Trail, grade: int) -> Iterator[str]:
    steps = _LANGUAGES[traits.language]
    years = max(traits.language_years, 3 if traits.ability > 0.8 else 2)
    passed = trail.count(steps)
    if grade >= traits.language_from and passed < min(years, len(steps)):
        yield steps[passed]


def _pathway(traits: Traits, trail: Trail, grade: int) -> Iterator[str]:
    if grade < traits.pathway_from:
        return
    steps = [code for code in _PATHWAY_COURSES[traits.pathway] if code not in trail.passed]
    if len(steps) > 2 or not traits.is_college_bound:
        yield from steps[:2] if grade >= 11 else steps[:1]


def _arts(random: Random, traits: Traits, trail: Trail, grade: int) -> Iterator[str]:
    if traits.loves_art:
        further = _FURTHER_ARTS.get(traits.art, ())
        yield from (*further, traits.art) if random.random() < 0.45 else (traits.art,)
    elif traits.art not in trail.passed and (grade >= 10 or random.random() < 0.5):
        yield from (traits.art, "ART1")


def _work_or_college(random: Random, traits: Traits, grade: int) -> Iterator[str]:
    if traits.likes_work and grade >= 11 and not traits.is_college_bound:
        yield "WORKST1"
    if traits.likes_work and traits.is_college_bound:
        yield f"CRDY{grade}"


def _choices(random: Random, traits: Traits, trail: Trail, grade: int) -> Iterator[str]:
    if random.random() < 0.5:
        yield from (further for first, further in _SECOND_YEARS if first in trail.passed)
    if traits.ability < -0.8:
        yield "ACSKILL1"
    yield from random.sample(_YEAR_CHOICES, k=6)
    yield from random.sample(_SEMESTER_CHOICES, k=len(_SEMESTER_CHOICES))
    yield from ("STUDY0", "STUDY0")
