"""Texas."""

from tests.rulebooks.students import facts, half, student, took, unknown, without, years
from tests.rulebooks.transcripts.transcript import Transcript

_FOUNDATION = (
    *years("EN", "ENG1", "ENG2", "ENG3", "ENG4"),
    took("ALG1", "MA", "algebra-1", grade=9),
    took("GEOM", "MA", "geometry", grade=10),
    took("ALG2", "MA", "algebra-2", grade=11),
    took("BIO", "SC", "biology", grade=9),
    took("CHEM", "SC", "chemistry", grade=10),
    took("PHYS", "SC", "physics", grade=11),
    *years("SS", "WGEO", "WHIST", "USHIST"),
    took("SPAN1", "WL", "language:spanish", grade=9),
    took("SPAN2", "WL", "language:spanish", grade=10),
    took("PE", "PE", "pe"),
    took("ART1", "AR"),
    *years("EL", "E1", "E2", "E3", "E4"),
    took("CTE1", "CT", grade=12),
)

#: A student who is learning English.
_ANOTHER_WAY = {"english/credits/then": facts(english_learner=True)}

_MISSES = {
    "english/credits/otherwise": half("ENG4"),
    "english/credits/then": half("ENG4"),
    "science": half("PHYS"),
    "social-studies": half("USHIST"),
    "language": half("SPAN2"),
    "pe": half("PE"),
    "fine-arts": half("ART1"),
    "electives": half("CTE1"),
    "speech": facts(speech_proficiency=False),
}

FOUNDATION_22 = Transcript(
    rulebook="us-tx-foundation-22",
    full=student(*_FOUNDATION, facts={"speech_proficiency": True}, ninth=2025),
    misses={**_MISSES, "math": half("ALG2")},
    another_way=_ANOTHER_WAY,
    asks=frozenset({"named-courses"}),
)

_ENDORSED = student(
    *_FOUNDATION,
    took("STATS", "MA", grade=12),
    took("APBIO", "SC", grade=12, level="ap"),
    *years("CT", "CTE2", "CTE3"),
    facts={"speech_proficiency": True, "endorsement": "stem"},
    ninth=2025,
)

_ENDORSEMENT_MISSES = {
    **_MISSES,
    "science": half("APBIO"),
    "math/foundation": without("STATS", "GEOM"),
    "math/fourth": half("STATS"),
    "endorsement": unknown("endorsement"),
    "endorsement-courses/then/algebra-2": half("ALG2"),
    "endorsement-courses/then/chemistry": half("CHEM"),
    "endorsement-courses/then/physics": half("PHYS"),
}
_ENDORSEMENT_ASKS = frozenset({"named-courses", "endorsement-courses/then/series", "endorsement-courses/otherwise"})

ENDORSEMENT_26 = Transcript(
    rulebook="us-tx-endorsement-26",
    full=_ENDORSED,
    misses=_ENDORSEMENT_MISSES,
    asks=_ENDORSEMENT_ASKS,
    another_way=_ANOTHER_WAY,
)

DISTINGUISHED_26 = Transcript(
    rulebook="us-tx-distinguished-26",
    full=_ENDORSED,
    misses={
        **_ENDORSEMENT_MISSES,
        "math/algebra-2": half("ALG2"),
        "algebra-2-on-the-plan": without("ALG2"),
    },
    asks=_ENDORSEMENT_ASKS,
    another_way=_ANOTHER_WAY,
)
