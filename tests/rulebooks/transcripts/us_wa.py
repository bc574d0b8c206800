"""Washington."""

from tests.rulebooks.students import (
    facts,
    granted,
    half,
    marked,
    moved,
    not_granted,
    plus,
    student,
    then,
    took,
    unknown,
    untagged,
    without,
    years,
)
from tests.rulebooks.transcripts.transcript import Transcript

_AGREED = granted("us-wa-24", "math/third-agreed", "certify")

_FULL = _AGREED(
    student(
        *years("EN", "ENG1", "ENG2", "ENG3", "ENG4"),
        took("ALG1", "MA", "algebra-1", grade=8),
        took("GEOM", "MA", "geometry", grade=9),
        took("ALG2", "MA", "algebra-2", grade=10),
        took("BIO", "SC", "lab", grade=9),
        took("CHEM", "SC", "lab", grade=10),
        took("ASTRO", "SC", grade=11),
        *years("SS", "WHIST", "USHIST", "GOVT"),
        took("HEALTH", "PE", "health", credits=0.5),
        took("PE1", "PE", "pe", grade=9),
        took("PE2", "PE", "pe", credits=0.5, grade=10),
        took("ART1", "AR", grade=9),
        took("CARE1", "CT", "personalized-pathway", "sequence:health", grade=10),
        took("CARE2", "CT", "personalized-pathway", "sequence:health", grade=11),
        took("CARE3", "CT", "personalized-pathway", "sequence:health", grade=12),
        took("SHOP", "CT", grade=9),
        *years("EL", "E1", "E2", "E3", "E4"),
        facts={"plan_kept": True, "sba_english": 2548, "sba_math": 2595},
    )
)

_P = "pathway/tests-and-courses"
_AP_ENGLISH = plus(took("APLANG", "EN", level="ap", mark="C+", grade=11))
_DUAL_ENGLISH = plus(took("COLLENG", "EN", level="dual", grade=12))
_BRIDGE_ENGLISH = plus(took("BRIDGEE", "EN", "bridge", grade=12))
_AP_MATH = plus(took("APCALC", "MA", level="ap", mark="C+", grade=12))
_DUAL_MATH = plus(took("COLLMATH", "MA", level="dual", grade=12))
_BRIDGE_MATH = plus(took("BRIDGEM", "MA", "bridge", grade=12))

DIPLOMA_24 = Transcript(
    rulebook="us-wa-24",
    full=_FULL,
    misses={
        "english": half("ENG4"),
        "math/algebra-1": half("ALG1"),
        "math/geometry": half("GEOM"),
        "math/third": half("ALG2"),
        "math/third-agreed": not_granted("math/third-agreed"),
        "science/credits": half("ASTRO"),
        "science/lab": untagged("CHEM", "lab"),
        "social-studies": half("GOVT"),
        "health": without("HEALTH"),
        "pe": without("PE2"),
        "arts/core": half("ART1"),
        "arts/flexible": then(without("CARE1", "CARE2"), half("CARE3")),
        "world-language": half("CARE3"),
        "cte": then(without("CARE1", "CARE2", "CARE3"), half("SHOP")),
        "electives": half("E4"),
        "plan": facts(plan_kept=False),
        f"{_P}/english/state-test": facts(sba_english=2547),
        f"{_P}/english/sat": facts(sat_english=409),
        f"{_P}/english/act": facts(act_english_with_writing=13),
        f"{_P}/english/ap-exam": facts(ap_exam_english=2),
        f"{_P}/english/ap-class": marked("APLANG", "C"),
        f"{_P}/english/dual-credit": without("COLLENG"),
        f"{_P}/english/bridge": marked("BRIDGEE", "B-"),
        f"{_P}/math/state-test": facts(sba_math=2594),
        f"{_P}/math/sat": facts(sat_math=429),
        f"{_P}/math/act": facts(act_math=15),
        f"{_P}/math/ap-exam": facts(ap_exam_math=2),
        f"{_P}/math/ap-class": marked("APCALC", "C"),
        f"{_P}/math/dual-credit": without("COLLMATH"),
        f"{_P}/math/bridge": marked("BRIDGEM", "B-"),
        "pathway/career-sequence": then(half("CARE1"), half("CARE2"), half("CARE3")),
        "pathway/asvab": facts(asvab=30),
    },
    another_way={
        f"{_P}/english/sat": then(unknown("sba_english"), facts(sat_english=410)),
        f"{_P}/english/act": then(unknown("sba_english"), facts(act_english_with_writing=14)),
        f"{_P}/english/ap-exam": then(unknown("sba_english"), facts(ap_exam_english=3)),
        f"{_P}/english/ap-class": then(unknown("sba_english"), _AP_ENGLISH),
        f"{_P}/english/dual-credit": then(unknown("sba_english"), _DUAL_ENGLISH),
        f"{_P}/english/bridge": then(unknown("sba_english"), _BRIDGE_ENGLISH),
        f"{_P}/math/sat": then(unknown("sba_math"), facts(sat_math=430)),
        f"{_P}/math/act": then(unknown("sba_math"), facts(act_math=16)),
        f"{_P}/math/ap-exam": then(unknown("sba_math"), facts(ap_exam_math=3)),
        f"{_P}/math/ap-class": then(unknown("sba_math"), _AP_MATH),
        f"{_P}/math/dual-credit": then(unknown("sba_math"), _DUAL_MATH),
        f"{_P}/math/bridge": then(unknown("sba_math"), _BRIDGE_MATH),
        "pathway/career-sequence": unknown("sba_english", "sba_math"),
        "pathway/asvab": then(unknown("sba_english", "sba_math"), facts(asvab=31)),
    },
)

_ADMITTED = then(
    plus(
        took("STATS", "MA", "quantitative", grade=12),
        took("SPAN1", "WL", "language:spanish", grade=9),
        took("SPAN2", "WL", "language:spanish", grade=10),
    )
)(_FULL)

CADR = Transcript(
    rulebook="us-wa-cadr",
    full=_ADMITTED,
    misses={
        "math": half("ALG2"),
        "senior-math": moved("STATS", grade=11),
        "world-language": half("SPAN2"),
        "arts": half("ART1"),
    },
    asks=frozenset({"other-subjects"}),
)
