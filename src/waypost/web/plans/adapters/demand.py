"""The planned courses of many students as the requests that the engine counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from waypost.engine.catalog import Term
from waypost.engine.demand import CourseTerm

from .snapshots import FIRST_MONTH

PlannedRow = tuple[int, str, str]
Requests = dict[str, list[CourseTerm]]


def to_requests(rows: Iterable[PlannedRow]) -> Requests:
    """From (student id, course code, term): what each student wants."""
    found: Requests = {}
    for student_id, code, term in rows:
        found.setdefault(str(student_id), []).append(CourseTerm(code, Term(term)))
    return found


def school_year_on(on: date) -> int:
    """The school year of a day, named by the year in which it starts."""
    return on.year if on.month >= FIRST_MONTH else on.year - 1
