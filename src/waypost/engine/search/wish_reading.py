"""A calendar, a catalog of offerings and wishes from JSON, with every problem and its place."""

from collections.abc import Mapping
from dataclasses import dataclass

from waypost.engine.calendar import SchoolCalendar, Term
from waypost.engine.calendar_reading import calendar_in, term_in, terms_in
from waypost.engine.catalog import SUBJECTS, Course
from waypost.engine.record import Record
from waypost.engine.rulebook.opening import opened_json
from waypost.engine.rulebook.problem import Problem, ProblemKind
from waypost.engine.rulebook.table import Table
from waypost.engine.sameness import closed, closed_record, keys_by_name
from waypost.engine.search.calendar import Calendar
from waypost.engine.search.offering import Modality, Offering, school_offerings
from waypost.engine.search.wishes import LighterTerm, PlacedCourse, Target, Wishes
from waypost.engine.transcript.bounds import GRADES, SCHOOL_YEARS, whole_within
from waypost.engine.transcript.course_reading import courses_of, listed_course, unit_of
from waypost.engine.units import UNITS_PER_CREDIT_BEFORE


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedWishes:
    """What the file says, or the problems that stand in its way (then nothing else is to be used).

    ``record`` is the record with its courses closed together with those of the file.
    """

    calendar: Calendar | None = None
    offerings: tuple[Offering, ...] = ()
    wishes: Wishes | None = None
    record: Record | None = None
    problems: tuple[Problem, ...] = ()


def read_wishes(text: str | bytes, *, record: Record, units_per_credit: int = UNITS_PER_CREDIT_BEFORE) -> LoadedWishes:
    """Read a wishes file (docs/formats/wishes.md); what it leaves out is the record's: grade level, terms, units.

    ``units_per_credit`` is that of the record's file.
    """
    top = opened_json(text)
    if not isinstance(top, Table):
        return LoadedWishes(problems=top)
    calendar = _calendar(top, record)
    terms = calendar.terms
    unit = unit_of(top, otherwise=units_per_credit)
    offerings = _offerings(top, record, terms, unit)
    courses = {offering.course.code: offering.course for offering in offerings}
    loaded = LoadedWishes(
        calendar=calendar,
        offerings=offerings,
        wishes=_wishes(top, _Known(terms, courses, unit)),
        record=closed_record(record, beside=[offering.course for offering in offerings]),
    )
    top.finish()
    problems = top.problems.in_order()
    return LoadedWishes(problems=problems) if problems else loaded


def _calendar(top: Table, record: Record) -> Calendar:
    table = top.table("calendar") or Table({}, place=("calendar",), problems=top.problems)
    grade = whole_within(table, "grade_level", GRADES)
    year = whole_within(table, "school_year", SCHOOL_YEARS)
    table.needs("school_year")
    if "grade_level" not in table and record.grade_level is None:
        table.wrong("grade_level", "'grade_level' is missing, and the record has none", ProblemKind.MISSING)
    plain = Calendar(school_year=0, grade_level=0)
    terms = calendar_in(table, "terms", otherwise=record.calendar)
    calendar = Calendar(
        school_year=year or 0,
        grade_level=_or(grade, record.grade_level or 0),
        first=_first_term(table, terms),
        last_grade=_or(table.whole_from("last_grade", 0), max(plain.last_grade, _or(grade, record.grade_level or 0))),
        periods=_or(table.whole_from("periods", 0), plain.periods),
        summer_periods=_or(table.whole_from("summer_periods", 0), plain.summer_periods),
        summer_after=table.flag("summer_after", default=plain.summer_after),
        least_periods=_or(table.whole_from("least_periods", 0), 0),
        least_load=_or(table.whole_from("least_load", 0), 0),
        most_load=table.whole_from("most_load", 0),
        terms=terms,
    )
    table.finish()
    return calendar


def _first_term(table: Table, terms: SchoolCalendar) -> Term:
    """The first open term: one of the shortest of the calendar."""
    known = term_in(table, "first", calendar=terms)
    if known is None or known in terms.parts:
        return known or terms.parts[0]
    return table.one_of("first", terms.parts) or terms.parts[0]


def _or(value: int | None, default: int) -> int:
    return default if value is None else value


def _offerings(top: Table, record: Record, calendar: SchoolCalendar, unit: int) -> tuple[Offering, ...]:
    """Every course as the school's own (unless the file says otherwise), and the other ways to take them.

    The courses are closed together with those of the record, whose old numbers they may name.
    """
    courses: dict[str, Course] = {}
    tables = list(top.tables("courses"))
    for table, course in zip(tables, courses_of(tables, top=top, unit=unit, calendar=calendar), strict=True):
        if course.code and course.code in courses:
            table.wrong("code", f"a second course with the code '{course.code}'", ProblemKind.DUPLICATE)
        courses[course.code] = course
    beside = [entry.course for entry in record.entries]
    courses = dict(zip(courses, closed([*courses.values(), *beside]), strict=False))
    names = keys_by_name(courses)
    others = [
        _offering(table, listed_course(table, courses=courses, names=names), calendar, unit=unit)
        for table in top.tables("offerings")
    ]
    school = [] if top.flag("only_offerings", default=False) else school_offerings(courses.values())
    return (*school, *(offering for offering in others if offering is not None))


def _offering(table: Table, course: Course | None, calendar: SchoolCalendar, *, unit: int) -> Offering | None:
    if course is None:
        return None
    units = table.whole_from("units", 0)
    offering = Offering(
        course=course,
        modality=table.one_of("modality", Modality) or Modality.SCHOOL,
        provider=table.text("provider") or "",
        terms=terms_in(table, "terms", calendar=calendar),
        cost_cents=table.whole_from("cost_cents", 0) or 0,
        units=None if units is None else units * unit,
        approval=table.text("approval"),
        periods=table.whole_from("periods", 0),
        load=table.whole_from("load", 0),
    )
    table.finish()
    return offering


@dataclass(frozen=True, slots=True)
class _Known:
    """What wishes may name: terms, courses by code, and the size of the file's unit."""

    calendar: SchoolCalendar
    courses: Mapping[str, Course]
    unit: int


def _wishes(top: Table, known: _Known) -> Wishes:
    table, calendar = top.table("wishes"), known.calendar
    if table is None:
        return Wishes()
    wishes = Wishes(
        must_have=_targets(table, "must_have"),
        likes=_targets(table, "likes"),
        rather_not=_targets(table, "rather_not"),
        never=_targets(table, "never"),
        modalities_out=frozenset(way.value for way in table.some_of("modalities_out", Modality)),
        lighter=_lighter(table, "lighter", calendar),
        free_period=_lighter(table, "free_period", calendar),
        finish_early=_finish(table, calendar),
        half_day=tuple(sorted(table.wholes("half_day"))),
        work_hours=_or(table.whole_from("work_hours", 0), 0),
        work_grades=tuple(sorted(table.wholes("work_grades"))),
        pinned=tuple(_pinned(pinned, known) for pinned in table.tables("pinned")),
        most_load=table.whole_from("most_load", 0),
        rigor=_or(table.whole_from("rigor", 0), 0),
    )
    table.finish()
    return wishes


def _targets(table: Table, key: str) -> tuple[Target, ...]:
    return tuple(_target(target) for target in table.tables(key))


def _target(table: Table) -> Target:
    before = len(table.problems.found)
    target = Target(
        courses=table.words("courses"),
        tags=table.words("tags"),
        subjects=table.some_of("subjects", SUBJECTS),
        weight=_or(table.whole("weight"), 1),
    )
    if not target.words and len(table.problems.found) == before:
        table.wrong("courses", "names no course, tag or subject", ProblemKind.MISSING)
    if not 1 <= target.weight <= 5:
        table.wrong("weight", "must be from 1 to 5")
    table.finish()
    return target


def _lighter(table: Table, key: str, calendar: SchoolCalendar) -> tuple[LighterTerm, ...]:
    found = []
    for own in table.tables(key):
        grade, fewer = own.needed_whole("grade_level"), own.whole_from("fewer", 1) or 1
        found.append(LighterTerm(grade_level=grade, term=term_in(own, "term", calendar=calendar), fewer=fewer))
        own.finish()
    return tuple(found)


def _finish(table: Table, calendar: SchoolCalendar) -> tuple[int, Term] | None:
    own = table.table("finish_early")
    if own is None:
        return None
    grade, term = own.needed_whole("grade_level"), term_in(own, "term", calendar=calendar) or calendar.days[-1]
    own.finish()
    return grade, term


def _pinned(table: Table, known: _Known) -> PlacedCourse:
    calendar = known.calendar
    pinned = PlacedCourse(
        course_code=table.needed_text("course"),
        school_year=table.needed_whole("school_year"),
        term=term_in(table, "term", calendar=calendar) or calendar.term(Term.YEAR),
        units=_chosen_units(table, known),
    )
    table.finish()
    return pinned


def _chosen_units(table: Table, known: _Known) -> int | None:
    """How much of a course with variable credit is pinned; nothing for a course that nobody knows."""
    units, course = table.whole("units"), known.courses.get(table.text("course") or "")
    if units is None or course is None:
        return None
    most = course.units if course.most_units is None else course.most_units
    if not course.units <= units * known.unit <= most:
        table.wrong("units", f"'{course.code}' gives from {course.units // known.unit} to {most // known.unit}")
        return None
    return units * known.unit
