"""New Mexico."""

from tests.rulebooks.students import facts, half, student, took, untagged, without, years
from tests.rulebooks.transcripts.transcript import Transcript

_SIGNATURES = {
    f"next_step_plan_{grade}_{what}": True
    for grade in (8, 9, 10, 11)
    for what in ("signed_by_student", "signed_by_parent", "signed_by_counselor", "differences_explained")
}
_SLUGS = {
    "student": "signed_by_student",
    "parent": "signed_by_parent",
    "counselor": "signed_by_counselor",
    "differences": "differences_explained",
}

DIPLOMA_24 = Transcript(
    rulebook="us-nm-24",
    full=student(
        *years("EN", "ENG1", "ENG2", "ENG3", "ENG4"),
        *years("MA", "ALG1", "GEOM", "STATS", "FINMATH"),
        *years("SC", "BIO", "CHEM", "PHYS"),
        took("USHIST", "SS", "us-history", grade=11),
        took("WHIST", "SS", "world-history", grade=10),
        took("GOVT", "SS", "us-government", credits=0.5, grade=12),
        took("ECON", "SS", "economics", "personal-finance", credits=0.5, grade=12),
        took("NMHIST", "SS", grade=9),
        *years("EL", "E1", "E2", "E3", "E4", "E5", "E6", "E7", "E8", "E9"),
        facts=_SIGNATURES,
        ninth=2025,
    ),
    misses={
        "english": half("ENG4"),
        "math": half("FINMATH"),
        "science": half("PHYS"),
        "social-science/us-history": untagged("USHIST", "us-history"),
        "social-science/world-history": untagged("WHIST", "world-history"),
        "social-science/government-economics": without("GOVT", "ECON"),
        "social-science/credits": half("NMHIST"),
        **{
            f"next-step-plan/grade-{grade}/{slug}": facts(**{f"next_step_plan_{grade}_{what}": False})
            for grade in (8, 9, 10, 11)
            for slug, what in _SLUGS.items()
            if (grade, slug) != (8, "differences")
        },
    },
    asks=frozenset({"local", "electives"}),
)
