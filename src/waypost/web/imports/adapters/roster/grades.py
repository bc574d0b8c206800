"""Grade level and class year where a roster does not give them; docs/formats/oneroster.md has the rules in words."""

from __future__ import annotations

from datetime import date
from typing import Final

LOWEST: Final = -1
LAST_GRADE: Final = 12
AFTER_LAST: Final = 13  # a fifth year, or up to 22
AGE_IN_KINDERGARTEN: Final = 5
BIRTHDAY_BY: Final = (9, 1)  # five years old by September 1: the commonest rule of the states


def grade_from_birth(born_on: date, *, school_year: int) -> int:
    """The grade level that most students born that day are in."""
    age = school_year - born_on.year - ((born_on.month, born_on.day) > BIRTHDAY_BY)
    return min(max(age - AGE_IN_KINDERGARTEN, LOWEST), LAST_GRADE)


#: Codes that are no grade, by the grade level from which plans of such a student begin (None: of any age).
OUTSIDE: Final[dict[str, int | None]] = {"IT": LOWEST, "PR": LOWEST, "PS": AFTER_LAST, "UG": None, "Other": None}


def grade_of_class(class_of: int, *, school_year: int) -> int:
    """The grade level of a class in a school year, within those that a roster names."""
    return min(max(LAST_GRADE - (class_of - 1 - school_year), LOWEST), AFTER_LAST)


def entered_ninth(grade_level: int, *, school_year: int, known: int | None) -> int | None:
    """The year of entering 9th grade: as known, else counted back; a repeated grade does not move it."""
    if known is not None:
        return known
    return school_year - (grade_level - 9) if grade_level >= 9 else None


def class_of(grade_level: int, *, school_year: int, entered_ninth_in: int | None, known: int | None) -> int:
    """The class year: kept once 9th grade has begun, else the year in which 12th grade will end."""
    if entered_ninth_in is None:
        return school_year + 1 + LAST_GRADE - grade_level
    return known if known is not None else entered_ninth_in + 4
