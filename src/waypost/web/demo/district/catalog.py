"""The demo's course catalog, read from courses.csv beside this file."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from waypost.interchange.credits import units_from_credits

from .schools import CEDAR_HIGH, HIGH_SCHOOLS, MIDDLE_SCHOOLS, NORTH_HIGH
from .values import Course, Term

_OFFERED_AT = {
    "high": HIGH_SCHOOLS,
    "middle": MIDDLE_SCHOOLS,
    "cedar": (CEDAR_HIGH,),
    "north": (NORTH_HIGH,),
}


@cache
def catalog() -> Mapping[str, Course]:
    """Every course of the district by its code, in the catalog's order."""
    with (Path(__file__).parent / "courses.csv").open(encoding="utf-8", newline="") as lines:
        return {row["code"]: _course(row) for row in csv.DictReader(lines)}


def _course(row: Mapping[str, str]) -> Course:
    return Course(
        code=row["code"],
        title=row["title"],
        title_es=row["title_es"],
        subject=row["subject"],
        units=units_from_credits(row["credits"]),
        terms=tuple(Term(term) for term in row["terms"].split()),
        grades=_grades(row["grades"]),
        level=row["level"],
        tags=tuple(row["tags"].split()),
        prerequisite=row["prerequisite"],
        corequisite=row["corequisite"],
        periods=int(row["periods"]),
        repeatable=row["repeatable"] == "yes",
        level_of=row["level_of"],
        school_ids=tuple(school for word in row["offered_at"].split() for school in _OFFERED_AT[word]),
        description=row["description"],
    )


def _grades(text: str) -> tuple[int, ...]:
    first, _, last = text.partition("-")
    return tuple(range(int(first), int(last or first) + 1))
