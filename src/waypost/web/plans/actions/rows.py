"""The planned rows of a branch as plain values, and turning some of them into others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from waypost.web.catalog.models import Course, Offering
from waypost.web.plans.adapters.entries import place_rows
from waypost.web.plans.adapters.horizon import school_year_of
from waypost.web.plans.models import Branch, PlannedCourse

#: {"code", "grade_level", "term", "pins"}; "offering" where the course itself does not say it; "taken" where the
#: student said so after the term; "units" where they are chosen.
Row = dict[str, Any]


Written = TypeVar("Written")


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
        "taken": planned.said_taken,
        "units": planned.own_units,
    }
    return without_blank({**row, **changes})


def without_blank(row: Row) -> Row:
    """The row without what it need not say: no offering, not said to be taken, the units of its course."""
    return {name: value for name, value in row.items() if name not in {"offering", "taken", "units"} or value}


def put_rows(branch: Branch, *, before: list[Row], after: list[Row], on: date) -> None:
    """Make the rows `before` of the branch into the rows `after`; a course in both keeps its row and its id.

    Grade levels are those of the day `on`; what is written keeps the school year that each means.

    Raises AlreadyThere where two rows would say the same.
    """
    missing = [row for row in after if row not in before]
    for row in (row for row in before if row not in after):
        same = next((one for one in missing if one["code"] == row["code"]), None)
        if same is None:
            rows_at(branch, row, on=on).delete()
        elif _moved(branch, row, same, on=on):
            missing.remove(same)
    for row in missing:
        _create(branch, row, on=on)


def rows_at(branch: Branch, row: Row, *, on: date) -> QuerySet[PlannedCourse]:
    """The planned course of a branch that a plain row means; a row without a school year is found by its grade."""
    year = _year(branch, row, on=on)
    there = Q(school_year=year) | Q(school_year=None, grade_level=row["grade_level"])
    return PlannedCourse.objects.filter(there, branch=branch, course__code=row["code"], term=row["term"])


def _year(branch: Branch, row: Row, *, on: date) -> int:
    return school_year_of(branch.plan.student, grade_level=row["grade_level"], on=on)


def _moved(branch: Branch, row: Row, to: Row, *, on: date) -> int:
    """How many rows changed: none where somebody took the row away in the meantime."""
    changes = {name: to[name] for name in ("grade_level", "term", "pins")}
    changes |= {"school_year": _year(branch, to, on=on), "said_taken": to.get("taken", False)}
    changes |= {"own_units": to.get("units")}
    if to.get("offering") != row.get("offering"):
        changes["offering"] = _offering(branch, to)
    return _write(branch, to, lambda: int(rows_at(branch, row, on=on).update(**changes)), on=on)


def _create(branch: Branch, row: Row, *, on: date) -> None:
    planned = PlannedCourse(
        branch=branch,
        course=Course.objects.get(district_id=branch.plan.student.district_id, code=row["code"]),
        grade_level=row["grade_level"],
        term=row["term"],
        school_year=_year(branch, row, on=on),
        said_taken=row.get("taken", False),
        own_units=row.get("units"),
        pins=row["pins"],
        offering=_offering(branch, row),
    )
    _write(branch, row, lambda: planned.save(force_insert=True), on=on)


def _write(branch: Branch, row: Row, write: Callable[[], Written], *, on: date) -> Written:
    """Write once, or once more where only the grade level of another year stood in the way; else AlreadyThere."""
    try:
        with transaction.atomic():
            return write()
    except IntegrityError as clash:
        if rows_at(branch, row, on=on).exists() or not _keep_grades(branch, on=on):
            raise AlreadyThere(row["code"]) from clash
    try:
        with transaction.atomic():
            return write()
    except IntegrityError as clash:
        raise AlreadyThere(row["code"]) from clash


def _keep_grades(branch: Branch, *, on: date) -> int:
    """Write the grade level of each row's school year: it is stale since a grade was repeated or skipped."""
    stale = list(branch.planned.exclude(school_year=None).order_by("grade_level"))
    before = [row.grade_level for row in stale]
    place_rows(stale, student=branch.plan.student, on=on)
    moved = [row for row, grade in zip(stale, before, strict=True) if row.grade_level != grade]
    if moved and moved[0].grade_level > min(before):
        moved.reverse()  # a grade was skipped: the highest makes room first
    for row in moved:
        row.save(update_fields=["grade_level"])
    return len(moved)


def _offering(branch: Branch, row: Row) -> Offering | None:
    """The way that a row names, even if nobody offers it any more; None for the course's own."""
    modality, is_named, provider = row.get("offering", "").partition("/")
    if not is_named:
        return None
    ways = Offering.objects.filter(district_id=branch.plan.student.district_id, course__code=row["code"])
    return ways.filter(modality=modality, provider=provider).first()
