"""What a course says of other courses: the cells, and which of them cannot be."""

from collections.abc import Iterator, Sequence

from waypost.interchange.catalogue.rows import CatalogueCourse
from waypost.interchange.cells import BadCellError, whole_number
from waypost.interchange.codes import Code
from waypost.interchange.problems import Location, Problem, Severity

_YES, _NO = {"yes", "y", "true"}, {"", "no", "n", "false", "0"}

#: Whether a course is repeatable, and how often in all (None: as often as wished).
Repeatable = tuple[bool, int | None]


def repeatable(cell: str) -> Repeatable:
    """Yes, no, or how often in all; 1 could be either, so it is not guessed."""
    word = cell.strip().casefold()
    if word in _YES:
        return True, None
    if word in _NO:
        return False, None
    if word == "1":
        raise BadCellError(Code.UNKNOWN_VALUE, suggestion="yes")
    if not word.isdigit():
        raise BadCellError(Code.UNKNOWN_VALUE)
    return True, whole_number(word)


def positive(cell: str) -> int:
    """A whole number from 1."""
    number = whole_number(cell)
    if not number:
        raise BadCellError(Code.BAD_NUMBER)
    return number


def agreed(course: CatalogueCourse) -> CatalogueCourse:
    """The course; raises BadCellError for the first of its cells that the others contradict."""
    itself = {course.code.casefold(), *(code.casefold() for code in course.same_as)}
    if course.level_of.casefold() in itself - {""}:
        raise BadCellError(Code.NAMES_ITSELF, column="level_of")
    if any(code.casefold() in itself for code in course.excludes):
        raise BadCellError(Code.NAMES_ITSELF, column="excludes")
    if course.repeat_units is not None and not course.repeatable:
        raise BadCellError(Code.NOTHING_WITHOUT, column="repeat_credits", detail="repeatable")
    if course.program_step is not None and not course.program:
        raise BadCellError(Code.NOTHING_WITHOUT, column="program_step", detail="program")
    if course.most_units is not None and course.most_units < course.units:
        raise BadCellError(Code.LESS_THAN, column="credits_max", detail="credits")
    return course


def kin_problems(courses: Sequence[CatalogueCourse]) -> Iterator[Problem]:
    """A warning for each level or exclusion that names no course; `same_as` may name a number that is gone."""
    known = {code.casefold() for course in courses for code in (course.code, *course.same_as)}
    for course in courses:
        for column, codes in (("level_of", (course.level_of,)), ("excludes", course.excludes)):
            for code in filter(None, codes):
                if code.casefold() not in known:
                    place = Location(course.location.file, course.location.line, column)
                    yield Problem(Code.NOT_IN_CATALOGUE, Severity.WARNING, place, course.code, detail=code)
