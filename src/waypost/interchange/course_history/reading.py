"""Read course histories and facts from a bundle."""

from collections.abc import Collection, Container, Iterable, Mapping
from typing import TypeVar

from waypost.interchange.bundle import Bundle
from waypost.interchange.codes import Code
from waypost.interchange.course_history.layouts import fact_layout, history_layout
from waypost.interchange.course_history.rows import CourseAttempt, CourseHistory, Fact
from waypost.interchange.problems import Location, Problem, Severity, sort_problems
from waypost.interchange.repeats import hold_repeats
from waypost.interchange.sheet import Layout, Sheet, read_sheet
from waypost.interchange.terms import USUAL_TERMS

Row = TypeVar("Row", CourseAttempt, Fact)


def read_course_history(
    bundle: Bundle,
    *,
    known_marks: Container[str] | None = None,
    scale: int = 1,
    accept: Collection[str] = (),
    terms: Mapping[str, str] = USUAL_TERMS,
) -> CourseHistory:
    """The attempts and facts of a bundle, and every problem; never raises on what a file says.

    `known_marks` are the marks that the district's policy knows: any other holds its row. `scale` is how
    many of the file's credits make one Carnegie credit (10 in California). A bundle of one file with a
    name of its own is read as course-history.csv. `terms` are the codes of terms by the words of the file.
    """
    layout = history_layout(scale=scale, known_marks=known_marks, terms=terms)
    attempts = _sheet(bundle, layout, _history_file(bundle), accept)
    facts = _sheet(bundle, fact_layout(), bundle.find(Fact.file), accept)
    hold_repeats(attempts, _attempt_key)
    hold_repeats(facts, _fact_key)
    return CourseHistory(
        attempts=tuple(attempts.rows),
        facts=tuple(facts.rows),
        problems=tuple(sort_problems((*bundle.problems, *_missing(bundle), *attempts.problems, *facts.problems))),
        row_counts={CourseAttempt.file: len(attempts.rows), Fact.file: len(facts.rows)},
    )


def _history_file(bundle: Bundle) -> str | None:
    only = next(iter(bundle.files), None) if len(bundle.files) == 1 else None
    is_history = only is not None and only.casefold() != Fact.file
    return bundle.find(CourseAttempt.file) or (only if is_history else None)


def _sheet(bundle: Bundle, layout: Layout[Row], file: str | None, accept: Collection[str]) -> Sheet[Row]:
    if file is None:
        return Sheet(layout.file)
    return read_sheet(bundle, layout, file=file, accept=accept)


def _missing(bundle: Bundle) -> Iterable[Problem]:
    if not bundle.is_refused and not _history_file(bundle) and not bundle.find(Fact.file):
        yield Problem(Code.MISSING_FILE, Severity.FILE, Location(CourseAttempt.file))


def _attempt_key(attempt: CourseAttempt) -> tuple[str, ...]:
    return (attempt.student_id, attempt.course_code, str(attempt.school_year), attempt.term)


def _fact_key(fact: Fact) -> tuple[str, ...]:
    return (fact.student_id, fact.kind, fact.happened_on.isoformat(), fact.source)
