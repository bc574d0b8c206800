"""Read the catalogue layout of Del Norte High School (Poway Unified, California).

Each row is a course of one term. Prerequisites part courses that are all needed by a bar, and courses of
which one is needed by OR. Codes are shared by the levels of one subject, so titles tell courses apart.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from waypost.interchange.bundle import Bundle, Columns
from waypost.interchange.catalogue.layouts import long_text
from waypost.interchange.catalogue.prerequisites import dangling
from waypost.interchange.catalogue.reading import only_file
from waypost.interchange.catalogue.rows import Catalogue, CatalogueCourse, CourseLength, CourseLevel
from waypost.interchange.cells import BadCellError, required_text, text
from waypost.interchange.codes import Code
from waypost.interchange.credits import UNITS_PER_CREDIT
from waypost.interchange.problems import Location, Problem, Severity, sort_problems
from waypost.interchange.repeats import hold_repeats
from waypost.interchange.sheet import Layout, read_sheet

UNITS_PER_TERM = UNITS_PER_CREDIT // 2
"""A term's course earns 5 California credits, half a Carnegie credit."""

_NO_COURSE = "IEP"
_SUBJECTS = {
    "English": "EN",
    "Mathematics": "MA",
    "Life Science": "SC",
    "Physical Science": "SC",
    "Social Science": "SS",
    "World Languages": "WL",
    "Fine Arts": "AR",
    "Physical Education": "PE",
    "Health": "PE",
    "Elective": "EL",
    "Electives": "EL",
    "Special Education": "EL",
}
_LEVELS = {"AP": CourseLevel.AP, "Honors": CourseLevel.HONORS}


@dataclass(frozen=True, slots=True)
class _Listing:
    """One row as the school wrote it."""

    code: str
    title: str
    grades: tuple[int, ...]
    uc_area: str
    requirement: str
    history_requirement: str
    prerequisites: str
    location: Location = field(compare=False)


def read_del_norte(bundle: Bundle, *, units_per_term: int = UNITS_PER_TERM) -> Catalogue:
    """The courses of the school's one file as our own rows; never raises on what a file says."""
    if bundle.is_refused:
        return Catalogue(problems=bundle.problems)
    sheet = read_sheet(bundle, _LAYOUT, file=only_file(bundle))
    hold_repeats(sheet, lambda listing: (listing.title.casefold(),))
    codes = _codes(sheet.rows)
    courses = [_course(listing, codes, units_per_term) for listing in sheet.rows]
    problems = [
        *sheet.problems,
        *_shared_codes(sheet.rows, codes),
        *_dangling(sheet.rows, courses, codes),
    ]
    return Catalogue(courses=tuple(courses), problems=tuple(sort_problems(problems)))


def _grades(cell: str) -> tuple[int, ...]:
    parts = [part for part in cell.strip().split("|") if part]
    if not all(part.isascii() and part.isdigit() for part in parts):
        raise BadCellError(Code.BAD_GRADE)
    return tuple(sorted({int(part) for part in parts}))


def _requirement(cell: str) -> str:
    if cell.strip() not in _SUBJECTS:
        raise BadCellError(Code.UNKNOWN_VALUE)
    return cell.strip()


def _listing(values: list[Any], file: str, line: int) -> _Listing:
    code, title, grades, uc_area, requirement, history, prerequisites = values
    return _Listing(code, title, grades, uc_area, requirement, history, prerequisites, Location(file, line))


_LAYOUT = Layout(
    CatalogueCourse.file,
    Columns(
        key="name",
        required=("courseCode", "name", "gradRequirement"),
        optional=("grades", "ucArea", "hsRequirement", "prerequisites", "other"),
    ),
    (
        ("courseCode", text),
        ("name", required_text),
        ("grades", _grades),
        ("ucArea", text),
        ("gradRequirement", _requirement),
        ("hsRequirement", text),
        ("prerequisites", long_text),
    ),
    _listing,
)


def _codes(listings: Sequence[_Listing]) -> dict[str, str]:
    """A code of its own for each title: the school's where no other course has it.

    Underscores, since in a prerequisite a free-standing `and` or `or` joins courses.
    """
    uses = Counter(listing.code for listing in listings)
    return {
        listing.title: listing.code
        if listing.code and uses[listing.code] == 1
        else "_".join(filter(None, (listing.code, _slug(listing.title).replace("-", "_"))))
        for listing in listings
    }


def _course(listing: _Listing, codes: Mapping[str, str], units: int) -> CatalogueCourse:
    return CatalogueCourse(
        code=codes[listing.title],
        title=listing.title,
        subject=_SUBJECTS[listing.requirement],
        units=units,
        length=CourseLength.SEMESTER,
        terms=("fall", "spring"),
        grades=listing.grades,
        level=_LEVELS.get(listing.title.split()[0], CourseLevel.REGULAR),
        tags=tuple(_tags(listing)),
        prerequisite=_prerequisite(listing.prerequisites, codes),
        location=listing.location,
    )


def _tags(listing: _Listing) -> Iterator[str]:
    if listing.uc_area:
        yield f"uc:{listing.uc_area.casefold()}"
    yield _slug("Elective" if _is_elective(listing) else listing.requirement)
    if listing.history_requirement:
        yield _slug(listing.history_requirement)
    if listing.requirement == "World Languages":
        name = next(word for word in listing.title.split() if word not in _LEVELS)
        yield f"language:{_slug(name)}"


def _is_elective(listing: _Listing) -> bool:
    return listing.requirement.startswith("Elective")


def _prerequisite(rule: str, codes: Mapping[str, str]) -> str:
    """The rule with codes for titles; a name that no course has stays, as a question for a person."""
    groups = [" or ".join(codes.get(name, name) for name in group) for group in _groups(rule)]
    if len(groups) == 1:
        return groups[0]
    return " and ".join(f"({group})" if " or " in group else group for group in groups)


def _groups(rule: str) -> list[list[str]]:
    return [[name.strip() for name in group.split(" OR ")] for group in rule.split("|") if group.strip()]


def _shared_codes(listings: Sequence[_Listing], codes: Mapping[str, str]) -> Iterator[Problem]:
    for listing in listings:
        if codes[listing.title] != listing.code:
            place = Location(listing.location.file, listing.location.line, "courseCode")
            yield Problem(
                Code.SHARED_CODE,
                Severity.WARNING,
                place,
                listing.title,
                detail=listing.code,
                suggestion=codes[listing.title],
            )


def _dangling(
    listings: Sequence[_Listing], courses: Sequence[CatalogueCourse], codes: Mapping[str, str]
) -> Iterator[Problem]:
    for listing, course in zip(listings, courses, strict=True):
        for name in (name for group in _groups(listing.prerequisites) for name in group):
            if name not in codes and name != _NO_COURSE:
                yield dangling(course, "prerequisites", name)


def _slug(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.casefold()).strip("-")
