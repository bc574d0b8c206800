"""Which column of a catalogue makes which field."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from waypost.interchange.bundle import Columns
from waypost.interchange.catalogue.kin import agreed, positive, repeatable
from waypost.interchange.catalogue.rows import CatalogueCourse, CourseCredit, CourseLength, CourseLevel
from waypost.interchange.cells import (
    BadCellError,
    one_of,
    optional,
    required_text,
    school_year,
    text,
    text_list,
    whole_number,
)
from waypost.interchange.codes import Code
from waypost.interchange.credits import units_from_credits
from waypost.interchange.problems import Location
from waypost.interchange.sheet import Layout
from waypost.interchange.terms import USUAL_TERMS, term_reader

CATALOGUE_COLUMNS = (
    *("code", "title", "subject", "credits", "length", "terms", "grades", "level", "tags"),
    *("prerequisite", "corequisite", "periods", "description"),
    *("repeatable", "repeat_credits", "same_as", "level_of", "excludes"),
    *("credits_max", "program", "program_step", "schools", "from_year"),
)
REQUIRED_COLUMNS = ("code", "title", "subject", "credits")
SUBJECTS = ("EN", "MA", "SC", "SS", "WL", "CT", "AR", "PE", "EL")

_LONGEST_TEXT = 4000
_GRADES = re.compile(r"(\d{1,2})(?:-(\d{1,2}))?")
_TAG = re.compile(r"[a-z0-9][a-z0-9:_-]*")
_HIGHEST_GRADE = 13


def catalogue_layout(*, scale: int, terms: Mapping[str, str] = USUAL_TERMS) -> Layout[CatalogueCourse]:
    """The layout of a catalogue of our own; lists in a cell are parted by semicolons."""
    return Layout(
        CatalogueCourse.file,
        Columns(
            key="code",
            required=REQUIRED_COLUMNS,
            optional=tuple(name for name in CATALOGUE_COLUMNS if name not in REQUIRED_COLUMNS),
        ),
        (
            ("code", required_text),
            ("title", required_text),
            ("subject", partial(word, words=SUBJECTS)),
            ("credits", partial(units_from_credits, scale=scale)),
            ("length", one_of(CourseLength, blank=CourseLength.YEAR)),
            ("terms", partial(word_list, read=term_reader(terms))),
            ("grades", _grades),
            ("level", one_of(CourseLevel, blank=CourseLevel.REGULAR)),
            ("tags", partial(word_list, read=_tag)),
            ("prerequisite", long_text),
            ("corequisite", long_text),
            ("periods", _periods),
            ("description", long_text),
            ("repeatable", repeatable),
            ("repeat_credits", optional(partial(units_from_credits, scale=scale))),
            ("same_as", partial(word_list, read=text)),
            ("level_of", text),
            ("excludes", partial(word_list, read=text)),
            ("credits_max", optional(partial(units_from_credits, scale=scale))),
            ("program", text),
            ("program_step", optional(positive)),
            ("schools", partial(word_list, read=text)),
            ("from_year", optional(school_year)),
        ),
        _course,
    )


def credit_layout(*, scale: int) -> Layout[CourseCredit]:
    """The layout of course-credits.csv, which stands beside a roster."""
    return Layout(
        CourseCredit.file,
        Columns(key="courseSourcedId", required=("courseSourcedId", "credits"), optional=("levels",)),
        (
            ("courseSourcedId", required_text),
            ("credits", partial(units_from_credits, scale=scale)),
            ("levels", text_list),
        ),
        _credit,
    )


def long_text(cell: str) -> str:
    """Text of up to a page."""
    cell = cell.strip()
    if len(cell) > _LONGEST_TEXT:
        raise BadCellError(Code.TOO_LONG, detail=str(len(cell)))
    return cell


def _course(values: list[Any], file: str, line: int) -> CatalogueCourse:
    code, title, subject, units, length, terms, grades, level, tags, before, beside, periods, text_, *kin = values
    again, repeat_units, same_as, level_of, excludes, most_units, program, program_step, schools, from_year = kin
    course = CatalogueCourse(
        code=code,
        title=title,
        subject=subject,
        units=units,
        length=length,
        terms=terms,
        grades=grades,
        level=level,
        tags=tags,
        prerequisite=before,
        corequisite=beside,
        periods=periods,
        description=text_,
        repeatable=again[0],
        repeat_times=again[1],
        repeat_units=repeat_units,
        same_as=same_as,
        level_of=level_of,
        excludes=excludes,
        most_units=most_units,
        program=program,
        program_step=program_step,
        schools=schools,
        from_year=from_year,
        location=Location(file, line),
    )
    return agreed(course)


def _credit(values: list[Any], file: str, line: int) -> CourseCredit:
    course_id, units, levels = values
    return CourseCredit(course_id=course_id, units=units, levels=levels, location=Location(file, line))


def word_list(cell: str, *, read: Callable[[str], str]) -> tuple[str, ...]:
    """The parts of a cell between semicolons, each once."""
    return tuple(dict.fromkeys(read(part) for part in cell.split(";") if part.strip()))


def word(cell: str, *, words: tuple[str, ...]) -> str:
    """One of these words in any case."""
    by_spelling = {one.casefold(): one for one in words}
    found = by_spelling.get(cell.strip().casefold())
    if found is None:
        raise BadCellError(Code.UNKNOWN_VALUE if cell.strip() else Code.MISSING_VALUE)
    return found


def _tag(cell: str) -> str:
    tag = text(cell).casefold()
    if not _TAG.fullmatch(tag):
        raise BadCellError(Code.UNKNOWN_VALUE)
    return tag


def _grades(cell: str) -> tuple[int, ...]:
    """Grades such as 9;10 or 9-12, in order."""
    grades: set[int] = set()
    for part in filter(None, (part.strip() for part in cell.split(";"))):
        ends = _GRADES.fullmatch(part)
        first, last = (int(ends[1]), int(ends[2] or ends[1])) if ends else (1, 0)
        if first > last or last > _HIGHEST_GRADE:
            raise BadCellError(Code.BAD_GRADE)
        grades.update(range(first, last + 1))
    return tuple(sorted(grades))


def _periods(cell: str) -> int:
    periods = whole_number(cell) if cell.strip() else 1
    if not periods:
        raise BadCellError(Code.BAD_NUMBER)
    return periods
