"""Massachusetts."""

from tests.rulebooks.students import facts, half, student, then, took, untagged, without, years
from tests.rulebooks.transcripts.transcript import Transcript

MASSCORE_22 = Transcript(
    rulebook="us-ma-masscore-22",
    full=student(
        *years("EN", "ENG1", "ENG2", "ENG3", "ENG4"),
        took("ALG1", "MA", grade=9),
        took("GEOM", "MA", grade=10),
        took("ALG2", "MA", "algebra-2", grade=11),
        took("PRECALC", "MA", grade=12),
        *years("SC", "BIO", "CHEM", "PHYS", tags=("lab",)),
        took("USHIST", "SS", "us-history", grade=10),
        took("WHIST", "SS", "world-history", grade=9),
        took("CIVICS", "SS", grade=11),
        took("FREN1", "WL", "language:french", grade=9),
        took("FREN2", "WL", "language:french", grade=10),
        took("ART1", "AR"),
        *years("CT", "CTE1", "CTE2", "CTE3", "CTE4"),
        took("ECON", "SS", grade=12),
    ),
    misses={
        "english": half("ENG4"),
        "math-and-science/algebra-2": untagged("ALG2", "algebra-2"),
        "math-and-science/math": half("PRECALC"),
        "math-and-science/science": untagged("PHYS", "lab"),
        "history/us-history": untagged("USHIST", "us-history"),
        "history/world-history": untagged("WHIST", "world-history"),
        "history/credits": then(half("CIVICS"), without("ECON")),
        "language-and-arts/then": facts(approved_career_program=False),
        "language-and-arts/otherwise/language": untagged("FREN2", "language:french"),
        "language-and-arts/otherwise/arts": half("ART1"),
        "additional": half("CTE4"),
    },
    another_way={"language-and-arts/then": facts(approved_career_program=True)},
)
