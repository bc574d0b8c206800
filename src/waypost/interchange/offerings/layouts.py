"""Which column of a file of offerings makes which field."""

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

from waypost.interchange.bundle import Columns
from waypost.interchange.catalogue.layouts import word_list
from waypost.interchange.cells import BadCellError, one_of, optional, required_text, text, whole_number
from waypost.interchange.codes import Code
from waypost.interchange.credits import units_from_credits
from waypost.interchange.offerings.rows import CourseOffering, Modality
from waypost.interchange.problems import Location
from waypost.interchange.sheet import Layout
from waypost.interchange.terms import USUAL_TERMS, term_reader

OFFERING_COLUMNS = ("course", "modality", "provider", "terms", "cost", "credits", "approval", "periods")
REQUIRED_COLUMNS = ("course", "modality", "provider")

_MONEY = re.compile(r"\$?(\d{1,6})(?:\.(\d{2}))?")


def offering_layout(*, scale: int, terms: Mapping[str, str] = USUAL_TERMS) -> Layout[CourseOffering]:
    """The layout of offerings.csv; terms are parted by semicolons."""
    return Layout(
        CourseOffering.file,
        Columns(
            key="course",
            required=REQUIRED_COLUMNS,
            optional=tuple(name for name in OFFERING_COLUMNS if name not in REQUIRED_COLUMNS),
        ),
        (
            ("course", required_text),
            ("modality", one_of(Modality)),
            ("provider", required_text),
            ("terms", partial(word_list, read=term_reader(terms))),
            ("cost", cents),
            ("credits", optional(partial(units_from_credits, scale=scale))),
            ("approval", text),
            ("periods", optional(whole_number)),
        ),
        _offering,
    )


def cents(cell: str) -> int:
    """Cents from dollars such as 75 or $75.50; blank is nothing to pay."""
    cell = cell.strip()
    if not cell:
        return 0
    read = _MONEY.fullmatch(cell.replace(",", ""))
    if read is None:
        raise BadCellError(Code.BAD_NUMBER)
    return int(read[1]) * 100 + int(read[2] or 0)


def _offering(values: list[Any], file: str, line: int) -> CourseOffering:
    code, modality, provider, terms, cost, units, approval, periods = values
    return CourseOffering(
        course_code=code,
        modality=modality,
        provider=provider,
        terms=terms,
        cost_cents=cost,
        units=units,
        approval=approval,
        periods=periods,
        location=Location(file, line),
    )
