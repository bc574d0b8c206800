"""College sports: NCAA Divisions I and II."""

from tests.rulebooks.students import half, marked, moved, student, then, took, untagged, without, years
from tests.rulebooks.transcripts.transcript import Transcript

_CORE = ("ncaa",)

_FULL = student(
    *years("EN", "ENG1", "ENG2", "ENG3", "ENG4", tags=_CORE, mark="C"),
    took("ALG1", "MA", *_CORE, grade=9, mark="C"),
    took("GEOM", "MA", *_CORE, grade=10, mark="C"),
    took("ALG2", "MA", *_CORE, grade=11, mark="B"),
    took("BIO", "SC", *_CORE, "lab", grade=9, mark="B"),
    took("EARTH", "SC", *_CORE, grade=12, mark="B"),
    took("STATS", "MA", *_CORE, grade=12, mark="B"),
    took("WHIST", "SS", *_CORE, grade=10, mark="B"),
    took("USHIST", "SS", *_CORE, grade=11, mark="C"),
    took("SPAN1", "WL", *_CORE, grade=10, mark="C"),
    took("SPAN2", "WL", *_CORE, grade=12, mark="C"),
    took("GOVT", "SS", *_CORE, grade=12, mark="C"),
    took("PSYCH", "SS", *_CORE, grade=12, mark="C"),
)

_MISSES = {
    "english": half("ENG4"),
    "science/credits": half("EARTH"),
    "science/lab": untagged("BIO", "lab"),
    "extra": half("STATS"),
    "social-studies": then(without("GOVT", "PSYCH"), half("USHIST")),
    "more": half("PSYCH"),
}

_NOT_MATH = then(untagged("ALG1", "ncaa"), untagged("STATS", "ncaa"))

DIVISION_1 = Transcript(
    rulebook="ncaa-d1-qualifier",
    full=_FULL,
    misses={
        **_MISSES,
        "math": _NOT_MATH,
        "before-senior-year/core": moved("SPAN1", grade=12),
        "before-senior-year/english-math-science": moved("GEOM", grade=12),
        "average": marked("STATS", "D"),
    },
)

_TWO_POINT_ZERO = then(*(marked(code, "C") for code in ("ALG2", "BIO", "EARTH", "STATS", "WHIST")))

REDSHIRT = Transcript(
    rulebook="ncaa-d1-academic-redshirt",
    full=_TWO_POINT_ZERO(_FULL),
    misses={**_MISSES, "math": _NOT_MATH, "average": marked("STATS", "D")},
)

DIVISION_2 = Transcript(
    rulebook="ncaa-d2-qualifier",
    full=_FULL,
    misses={
        "english": without("ENG3", "ENG4"),
        "math": then(without("ALG1", "GEOM"), half("ALG2"), without("STATS")),
        "science": half("EARTH"),
        "extra": half("STATS"),
        "social-studies": then(without("GOVT", "PSYCH"), half("USHIST")),
        "more": half("PSYCH"),
        "average": then(marked("STATS", "D"), marked("EARTH", "C")),
    },
)
