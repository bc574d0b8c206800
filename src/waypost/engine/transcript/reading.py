"""A record from JSON, with every problem and its place."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from waypost.engine.attempts import is_passed
from waypost.engine.calendar import SchoolCalendar, Term
from waypost.engine.calendar_reading import calendar_in, term_in
from waypost.engine.catalog import Course
from waypost.engine.record import (
    AttemptResult,
    Cohort,
    CreditRule,
    Entry,
    ExceptionKind,
    Fact,
    FactValue,
    GrantedException,
    MethodCode,
    Pin,
    Record,
    RepeatCode,
    Stage,
)
from waypost.engine.rulebook.opening import opened_json
from waypost.engine.rulebook.problem import Problem, ProblemKind
from waypost.engine.rulebook.table import Table
from waypost.engine.sameness import closed, keys_by_name
from waypost.engine.transcript.bounds import GRADES, SCHOOL_YEARS, whole_within
from waypost.engine.transcript.course_reading import courses_of, listed_course, unit_of, units_of
from waypost.engine.units import UNITS_PER_CREDIT, UNITS_PER_CREDIT_BEFORE


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedRecord:
    """A record, or None with the problems that stand in its way; how many of the file's units make a credit."""

    record: Record | None
    units_per_credit: int = UNITS_PER_CREDIT_BEFORE
    problems: tuple[Problem, ...] = ()


def read_record(text: str | bytes) -> LoadedRecord:
    """Read a record from JSON; every problem is reported, not only the first."""
    top = opened_json(text)
    if not isinstance(top, Table):
        return LoadedRecord(record=None, problems=top)
    unit = unit_of(top)
    record = _record(top, unit=unit)
    problems = top.problems.in_order()
    per_credit = UNITS_PER_CREDIT // unit
    return LoadedRecord(record=None if problems else record, units_per_credit=per_credit, problems=problems)


def _record(top: Table, *, unit: int) -> Record:
    calendar = calendar_in(top, "calendar")
    courses = _courses(top, calendar=calendar, unit=unit)
    names = keys_by_name(courses)
    entries: list[Entry] = []
    seen: set[str] = set()
    for table in top.tables("entries"):
        course = listed_course(table, courses=courses, names=names)
        entry = _entry(table, course=course, calendar=calendar, unit=unit)
        if entry is None:
            continue
        if entry.id and entry.id in seen:
            table.wrong("id", f"a second entry with the id '{entry.id}'", ProblemKind.DUPLICATE)
        seen.add(entry.id)
        entries.append(entry)
    record = Record(
        entries=tuple(entries),
        facts=tuple(_fact(fact) for fact in top.tables("facts")),
        cohort=_cohort(top.table("cohort")),
        grade_level=whole_within(top, "grade_level", GRADES),
        school=top.text("school") or "",
        pins=tuple(_pin(pin) for pin in top.tables("pins")),
        exceptions=tuple(_exception(granted, unit=unit) for granted in top.tables("exceptions")),
        calendar=calendar,
        repeats=top.one_of("repeats", CreditRule) or CreditRule.BEST,
    )
    top.finish()
    return record


def _courses(top: Table, *, calendar: SchoolCalendar, unit: int) -> dict[str, Course]:
    """The courses by the keys that entries use."""
    tables = list(top.tables("courses"))
    keys = [table.text("key") or "" for table in tables]
    listed = closed(courses_of(tables, top=top, unit=unit, calendar=calendar))
    courses: dict[str, Course] = {}
    for table, key, course in zip(tables, keys, listed, strict=True):
        own = key if key.strip() else course.code
        if own and own in courses:
            place = "key" if key else "code"
            detail = f"a second course with the {place} '{own}'; a 'key' of its own tells editions of one code apart"
            table.wrong(place, detail, ProblemKind.DUPLICATE)
        courses[own] = course
    return courses


def _entry(table: Table, *, course: Course | None, calendar: SchoolCalendar, unit: int) -> Entry | None:
    stage = table.one_of("stage", Stage)
    table.needs("stage")
    if course is None:
        return None
    entry = Entry(
        id=table.needed_text("id"),
        course=course,
        stage=stage or Stage.PLANNED,
        units=units_of(table, "units", unit=unit, default=course.units),
        attempted_units=_attempted(table, unit=unit),
        mark=_mark(table),
        result=table.one_of("result", AttemptResult),
        grade_level=_needed(table, "grade_level", GRADES),
        school_year=_needed(table, "school_year", SCHOOL_YEARS),
        term=term_in(table, "term", calendar=calendar) or calendar.term(Term.YEAR),
        repeat=table.one_of("repeat", RepeatCode),
        method=table.one_of("method", MethodCode) or MethodCode.CLASSROOM,
        offering=table.text("offering") or "",
    )
    table.finish()
    return entry if "units" in table or entry.stage is not Stage.DONE else _with_no_default(entry)


def _with_no_default(entry: Entry) -> Entry:
    """A finished attempt that states no units: the course's where it was passed, none where it was not."""
    if is_passed(replace(entry, units=0, attempted_units=0)):
        return entry
    attempted = entry.units if entry.attempted_units is None else entry.attempted_units
    return replace(entry, units=0, attempted_units=attempted)


def _attempted(table: Table, *, unit: int) -> int | None:
    return None if table.raw("attempted_units") is None else units_of(table, "attempted_units", unit=unit)


def _needed(table: Table, key: str, bounds: tuple[int, int]) -> int:
    table.needs(key)
    return whole_within(table, key, bounds) or 0


def _mark(table: Table) -> str | None:
    """A letter as text, a percent as a number or as text."""
    value = table.raw("mark")
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        table.wrong("mark", "must be a letter or a number")
        return None
    return str(value)


def _fact(table: Table) -> Fact:
    fact = Fact(
        key=table.needed_text("key"),
        value=_fact_value(table),
        on=_day(table, "on"),
        grade_level=whole_within(table, "grade_level", GRADES),
    )
    table.finish()
    return fact


def _fact_value(table: Table) -> FactValue:
    value = table.raw("value")
    if isinstance(value, bool | str):
        return value
    if isinstance(value, int | Decimal):
        number = table.number("value") or Fraction(0)
        return int(number) if number.denominator == 1 else number
    table.needs("value")
    if value is not None:
        table.wrong("value", "must be true, false, a number or a text", ProblemKind.MISSING)
    return False


def _day(table: Table, key: str) -> date | None:
    text = table.text(key)
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        table.wrong(key, "must be a date like 2026-11-24")
        return None


def _cohort(table: Table | None) -> Cohort:
    if table is None:
        return Cohort()
    class_of, entered = (whole_within(table, key, SCHOOL_YEARS) for key in ("class_of", "entered_ninth_in"))
    cohort = Cohort(class_of=class_of, entered_ninth_in=entered)
    table.finish()
    return cohort


def _pin(table: Table) -> Pin:
    pin = Pin(
        entry_id=table.needed_text("entry_id"),
        rulebook_id=table.needed_text("rulebook_id"),
        path=table.needed_text("path"),
    )
    table.finish()
    return pin


def _exception(table: Table, *, unit: int) -> GrantedException:
    units = table.whole_from("units", 0)
    kind = table.one_of("kind", ExceptionKind)
    table.needs("kind")
    granted = GrantedException(
        rulebook_id=table.needed_text("rulebook_id"),
        path=table.needed_text("path"),
        kind=kind or ExceptionKind.CERTIFY,
        authority=table.needed_text("authority"),
        reason=table.needed_text("reason"),
        units=None if units is None else units * unit,
        course_code=table.text("course_code"),
        expires_on=_day(table, "expires_on"),
        granted_on=_day(table, "granted_on"),
    )
    _check_exception(table, granted)
    table.finish()
    return granted


def _check_exception(table: Table, granted: GrantedException) -> None:
    """Report what an exception of its kind lacks, and days between which it is never in force."""
    if granted.lacks == "course_code":
        table.needed_text("course_code")
    elif granted.lacks and granted.units is None:
        table.needs("units")
    elif granted.lacks:
        table.wrong("units", "must be at least 1")
    if granted.never_lasts:
        table.wrong("expires_on", "must not be before 'granted_on'")
