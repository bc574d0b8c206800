"""Engine values to JSON bytes; equal values give equal bytes."""

from collections.abc import Sequence
from fractions import Fraction

from waypost.engine.calendar import DEFAULT_CALENDAR
from waypost.engine.calendar.writing import calendar_values
from waypost.engine.catalog import Course
from waypost.engine.gpa import Gpa
from waypost.engine.lowering import Lowered
from waypost.engine.plain import canonical_text, plain
from waypost.engine.prerequisite import Free
from waypost.engine.readiness import HeadsUp
from waypost.engine.record import Fact, Record
from waypost.engine.result import AuditResult
from waypost.engine.transcript.prerequisite_text import written_prerequisite
from waypost.engine.transcript.unit_writing import told_in
from waypost.engine.units import UNITS_PER_CREDIT


def write_result(
    result: AuditResult, *, units_per_credit: int = UNITS_PER_CREDIT, lowered: Sequence[Lowered] = ()
) -> bytes:
    """An audit result, with the whole rulebook's status and meter beside the tree, in the units that are asked for.

    ``lowered`` are the parts that the plan lowers.

    Where a number is not whole in them all are told in 120ths of a credit; ``units_per_credit`` says which.
    """
    top = {"status": result.status.value, "meter": plain(result.meter), "lowered": plain(list(lowered))}
    return _bytes(told_in({**_fields(result), **top}, units_per_credit=units_per_credit))


def write_heads_ups(heads_ups: Sequence[HeadsUp]) -> bytes:
    """Heads-ups as a list."""
    return _bytes(plain(list(heads_ups)))


def write_gpa(gpa: Gpa) -> bytes:
    """A GPA with its shares; fractions are texts like "10/3"."""
    return _bytes(plain(gpa))


def write_record(record: Record) -> bytes:
    """A record in the form that `read_record` reads, entries by id and courses by code."""
    courses = _by_key(record)
    keys = {course: key for key, course in courses.items()}
    entries = sorted(record.entries, key=lambda entry: entry.id)
    return _bytes(
        {
            "units_per_credit": UNITS_PER_CREDIT,
            "grade_level": record.grade_level,
            "cohort": plain(record.cohort),
            **({"school": record.school} if record.school else {}),
            "courses": [_course(courses[key], key=key) for key in sorted(courses)],
            "entries": [{**_fields(entry), "course": keys[entry.course]} for entry in entries],
            "facts": sorted((_fact(fact) for fact in record.facts), key=canonical_text),
            "pins": _sorted(record.pins),
            "exceptions": _sorted(record.exceptions),
            **({} if record.calendar == DEFAULT_CALENDAR else {"calendar": calendar_values(record.calendar)}),
            "repeats": record.repeats.value,
        }
    )


def _by_key(record: Record) -> dict[str, Course]:
    """The courses by their codes; further editions under one code get a number behind it."""
    found: dict[str, Course] = {}
    different = sorted({entry.course for entry in record.entries}, key=lambda course: canonical_text(plain(course)))
    for course in different:
        key, number = course.code, 1
        while key in found:
            number += 1
            key = f"{course.code}~{number}"
        found[key] = course
    return found


def _course(course: Course, *, key: str) -> dict[str, object]:
    fields = {**_fields(course), **({"key": key} if key != course.code else {})}
    for name in ("prerequisite", "corequisite"):
        asked = getattr(course, name)
        fields[name] = None if isinstance(asked, Free) else written_prerequisite(asked)
    return {name: value for name, value in fields.items() if value not in (None, [], "")}


def _fact(fact: Fact) -> dict[str, object]:
    """A fact with its number as a number; facts come from decimals, which a float writes exactly."""
    value = float(fact.value) if isinstance(fact.value, Fraction) else fact.value
    return {**_without_nothing(fact), "value": value}


def _fields(value: object) -> dict[str, object]:
    content = plain(value)
    return content if isinstance(content, dict) else {}


def _sorted(values: Sequence[object]) -> list[object]:
    return sorted((_without_nothing(value) for value in values), key=canonical_text)


def _without_nothing(value: object) -> dict[str, object]:
    return {name: item for name, item in _fields(value).items() if item is not None}


def _bytes(content: object) -> bytes:
    return canonical_text(content).encode() + b"\n"
