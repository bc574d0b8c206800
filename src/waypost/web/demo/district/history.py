"""A student's way through the school years: what they took, how it went, and what they take now."""

from __future__ import annotations

from random import Random

from waypost.interchange.credits import UNITS_PER_CREDIT

from .calendar import THIS_YEAR
from .catalog import catalog
from .marks import draw_mark
from .schedule import choose_year
from .schools import FEEDER
from .traits import Traits
from .tries import History, Try, finished, running
from .values import Course, Method, Status, Term
from .wishes import wishes

_ELSEWHERE = (
    ("XLAT1", "Latin 1", UNITS_PER_CREDIT),
    ("XNAV1", "Marine Navigation", UNITS_PER_CREDIT // 2),
    ("XHIST1", "State History", UNITS_PER_CREDIT // 2),
)


def live_through(random: Random, *, traits: Traits, grade_now: int) -> History:
    """The high-school history of a student up to this fall, with the courses of this year in progress."""
    history = History()
    if traits.is_accelerated and grade_now >= 8:
        _algebra_in_eighth(random, history, traits=traits, grade_now=grade_now)
    for grade in range(9, grade_now + 1):
        year = THIS_YEAR - (grade_now - grade)
        chosen = _chosen(random, history, traits=traits, grade=grade)
        if year == THIS_YEAR:
            _start(random, history, chosen, traits=traits, grade=grade)
        else:
            _finish(random, history, chosen, traits=traits, grade=grade, year=year)
    return history


def open_periods(random: Random, *, history: History, grade: int) -> int:
    """Periods that a senior with enough credits leaves free."""
    if grade < 12 or sum(one.units for one in history.tries if one.earns) < 20 * UNITS_PER_CREDIT:
        return 0
    return random.choice((0, 0, 1, 1, 2))


def _algebra_in_eighth(random: Random, history: History, *, traits: Traits, grade_now: int) -> None:
    """High-school classes taken early; a weak mark there is not put on the record."""
    school_id = FEEDER.get(traits.school_id, traits.school_id)
    early = ("ALG1", "SPAN1") if traits.ability > 1.6 and traits.language == "SPAN" else ("ALG1",)
    for course in (catalog()[code] for code in early):
        mark = draw_mark(random, course=course, ability=traits.ability)
        if grade_now == 8:
            history.take(running(course, Term.YEAR, school_id=school_id, grade=8, mark=mark))
        elif mark not in "DF":
            year = THIS_YEAR - (grade_now - 8)
            history.take(finished(course, Term.YEAR, school_id=school_id, year=year, grade=8, mark=mark))


def _chosen(random: Random, history: History, *, traits: Traits, grade: int) -> list[tuple[Course, Term]]:
    return choose_year(
        wished=wishes(random, traits=traits, trail=history.trail, grade=grade),
        trail=history.trail,
        grade=grade,
        school_id=traits.school_id,
        open_periods=open_periods(random, history=history, grade=grade),
    )


def _start(random: Random, history: History, chosen: list[tuple[Course, Term]], *, traits: Traits, grade: int) -> None:
    """The current year: running courses with the mark so far."""
    for course, term in chosen:
        mark = draw_mark(random, course=course, ability=traits.ability) if course.units else ""
        history.take(running(course, term, school_id=traits.school_id, grade=grade, mark=mark))


def _finish(
    random: Random, history: History, chosen: list[tuple[Course, Term]], *, traits: Traits, grade: int, year: int
) -> None:
    """A past year: marks, a few withdrawals, and summer school for some failures."""
    elsewhere = traits.joined_in is not None and grade < traits.joined_in
    for course, term in chosen:
        if course.units == 0:
            continue
        done = _marked(random, history, course, term, traits=traits, grade=grade, year=year)
        if elsewhere:
            done.school_id, done.method = None, Method.TRANSFER
        history.take(done)
        if done.is_failed and not elsewhere and random.random() < 0.42:
            history.take(_recovered(random, done))
    if elsewhere and random.random() < 0.5:
        history.take(_from_elsewhere(random, grade=grade, year=year))


def _marked(
    random: Random, history: History, course: Course, term: Term, *, traits: Traits, grade: int, year: int
) -> Try:
    again = course.code in history.trail.failed
    mark = draw_mark(random, course=course, ability=traits.ability, is_second_try=again)
    done = finished(course, term, school_id=traits.school_id, year=year, grade=grade, mark=mark)
    if random.random() < 0.006:
        done.mark, done.status = "W", Status.WITHDRAWN
    elif random.random() < 0.012 and course.subject in {"EL", "EN", "SS"}:
        done.method = Method.ONLINE
    return done


def _recovered(random: Random, failed: Try) -> Try:
    """The same course made up in the summer after; the mark is modest."""
    course = catalog()[failed.code]
    again = finished(
        course,
        Term.SUMMER,
        school_id=failed.school_id,
        year=failed.school_year,
        grade=failed.grade,
        mark=random.choices("BCDF", weights=(1, 5, 5, 1))[0],
    )
    again.method = Method.RECOVERY
    return again


def _from_elsewhere(random: Random, *, grade: int, year: int) -> Try:
    """A course that only the student's old school had; our catalog has no subject for it."""
    code, title, units = random.choice(_ELSEWHERE)
    return Try(
        code=code,
        title=title,
        subject="",
        school_id=None,
        school_year=year,
        grade=grade,
        term=Term.YEAR if units == UNITS_PER_CREDIT else Term.FALL,
        units=units,
        mark=random.choice("ABC"),
        status=Status.COMPLETED,
        method=Method.TRANSFER,
    )
