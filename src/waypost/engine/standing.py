"""Class standing: the grade level that earned credits make, whatever the year of entry."""

from waypost.engine.gpa_policy import StandingPolicy, StandingStep
from waypost.engine.record import Record
from waypost.engine.supply import earned_units


def class_standing(record: Record, *, policy: StandingPolicy) -> int:
    """The highest step whose credits, in all and by subject, are earned; below the first it is grade 9."""
    by_subject: dict[str, int] = {}
    for entry, units in earned_units(record):
        by_subject[entry.course.subject] = by_subject.get(entry.course.subject, 0) + units
    standing = 9
    for step in policy.steps:
        if not _reaches(step, by_subject=by_subject):
            break
        standing = step.grade_level
    return standing


def _reaches(step: StandingStep, *, by_subject: dict[str, int]) -> bool:
    enough = all(by_subject.get(subject, 0) >= units for subject, units in step.subject_units.items())
    return enough and sum(by_subject.values()) >= step.units
