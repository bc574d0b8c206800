"""Wisconsin."""

from tests.rulebooks.students import half, student, took, unknown, years
from tests.rulebooks.transcripts.transcript import Transcript

STATE_CREDITS = Transcript(
    rulebook="us-wi-state",
    full=student(
        *years("EN", "ENG1", "ENG2", "ENG3", "ENG4"),
        *years("SS", "WHIST", "USHIST", "CIVICS"),
        *years("MA", "ALG1", "GEOM", "ALG2"),
        *years("SC", "BIO", "CHEM", "PHYS"),
        took("PE9", "PE", "pe"),
        took("PE10", "PE", "pe", credits=0.5, grade=10),
        took("HEALTH", "PE", "health", credits=0.5, grade=8),
        took("PERSFIN", "SS", "personal-finance", credits=0.5, grade=12),
        facts={"civics_test": True},
    ),
    misses={
        "english": half("ENG4"),
        "social-studies": half("CIVICS"),
        "math": half("ALG2"),
        "science": half("PHYS"),
        "pe": half("PE10"),
        "health": half("HEALTH"),
        "personal-finance": half("PERSFIN"),
        "civics-test": unknown("civics_test"),
    },
    asks=frozenset({"government", "district"}),
)
