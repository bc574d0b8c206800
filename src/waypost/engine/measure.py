"""What a tally counts."""

from enum import StrEnum


class Measure(StrEnum):
    """What a tally counts over the matching entries."""

    COURSES = "courses"
    UNITS = "units"
    TERMS = "terms"
    SUBJECTS = "subjects"
    AVERAGE = "average"
