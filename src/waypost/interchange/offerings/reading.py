"""Read a file of offerings."""

from collections.abc import Collection, Mapping

from waypost.interchange.bundle import Bundle
from waypost.interchange.catalogue.reading import only_file
from waypost.interchange.offerings.layouts import offering_layout
from waypost.interchange.offerings.rows import CourseOffering, Offerings
from waypost.interchange.problems import sort_problems
from waypost.interchange.repeats import hold_repeats
from waypost.interchange.sheet import read_sheet
from waypost.interchange.terms import USUAL_TERMS


def read_offerings(
    bundle: Bundle, *, scale: int = 1, accept: Collection[str] = (), terms: Mapping[str, str] = USUAL_TERMS
) -> Offerings:
    """The rows of offerings.csv, or of the one file of a bundle; never raises on what a file says.

    `scale` is how many of the file's credits make one Carnegie credit (10 in California).
    """
    if bundle.is_refused:
        return Offerings(problems=bundle.problems)
    sheet = read_sheet(bundle, offering_layout(scale=scale, terms=terms), file=only_file(bundle), accept=accept)
    every = {row.location.line: row.course_code for row in sheet.rows}
    hold_repeats(sheet, _key)
    held = sheet.held_lines()
    return Offerings(
        rows=tuple(sheet.rows),
        held=frozenset(every.get(line, code) for line, code in held.items()),
        problems=tuple(sort_problems(sheet.problems)),
    )


def _key(row: CourseOffering) -> tuple[str, ...]:
    return row.course_code.casefold(), row.modality.value, row.provider.casefold()
