"""Arkansas."""

from tests.rulebooks.students import facts, half, plus, student, then, took, unknown, untagged, without, years
from tests.rulebooks.transcripts.transcript import Transcript

_FULL = student(
    took("ENG9", "EN", "english-9", grade=9),
    took("ENG10", "EN", "english-10", grade=10),
    took("ENG11", "EN", "english-11", grade=11),
    took("ENG12", "EN", "english-12", grade=12),
    took("ALG1", "MA", "algebra-1", grade=8),
    took("GEOM", "MA", "geometry", grade=9),
    took("ALG2", "MA", "algebra-2", grade=10),
    took("PRECALC", "MA", "beyond-algebra-2", grade=11),
    took("BIO", "SC", "biology", grade=9),
    took("PHYSSCI", "SC", "physical-science", grade=10),
    took("ANATOMY", "SC", grade=11),
    took("USHIST", "SS", "us-history", grade=11),
    took("WHIST", "SS", "world-history", grade=10),
    took("CIVICS", "SS", "civics", credits=0.5, grade=9),
    took("PERSFIN", "SS", "personal-finance", credits=0.5, grade=12),
    took("ORALCOMM", "EN", "speech", credits=0.5, grade=10),
    took("PE", "PE", "pe", credits=0.5, grade=9),
    took("HEALTH", "PE", "health", credits=0.5, grade=9),
    took("ART", "AR", credits=0.5, grade=9),
    took("CS1", "CT", "computer-science", grade=10),
    *years("CT", "WELD1", "WELD2", "WELD3", "WELD4", "SHOP"),
    facts={"service_hours": 75, "civics_exam_percent": 60, "cpr": True},
    class_of=2028,
)

_AP_GOVERNMENT = plus(took("APGOV", "SS", "ap-us-government", level="ap"))
_AP_ECONOMICS = plus(
    took("APMICRO", "SS", "ap-microeconomics", credits=0.5, level="ap"),
    took("APMACRO", "SS", "ap-macroeconomics", credits=0.5, level="ap"),
)

_MISSES = {
    "english/grade-9": half("ENG9"),
    "english/grade-10": half("ENG10"),
    "english/grade-11": half("ENG11"),
    "english/grade-12": half("ENG12"),
    "math/algebra-1": half("ALG1"),
    "math/geometry": half("GEOM"),
    "science/biology": half("BIO"),
    "science/physical": half("PHYSSCI"),
    "science/third": then(without("CS1"), half("ANATOMY")),
    "social-studies/us-history": half("USHIST"),
    "social-studies/world-history": half("WHIST"),
    "social-studies/civics/civics": half("CIVICS"),
    "social-studies/civics/ap/both-semesters": half("APGOV"),
    "social-studies/civics/ap/credit": without("APGOV"),
    "social-studies/economics/economics": half("PERSFIN"),
    "social-studies/economics/ap/micro": without("APMICRO"),
    "social-studies/economics/ap/macro": without("APMACRO"),
    "social-studies/economics/ap/credit": without("APMICRO", "APMACRO"),
    "speech": half("ORALCOMM"),
    "pe": half("PE"),
    "health": half("HEALTH"),
    "fine-arts": half("ART"),
    "career-focus": half("SHOP"),
    "personal-finance/then": untagged("PERSFIN", "personal-finance"),
    "computer-science/then": half("CS1"),
    "service/then": facts(service_hours=74),
    "civics-exam": facts(civics_exam_percent=59),
    "cpr": unknown("cpr"),
}

_ANOTHER_WAY = {
    "social-studies/civics/ap/both-semesters": _AP_GOVERNMENT,
    "social-studies/civics/ap/credit": _AP_GOVERNMENT,
    "social-studies/economics/ap/micro": _AP_ECONOMICS,
    "social-studies/economics/ap/macro": _AP_ECONOMICS,
    "social-studies/economics/ap/credit": _AP_ECONOMICS,
}

#: Of classes before 2027, and of those after 2028.
_ASKS = frozenset({"personal-finance/otherwise", "after-2028/then"})

CORE_22 = Transcript(
    rulebook="us-ar-core-22",
    full=_FULL,
    misses={
        **_MISSES,
        "math/algebra-2": half("ALG2"),
        "math/fourth": then(without("CS1"), half("PRECALC")),
    },
    another_way=_ANOTHER_WAY,
    asks=_ASKS,
)

_WAIVER = then(facts(smart_core_waiver=True), without("ALG2"), plus(took("QR", "MA", "quantitative-reasoning")))

SMART_CORE_22 = Transcript(
    rulebook="us-ar-smart-core-22",
    full=_FULL,
    misses={
        **_MISSES,
        "math/upper/otherwise/algebra-2": half("ALG2"),
        "math/upper/otherwise/beyond": then(without("CS1"), untagged("PRECALC", "beyond-algebra-2")),
        "math/upper/then/algebra-2": half("QR"),
        "math/upper/then/fourth": then(without("CS1"), half("PRECALC")),
    },
    another_way={**_ANOTHER_WAY, "math/upper/then/algebra-2": _WAIVER, "math/upper/then/fourth": _WAIVER},
    asks=_ASKS,
)
