"""The planned rows of a branch as plain values, and turning some of them into others."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction

from waypost.web.catalog.models import Course, Offering
from waypost.web.plans.models import Branch, PlannedCourse

Row = dict[str, Any]  # {"code", "grade_level", "term", "pins"}, and "offering" where the course itself does not say it


class AlreadyThere(Exception):
    """The course stands in that grade level and term of the branch already; `code` names it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def row_of(planned: PlannedCourse, **changes: Any) -> Row:
    """One planned course as plain values, with some of them changed."""
    row = {
        "code": planned.course.code,
        "grade_level": planned.grade_level,
        "term": planned.term,
        "pins": planned.pins,
        "offering": planned.offering_name,
    }
    return without_blank({**row, **changes})


def without_blank(row: Row) -> Row:
    """The row as it was kept before courses had offerings, where it has none."""
    return {name: value for name, value in row.items() if name != "offering" or value}


def put_rows(branch: Branch, *, before: list[Row], after: list[Row]) -> None:
    """Make the rows `before` of the branch into the rows `after`; a course in both keeps its row and its id.

    Raises AlreadyThere where two rows would say the same.
    """
    missing = [row for row in after if row not in before]
    for row in (row for row in before if row not in after):
        same = next((one for one in missing if one["code"] == row["code"]), None)
        if same is None:
            _rows(branch, row).delete()
        elif _moved(branch, row, same):
            missing.remove(same)
    for row in missing:
        _create(branch, row)


def _rows(branch: Branch, row: Row) -> Any:
    return PlannedCourse.objects.filter(
        branch=branch, course__code=row["code"], grade_level=row["grade_level"], term=row["term"]
    )


def _moved(branch: Branch, row: Row, to: Row) -> int:
    """How many rows changed: none where somebody took the row away in the meantime."""
    try:
        with transaction.atomic():
            changes = {name: to[name] for name in ("grade_level", "term", "pins")}
            if to.get("offering") != row.get("offering"):
                changes["offering"] = _offering(branch, to)
            return int(_rows(branch, row).update(**changes))
    except IntegrityError as clash:
        raise AlreadyThere(to["code"]) from clash


def _create(branch: Branch, row: Row) -> None:
    course = Course.objects.get(district_id=branch.plan.student.district_id, code=row["code"])
    try:
        with transaction.atomic():
            PlannedCourse.objects.create(
                branch=branch,
                course=course,
                grade_level=row["grade_level"],
                term=row["term"],
                pins=row["pins"],
                offering=_offering(branch, row),
            )
    except IntegrityError as clash:
        raise AlreadyThere(row["code"]) from clash


def _offering(branch: Branch, row: Row) -> Offering | None:
    """The way that a row names, even if nobody offers it any more; None for the course's own."""
    modality, is_named, provider = row.get("offering", "").partition("/")
    if not is_named:
        return None
    ways = Offering.objects.filter(district_id=branch.plan.student.district_id, course__code=row["code"])
    return ways.filter(modality=modality, provider=provider).first()
