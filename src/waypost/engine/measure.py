"""What a tally counts."""

from enum import StrEnum


class Measure(StrEnum):
    """What a tally counts over the matching entries; values are those of a tag, such as different languages."""

    COURSES = "courses"
    UNITS = "units"
    TERMS = "terms"
    SUBJECTS = "subjects"
    VALUES = "values"
    AVERAGE = "average"
