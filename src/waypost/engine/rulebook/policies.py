"""Grading and standing policies from TOML tables."""

from fractions import Fraction

from waypost.engine.catalog import SUBJECTS, Level
from waypost.engine.gpa_policy import GpaPolicy, Lock, RepeatRule, StandingPolicy, StandingStep, Weighting
from waypost.engine.record import CreditRule
from waypost.engine.rulebook.problem import ProblemKind
from waypost.engine.rulebook.selectors import Selectors
from waypost.engine.rulebook.table import Table
from waypost.engine.selector import ANY_COURSE, Selector


def read_gpa_policy(table: Table, *, selectors: Selectors) -> GpaPolicy:
    """A GPA policy; ``points`` is the only part that must be there."""
    points = _numbers(table, "points")
    percents = tuple(_band(band) for band in table.tables("percent"))
    if not points and not percents:
        table.wrong("points", "'points' is missing", ProblemKind.MISSING)
    policy = GpaPolicy(
        id=table.needed_text("id"),
        title=table.needed_text("title"),
        citation=table.text("citation") or "",
        points={mark.upper(): value for mark, value in points.items()},
        percents=tuple(sorted(percents, reverse=True)),
        ignored=frozenset(mark.upper() for mark in table.words("ignored")),
        weighting=_weighting(table, selectors=selectors),
        repeat=table.one_of("repeat", RepeatRule) or RepeatRule.ALL,
        repeat_at_most=table.text("repeat_at_most"),
        repeat_courses=table.whole("repeat_courses"),
        credit=table.one_of("credit", CreditRule) or CreditRule.BEST,
        counts=_selector(table, "counts", selectors=selectors),
        grades=table.wholes("grades"),
        summers_count_up=table.flag("summers_count_up", default=False),
        best_units=table.units("best_credits", scale=1),
        lock=_lock(table, selectors=selectors),
    )
    table.finish()
    return policy


def read_standing_policy(table: Table) -> StandingPolicy:
    """The steps of class standing; credits are Carnegie credits."""
    steps = tuple(sorted((_step(step) for step in table.tables("step")), key=lambda step: step.grade_level))
    policy = StandingPolicy(
        id=table.needed_text("id"),
        title=table.needed_text("title"),
        citation=table.text("citation") or "",
        steps=steps,
    )
    table.finish()
    return policy


def _weighting(table: Table, *, selectors: Selectors) -> Weighting:
    weights = table.table("weights")
    if weights is None:
        return Weighting()
    bonus = weights.table("bonus")
    by_grade = weights.table("cap_by_grade")
    weighting = Weighting(
        bonus=_by_level(bonus) if bonus else {},
        marks=frozenset(mark.upper() for mark in weights.words("marks")),
        selector=_selector(weights, "from", selectors=selectors),
        cap_semesters=weights.whole("cap_semesters"),
        cap_by_grade=_by_grade(by_grade) if by_grade else {},
    )
    weights.finish()
    return weighting


def _lock(table: Table, *, selectors: Selectors) -> Lock | None:
    inner = table.table("lock")
    if inner is None:
        return None
    units = inner.units("credits", scale=1)
    if units is None:
        inner.wrong("credits", "'credits' is missing", ProblemKind.MISSING)
    lock = Lock(
        units=units or 0,
        selector=_selector(inner, "from", selectors=selectors),
        least_units=inner.units("least_credits", scale=1) or 0,
        least_selector=_selector(inner, "least_from", selectors=selectors),
    )
    inner.finish()
    return lock


def _selector(table: Table, key: str, *, selectors: Selectors) -> Selector:
    value = table.raw(key)
    return ANY_COURSE if value is None else selectors.read(value, place=(*table.place, key))


def _numbers(table: Table, key: str) -> dict[str, Fraction]:
    inner = table.table(key)
    if inner is None:
        return {}
    read = {name: inner.number(name) for name in inner.values}
    return {name: value for name, value in read.items() if value is not None}


def _by_level(table: Table) -> dict[Level, Fraction]:
    bonus = {}
    for level in Level:
        value = table.number(str(level))
        if value is not None:
            bonus[level] = value
    table.finish()
    return bonus


def _by_grade(table: Table) -> dict[int, int]:
    caps = {}
    for grade in map(str, range(6, 13)):
        value = table.whole(grade)
        if value is not None:
            caps[int(grade)] = value
    table.finish()
    return caps


def _band(table: Table) -> tuple[Fraction, Fraction]:
    least, points = table.number("from"), table.number("points")
    if least is None or points is None:
        table.wrong("from", "a band needs 'from' and 'points'", ProblemKind.MISSING)
    table.finish()
    return least or Fraction(0), points or Fraction(0)


def _step(table: Table) -> StandingStep:
    subjects = table.table("subjects")
    by_subject = {}
    if subjects is not None:
        for subject in SUBJECTS:
            units = subjects.units(subject, scale=1)
            if units is not None:
                by_subject[subject] = units
        subjects.finish()
    step = StandingStep(
        grade_level=table.whole("grade") or 0,
        units=table.units("credits", scale=1) or 0,
        subject_units=by_subject,
    )
    table.finish()
    return step
