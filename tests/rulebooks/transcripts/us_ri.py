"""Rhode Island."""

from tests.rulebooks.students import half, student, took, unknown, untagged, years
from tests.rulebooks.transcripts.transcript import Transcript

DIPLOMA_20 = Transcript(
    rulebook="us-ri-20",
    full=student(
        *years("EN", "ENG1", "ENG2", "ENG3", "ENG4"),
        took("ALG1", "MA", "algebra-1", grade=9),
        took("GEOM", "MA", "geometry", grade=10),
        took("ALG2", "MA", "algebra-2", grade=11),
        took("STATS", "MA", grade=12),
        *years("SC", "BIO", "CHEM", tags=("lab",)),
        took("ASTRO", "SC", grade=12),
        *years("SS", "WHIST", "USHIST", "CIVICS"),
        *years("WL", "SPAN1", "SPAN2", tags=("language:spanish",)),
        *years("CT", "CTE1", "CTE2", "CTE3", "CTE4"),
        facts={"performance_based_assessment": True},
    ),
    misses={
        "english": half("ENG4"),
        "math/algebra-1": untagged("ALG1", "algebra-1"),
        "math/geometry": untagged("GEOM", "geometry"),
        "math/algebra-2": untagged("ALG2", "algebra-2"),
        "math/fourth": half("STATS"),
        "science/credits": half("ASTRO"),
        "science/lab": untagged("CHEM", "lab"),
        "history": half("CIVICS"),
        "language": untagged("SPAN2", "language:spanish"),
        "more": half("CTE4"),
        "assessment": unknown("performance_based_assessment"),
    },
    asks=frozenset({"named-credits"}),
)
