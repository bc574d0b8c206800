"""Colorado."""

from tests.rulebooks.students import facts, plus, student, took, unknown, without
from tests.rulebooks.transcripts.transcript import Transcript

#: The least score of each measure, by the place in the menu and the fact.
_SCORES = {
    "english/act": ("act_english", 18),
    "english/sat": ("sat_english", 470),
    "english/accuplacer-reading": ("accuplacer_reading", 62),
    "english/accuplacer-sentences": ("accuplacer_sentences", 70),
    "english/next-reading": ("accuplacer_next_reading", 241),
    "english/next-writing": ("accuplacer_next_writing", 236),
    "english/asvab": ("asvab", 31),
    "english/ap": ("ap_exam_english", 2),
    "english/ib": ("ib_exam_english", 4),
    "math/act": ("act_math", 19),
    "math/sat": ("sat_math", 500),
    "math/accuplacer": ("accuplacer_algebra", 61),
    "math/next-arithmetic": ("accuplacer_next_arithmetic", 255),
    "math/next-reasoning": ("accuplacer_next_reasoning", 230),
    "math/asvab": ("asvab", 31),
    "math/ap": ("ap_exam_math", 2),
    "math/ib": ("ib_exam_math", 4),
}
_DONE = {
    "english/workkeys": "workkeys_bronze",
    "english/capstone": "capstone_english",
    "english/certificate": "industry_certificate",
    "math/workkeys": "workkeys_bronze",
    "math/capstone": "capstone_math",
    "math/certificate": "industry_certificate",
}
_COLLEGE = {"english/college-class": ("COMP", "EN"), "math/college-class": ("ALGEBRA", "MA")}

MENU_21 = Transcript(
    rulebook="us-co-menu",
    full=student(facts={"act_english": 18, "sat_math": 500, "icap": True}, class_of=2027),
    misses={
        **{path: facts(**{key: least - 1}) for path, (key, least) in _SCORES.items()},
        **{path: unknown(key) for path, key in _DONE.items()},
        **{path: without(code) for path, (code, _) in _COLLEGE.items()},
        "icap": unknown("icap"),
    },
    another_way={
        **{path: facts(**{key: least}) for path, (key, least) in _SCORES.items()},
        **{path: facts(**{key: True}) for path, key in _DONE.items()},
        **{path: plus(took(code, subject, level="dual")) for path, (code, subject) in _COLLEGE.items()},
    },
    asks=frozenset({"district"}),
)
