"""The ways to take courses beside the school day, read from offerings.csv beside this file."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from waypost.interchange.credits import units_from_credits

from .values import Offering, Term


@cache
def offerings() -> tuple[Offering, ...]:
    """The state's virtual school, summer school, the community college and places of work."""
    with (Path(__file__).parent / "offerings.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(_offering(row) for row in csv.DictReader(lines))


def _offering(row: Mapping[str, str]) -> Offering:
    return Offering(
        course_code=row["course"],
        modality=row["modality"],
        provider=row["provider"],
        terms=tuple(Term(term) for term in row["terms"].split()),
        cost_cents=int(row["cost_cents"]),
        units=units_from_credits(row["credits"]) if row["credits"] else None,
        approval=row["approval"],
        periods=int(row["periods"]) if row["periods"] else None,
    )
