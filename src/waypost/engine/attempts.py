"""What became of an attempt: passed or not, still running, over without a mark.

Passed is a matter of mark and result, never of credit above zero: advisory for no credit is passed with a P, and a
failed course earns nothing, whatever credit a file states for it.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from waypost.engine.load import Half, halves_of
from waypost.engine.marks import is_known_pass, is_no_credit
from waypost.engine.past import is_over
from waypost.engine.record import AttemptResult, Entry, Stage
from waypost.engine.result import HeldBecause
from waypost.engine.sameness import course_key


class Outcome(NamedTuple):
    """The units that an attempt brings, whether it counts as a course, and why it brings less than stated.

    (Made by the thousand, hence a named tuple.)
    """

    units: int
    counts: bool
    because: HeldBecause | None = None


def is_passed(entry: Entry) -> bool:
    """Whether an attempt that is over was passed: by its result, else by its mark; without either it was not."""
    if entry.result is not None:
        return entry.result is AttemptResult.PASSED
    if entry.mark is None or is_no_credit(entry.mark):
        return False
    if entry.units:
        return True
    return is_known_pass(entry.mark, anywhere=bool(entry.attempted_units))


def brings_credit(entry: Entry) -> bool:
    """Whether an attempt is passed, running or planned, by its own word."""
    if entry.repeat is not None and not entry.repeat.counts:
        return False
    return entry.stage is not Stage.DONE or is_passed(entry)


def attempts_by_course(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """The attempts at each course and its levels, in order of time."""
    found: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: (max(halves_of(entry)), entry.id)):
        found.setdefault(course_key(entry.course), []).append(entry)
    return found


def completing(attempts: Sequence[Entry]) -> list[Entry]:
    """The attempts at one course that complete it, of some in order of time: half a passed year is half of it.

    What runs or is planned is taken as whole.
    """
    found, halves = [], 0
    for entry in attempts:
        if not brings_credit(entry):
            continue
        halves += entry.units or _passed_for_nothing(entry)
        if entry.stage is not Stage.DONE or halves >= entry.course.units:
            found.append(entry)
    return found


def _passed_for_nothing(entry: Entry) -> int:
    """How much of the course was passed by an attempt without credit: what was attempted, else all of it."""
    return entry.attempted_units or entry.course.units


def outcomes_of(entries: Sequence[Entry], *, on: date | None) -> list[Outcome]:
    """The outcome of each attempt, in the same order; ``on`` is today (None: nothing is taken as over)."""
    results = _results(entries)
    return [_outcome(entry, results=results, on=on) for entry in entries]


#: The attempts with a result, by school year and code of the course.
Results = dict[tuple[int, str], list[Entry]]


def _results(entries: Sequence[Entry]) -> Results:
    """The attempts that end a seat in the same course and year; empty where nobody has a seat."""
    found: Results = {}
    years = {entry.school_year for entry in entries if entry.stage is Stage.NOW}
    for entry in entries if years else ():
        if entry.stage is Stage.DONE and entry.school_year in years:
            found.setdefault((entry.school_year, course_key(entry.course)), []).append(entry)
    return found


def _outcome(entry: Entry, *, results: Results, on: date | None) -> Outcome:
    if entry.repeat is not None and not entry.repeat.counts:
        return Outcome(0, False, HeldBecause.NOT_COUNTED if entry.units else None)
    if entry.stage is Stage.DONE:
        return _finished(entry)
    if entry.stage is Stage.PLANNED:
        return Outcome(entry.units, True)
    if on is not None and is_over(school_year=entry.school_year, term=entry.term, on=on):
        return Outcome(0, False, HeldBecause.NO_MARK_YET)
    return _seat(entry, results=results)


def _finished(entry: Entry) -> Outcome:
    if is_passed(entry):
        return Outcome(entry.units, True)
    has_result = entry.result is not None or entry.mark is not None
    because = HeldBecause.NOT_PASSED if has_result else HeldBecause.NO_MARK
    return Outcome(0, False, because if entry.units else None)


def _seat(entry: Entry, *, results: Results) -> Outcome:
    """A class that runs: the parts of the year that have a result are no longer on the way."""
    if not results:
        return Outcome(entry.units, True)
    own = set(halves_of(entry))
    parts = [
        part for part in results.get((entry.school_year, course_key(entry.course)), ()) if own & set(halves_of(part))
    ]
    if not parts:
        return Outcome(entry.units, True)
    over: set[Half] = {half for part in parts for half in halves_of(part)}
    gone = sum(part.units if part.attempted_units is None else part.attempted_units for part in parts)
    left = 0 if own <= over else max(0, entry.units - gone)
    return Outcome(left, left > 0, None if left else HeldBecause.RESULT_IN)
