"""The subject line of a roster's course: by its SCED code, else by the words of its subject."""

from __future__ import annotations

from typing import Final

from waypost.interchange.oneroster.rows import Course

ELECTIVE: Final = "EL"

SCED_AREAS: Final = {
    **{"01": "EN", "02": "MA", "03": "SC", "04": "SS", "05": "AR", "06": "WL", "08": "PE", "24": "WL"},
    **{f"{area}": "CT" for area in range(10, 22)},
}
WORDS: Final = (
    # the first word found decides: "computer science" is no science class, "language arts" no world language
    ("career", "CT"),
    ("technical", "CT"),
    ("computer", "CT"),
    ("business", "CT"),
    ("language arts", "EN"),
    ("english", "EN"),
    ("world language", "WL"),
    ("foreign language", "WL"),
    ("spanish", "WL"),
    ("math", "MA"),
    ("social", "SS"),
    ("history", "SS"),
    ("science", "SC"),
    ("fine", "AR"),
    ("art", "AR"),
    ("music", "AR"),
    ("physical", "PE"),
    ("health", "PE"),
    ("elective", "EL"),
)


def subject_of(course: Course) -> str | None:
    """The code of the subject line, or None where the row gives no hint."""
    for code in course.subject_codes:
        area = SCED_AREAS.get(code.strip()[:2])
        if area:
            return area
    words = " ".join(course.subjects).casefold()
    return next((subject for word, subject in WORDS if word in words), None)
