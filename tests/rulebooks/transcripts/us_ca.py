"""California: the two universities, and a district of 230 credits."""

from tests.rulebooks.students import facts, half, marked, moved, student, then, took, without, years
from tests.rulebooks.transcripts.transcript import Transcript

_FULL = student(
    took("WHIST", "SS", "uc:a", grade=10),
    took("USHIST", "SS", "uc:a", grade=11),
    *years("EN", "ENG1", "ENG2", "ENG3", "ENG4", tags=("uc:b",)),
    took("MATH1", "MA", "uc:c", grade=9),
    took("MATH2", "MA", "uc:c", grade=10),
    took("MATH3", "MA", "uc:c", grade=12),
    took("BIO", "SC", "uc:d", grade=9),
    took("CHEM", "SC", "uc:d", grade=12),
    took("SPAN1", "WL", "uc:e", "language:spanish", grade=9),
    took("SPAN2", "WL", "uc:e", "language:spanish", grade=10),
    took("ART1", "AR", "uc:f", grade=9),
    took("PSYCH", "EL", "uc:g", grade=12),
)

_AREA_MISSES = {
    "a": marked("WHIST", "D"),
    "b": half("ENG4"),
    "c": marked("MATH3", "D+"),
    "d": half("CHEM"),
    "e": marked("SPAN2", "F"),
    "f": half("ART1"),
    "g": half("PSYCH"),
}

UC_A_G = Transcript(
    rulebook="us-ca-uc-a-g",
    full=_FULL,
    misses={
        **_AREA_MISSES,
        "before-senior-year": moved("USHIST", grade=12),
        "average/otherwise": marked("ENG3", "C"),
        "average/then": marked("ENG3", "B"),
    },
    another_way={
        "average/then": then(
            facts(nonresident_of_california=True),
            marked("ENG3", "A"),
            marked("USHIST", "A"),
            marked("ENG2", "A"),
            without("SPAN2"),
            marked("MATH2", "C"),  # three A, a B and a C: 3.4 and no hundredth more
        )
    },
)

CSU_A_G = Transcript(rulebook="us-ca-csu-a-g", full=_FULL, misses=_AREA_MISSES, asks=frozenset({"average"}))

_SUBJECTS = (
    *("english", "math", "life-science", "physical-science", "world-history", "us-history", "civics-economics"),
    *("fine-arts", "world-language", "pe", "health", "electives"),
)

DISTRICT_230 = Transcript(
    rulebook="us-ca-230-credits",
    full=(
        student(
            *years("EN", "ENG1", "ENG2", "ENG3", "ENG4"),
            *years("MA", "MATH1", "MATH2", "MATH3"),
            took("BIO", "SC", "life-science"),
            took("CHEM", "SC", "physical-science"),
            took("WHIST", "SS", "world-history"),
            took("USHIST", "SS", "us-history"),
            took("CIVICS", "SS", "civics", credits=0.5),
            took("ECON", "SS", "economics", credits=0.5),
            took("ART1", "AR"),
            took("SPAN1", "WL", "language:spanish"),
            took("PE1", "PE", "pe"),
            took("PE2", "PE", "pe"),
            took("HEALTH", "PE", "health", credits=0.5),
            took("STUDY", "EL", credits=0.5),
            *years("EL", "E1", "E2", "E3", "E4", "E5", "E6"),
        )
    ),
    misses={"all-credits": half("STUDY")},
    asks=frozenset(_SUBJECTS),
)
