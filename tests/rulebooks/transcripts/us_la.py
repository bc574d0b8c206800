"""Louisiana."""

from tests.rulebooks.students import facts, half, plus, student, then, took, unknown, without, years
from tests.rulebooks.transcripts.transcript import Transcript

_LEAP = {"leap_english_1": True, "leap_algebra_1": True, "leap_biology": True}

_LEAP_MISSES = {
    "leap/english/english-1": facts(leap_english_1=False),
    "leap/english/english-2": facts(leap_english_2=False),
    "leap/math/algebra-1": facts(leap_algebra_1=False),
    "leap/math/geometry": facts(leap_geometry=False),
    "leap/biology-or-civics/biology": facts(leap_biology=False),
    "leap/biology-or-civics/civics": facts(leap_civics=False),
}

_LEAP_OTHER_WAY = {
    "leap/english/english-2": then(unknown("leap_english_1"), facts(leap_english_2=True)),
    "leap/math/geometry": then(unknown("leap_algebra_1"), facts(leap_geometry=True)),
    "leap/biology-or-civics/civics": then(unknown("leap_biology"), facts(leap_civics=True)),
}

_JROTC = then(without("HEALTH"), plus(took("JROTC1", "EL", "jrotc-1"), took("JROTC2", "EL", "jrotc-2", grade=10)))
_AGRISCIENCE = then(
    without("PHYS"), plus(took("AGRI1", "CT", "agriscience-1"), took("AGRI2", "CT", "agriscience-2", grade=10))
)
_SCIENCE = "science/more/with-agriscience"
_HEALTH = "health-and-pe/health/jrotc"

TOPS_UNIVERSITY_24 = Transcript(
    rulebook="us-la-tops-university-24",
    full=student(
        *years("EN", "ENG1", "ENG2", "ENG3", "ENG4"),
        took("ALG1", "MA", "algebra-1", grade=9),
        took("GEOM", "MA", "geometry", grade=10),
        took("ALG2", "MA", "algebra-2", grade=11),
        took("PRECALC", "MA", grade=12),
        took("BIO1", "SC", "biology", grade=9),
        took("CHEM1", "SC", "chemistry", grade=10),
        took("PHYS", "SC", grade=11),
        took("ENVIRO", "SC", grade=12),
        took("USHIST", "SS", "us-history", grade=11),
        took("CIVICS", "SS", "civics", grade=10),
        *years("SS", "WGEO", "WHIST"),
        took("FREN1", "WL", "language:french", grade=9),
        took("FREN2", "WL", "language:french", grade=10),
        took("ART1", "AR"),
        took("HEALTH", "PE", "health", credits=0.5),
        took("PE1", "PE", "pe", grade=9),
        took("PE2", "PE", "pe", credits=0.5, grade=10),
        *years("EL", "E1", "E2", "E3"),
        facts=_LEAP,
        class_of=2028,
    ),
    misses={
        "english": half("ENG4"),
        "math/algebra-1": half("ALG1"),
        "math/geometry": half("GEOM"),
        "math/algebra-2": half("ALG2"),
        "math/fourth": half("PRECALC"),
        "science/biology": half("BIO1"),
        "science/chemistry": half("CHEM1"),
        "science/more/science": half("ENVIRO"),
        f"{_SCIENCE}/first": without("AGRI1"),
        f"{_SCIENCE}/second": without("AGRI2"),
        f"{_SCIENCE}/agriscience": then(without("AGRI1"), half("AGRI2")),
        f"{_SCIENCE}/science": half("ENVIRO"),
        "social-studies/us-history": half("USHIST"),
        "social-studies/civics": half("CIVICS"),
        "social-studies/more": half("WHIST"),
        "language": half("FREN2"),
        "arts": half("ART1"),
        "health-and-pe/health/class": half("HEALTH"),
        f"{_HEALTH}/first": without("JROTC1"),
        f"{_HEALTH}/second": without("JROTC2"),
        f"{_HEALTH}/credit": without("JROTC1", "JROTC2"),
        "health-and-pe/pe": half("PE2"),
        "electives": half("E3"),
        **_LEAP_MISSES,
    },
    another_way={
        **_LEAP_OTHER_WAY,
        **{f"{_SCIENCE}/{slug}": _AGRISCIENCE for slug in ("first", "second", "agriscience", "science")},
        **{f"{_HEALTH}/{slug}": _JROTC for slug in ("first", "second", "credit")},
    },
)

JUMP_START_23 = Transcript(
    rulebook="us-la-jump-start-23",
    full=student(
        *years("EN", "ENG1", "ENG2", "ENG3", "ENG4"),
        *years("MA", "ALG1", "GEOM", "MATH3", "MATH4"),
        *years("SC", "BIO1", "ENVIRO"),
        *years("SS", "USHIST", "CIVICS"),
        took("HEALTH", "PE", "health", credits=0.5),
        took("PE1", "PE", "pe", grade=9),
        took("PE2", "PE", "pe", credits=0.5, grade=10),
        *years("CT", "WELD1", "WELD2", "WELD3", "WELD4"),
        *years("CT", "SHOP1", "SHOP2", "SHOP3", "SHOP4"),
        took("INTERN", "CT", grade=12),
        facts={**_LEAP, "industry_credential": "NCCER Level 1"},
        class_of=2028,
    ),
    misses={
        "english": half("ENG4"),
        "math": half("MATH4"),
        "science": half("ENVIRO"),
        "social-studies": half("CIVICS"),
        "health-and-pe": half("PE2"),
        "jump-start": half("INTERN"),
        "credential": unknown("industry_credential"),
        **_LEAP_MISSES,
    },
    another_way=_LEAP_OTHER_WAY,
)

TOPS_AWARD = Transcript(
    rulebook="us-la-tops-award",
    full=TOPS_UNIVERSITY_24.full,
    misses={},
    asks=frozenset({"diploma", "average", "act"}),
)
