"""Read a catalogue of our own layout, and the credits that stand beside a roster."""

from collections.abc import Collection, Mapping

from waypost.interchange.bundle import Bundle
from waypost.interchange.catalogue.kin import kin_problems
from waypost.interchange.catalogue.layouts import catalogue_layout, credit_layout
from waypost.interchange.catalogue.prerequisites import prerequisite_problems
from waypost.interchange.catalogue.rows import Catalogue, CatalogueCourse, CourseCredit, CourseCredits
from waypost.interchange.problems import sort_problems
from waypost.interchange.repeats import hold_repeats
from waypost.interchange.sheet import read_sheet
from waypost.interchange.terms import USUAL_TERMS


def read_catalogue(
    bundle: Bundle, *, scale: int = 1, accept: Collection[str] = (), terms: Mapping[str, str] = USUAL_TERMS
) -> Catalogue:
    """The courses of catalogue.csv, or of the one file of a bundle; never raises on what a file says.

    `scale` is how many of the file's credits make one Carnegie credit (10 in California).
    """
    if bundle.is_refused:
        return Catalogue(problems=bundle.problems)
    sheet = read_sheet(bundle, catalogue_layout(scale=scale, terms=terms), file=only_file(bundle), accept=accept)
    hold_repeats(sheet, _code)
    problems = (*sheet.problems, *prerequisite_problems(sheet.rows), *kin_problems(sheet.rows))
    return Catalogue(courses=tuple(sheet.rows), columns=sheet.columns, problems=tuple(sort_problems(problems)))


def read_course_credits(bundle: Bundle, *, scale: int = 1) -> CourseCredits:
    """The credits of a roster's courses from course-credits.csv; a blank credit holds its row."""
    if bundle.is_refused:
        return CourseCredits(problems=bundle.problems)
    sheet = read_sheet(bundle, credit_layout(scale=scale))
    hold_repeats(sheet, _course_id)
    return CourseCredits(credits=tuple(sheet.rows), problems=tuple(sort_problems(sheet.problems)))


def only_file(bundle: Bundle) -> str | None:
    """The name of the file of a bundle of one, else None."""
    return next(iter(bundle.files)) if len(bundle.files) == 1 else None


def _code(course: CatalogueCourse) -> tuple[str, ...]:
    return (course.code.casefold(),)


def _course_id(credit: CourseCredit) -> tuple[str, ...]:
    return (credit.course_id.casefold(),)
