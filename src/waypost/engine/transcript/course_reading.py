"""A course as records and catalogs write it in JSON."""

from collections.abc import Mapping, Sequence

from waypost.engine.calendar import DEFAULT_CALENDAR, SchoolCalendar
from waypost.engine.calendar_reading import terms_in
from waypost.engine.catalog import SUBJECTS, Course, Level
from waypost.engine.prerequisite import parse_prerequisite
from waypost.engine.rulebook.problem import ProblemKind
from waypost.engine.rulebook.table import Table
from waypost.engine.units import UNITS_PER_CREDIT, UNITS_PER_CREDIT_BEFORE


def unit_of(top: Table, *, otherwise: int = UNITS_PER_CREDIT_BEFORE) -> int:
    """How many units one unit of a file is: ``units_per_credit`` says it, ``otherwise`` where the file says nothing."""
    per_credit = top.whole("units_per_credit")
    if per_credit is None:
        per_credit = otherwise
    if per_credit < 1 or UNITS_PER_CREDIT % per_credit:
        top.wrong("units_per_credit", f"must be a divisor of {UNITS_PER_CREDIT}, such as 4 or {UNITS_PER_CREDIT}")
        return 1
    return UNITS_PER_CREDIT // per_credit


def course_of(table: Table, *, unit: int, calendar: SchoolCalendar = DEFAULT_CALENDAR) -> Course:
    """One course; what it says of others is not yet closed over them (`sameness.closed`).

    ``unit`` is what one of the file's units is.
    """
    table.needs("subject")
    course = Course(
        code=table.needed_text("code"),
        title=table.needed_text("title"),
        subject=table.one_of("subject", SUBJECTS) or "EL",
        units=units_of(table, "units", unit=unit),
        tags=table.words("tags"),
        level=table.one_of("level", Level) or Level.REGULAR,
        grades=table.wholes("grades"),
        terms=terms_in(table, "terms", calendar=calendar),
        periods=table.whole_from("periods", 1) or 1,
        prerequisite=parse_prerequisite(table.text("prerequisite") or "none"),
        corequisite=parse_prerequisite(table.text("corequisite") or "none"),
        repeatable=table.flag("repeatable", default=False),
        repeat_times=table.whole_from("repeat_times", 1),
        repeat_units=_counted(table, "repeat_units", unit=unit),
        equivalents=table.words("equivalents"),
        level_of=table.text("level_of") or "",
        lower_levels=table.words("lower_levels"),
        excludes=table.words("excludes"),
        most_units=_counted(table, "most_units", unit=unit),
        program=table.text("program") or "",
        program_step=table.whole_from("program_step", 1),
        schools=table.words("schools"),
    )
    _agrees(table, course)
    table.finish()
    return course


def units_of(table: Table, key: str, *, unit: int, default: int | None = None) -> int:
    """Units that may not be negative, and must be there unless there is a default."""
    value = table.whole(key)
    if value is not None and value < 0:
        table.wrong(key, "must not be negative", ProblemKind.NEGATIVE_CREDIT)
    if default is None:
        table.needs(key)
    return value * unit if value is not None else default or 0


def courses_of(tables: Sequence[Table], *, top: Table, unit: int, calendar: SchoolCalendar) -> list[Course]:
    """The courses of a file's tables; where not all have a code no name is called unknown (`listed_course`)."""
    found = [course_of(table, unit=unit, calendar=calendar) for table in tables]
    listed = top.values.get("courses") or []
    are_read = isinstance(listed, list) and len(found) == len(listed)
    top.problems.are_courses_unread |= not (are_read and all(course.code.strip() for course in found))
    return found


def listed_course(
    table: Table, *, courses: Mapping[str, Course], names: Mapping[str, tuple[str, ...]]
) -> Course | None:
    """The course that a table's ``course`` names by key, code or old number; a problem and None where none or several.

    ``names`` are those of `sameness.keys_by_name`.
    """
    code = table.needed_text("course")
    if not code.strip():
        return None
    keys = names.get(code, ())
    if len(keys) == 1:
        return courses[keys[0]]
    if keys:
        table.wrong("course", f"'{code}' may be any of {', '.join(keys)}: name one of them", ProblemKind.UNKNOWN_PATH)
    elif not table.problems.are_courses_unread:
        table.wrong("course", f"no course in 'courses' has the code '{code}'", ProblemKind.UNKNOWN_PATH)
    return None


def _agrees(table: Table, course: Course) -> None:
    """Report what cannot be true together."""
    if not course.repeatable:
        for key in ("repeat_times", "repeat_units"):
            if key in table:
                table.wrong(key, "only a course with 'repeatable' may have this")
    if course.most_units is not None and course.most_units < course.units:
        table.wrong("most_units", "must be at least 'units'")
    if course.program_step is not None and not course.program:
        table.wrong("program_step", "only a course with a 'program' may have this")


def _counted(table: Table, key: str, *, unit: int) -> int | None:
    value = table.whole_from(key, 1)
    return None if value is None else value * unit
