"""Names of courses in prerequisite texts: which of them are in the catalogue."""

import re
from collections.abc import Iterable, Iterator, Sequence

from waypost.interchange.catalogue.rows import CatalogueCourse
from waypost.interchange.codes import Code
from waypost.interchange.problems import Location, Problem, Severity

_SIGN = re.compile(r"\(|\)|(?<![\w./-])(?:and|or)(?![\w./-])|&|\||,|;", re.IGNORECASE)
_CODE = re.compile(r"([A-Za-z0-9][\w./-]*)(?::(?:[A-Da-d][+-]?|\d{2,3}))?\*?")


def prerequisite_problems(courses: Sequence[CatalogueCourse]) -> Iterator[Problem]:
    """A warning for each course code in a prerequisite that no course has; other words are for a person."""
    known = {name.casefold() for course in courses for name in (course.code, course.title, *course.same_as)}
    for course in courses:
        for column, rule in (("prerequisite", course.prerequisite), ("corequisite", course.corequisite)):
            for code in _codes(rule):
                if code.casefold() not in known:
                    yield dangling(course, column, code)


def dangling(course: CatalogueCourse, column: str, name: str) -> Problem:
    """The warning that a prerequisite names what the catalogue has not."""
    place = Location(course.location.file, course.location.line, column)
    return Problem(Code.BAD_PREREQUISITE, Severity.WARNING, place, course.code, detail=name)


def _codes(rule: str) -> Iterable[str]:
    for part in filter(None, map(str.strip, _SIGN.split(rule))):
        read = _CODE.fullmatch(part)
        if read and any(sign.isdigit() for sign in read[1]):
            yield read[1]
