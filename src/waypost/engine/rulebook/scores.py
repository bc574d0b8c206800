"""Scores from TOML: the terms under ``of``, each a fact, marks of classes, or a count of classes."""

from fractions import Fraction

from waypost.engine.measure import Measure
from waypost.engine.requirement import About, Score
from waypost.engine.rulebook.facts import read_keys, read_values, read_window
from waypost.engine.rulebook.problem import ProblemKind
from waypost.engine.rulebook.selectors import ReadSelector
from waypost.engine.rulebook.table import Table
from waypost.engine.score import CountTerm, FactTerm, MarkTerm, ScoreKind, ScoreTerm
from waypost.engine.selector import Selector
from waypost.engine.units import UNITS_PER_CREDIT

#: What tells the terms apart.
_TERMS = ("fact", "points", "tally")


def read_score(table: Table, *, about: About, read_selector: ReadSelector, scale: int) -> Score:
    """A sum or an average of terms that must reach a number."""
    kind = table.one_of("score", ScoreKind) or ScoreKind.SUM
    least = table.number("at_least")
    if least is None or least < 0:
        table.wrong("at_least", "needs a number, 0 or more", ProblemKind.MISSING)
    terms = tuple(
        term
        for one in table.tables("of")
        if (term := _term(one, kind=kind, read_selector=read_selector, scale=scale)) is not None
    )
    if not terms:
        table.wrong("of", "'of' is missing: what is added up?", ProblemKind.MISSING)
    best = table.whole("best")
    if best is not None and best < 1:
        table.wrong("best", "must be 1 or more")
    return Score(about=about, kind=kind, terms=terms, at_least=least or Fraction(0), best=best)


def _term(table: Table, *, kind: ScoreKind, read_selector: ReadSelector, scale: int) -> ScoreTerm | None:
    named = [key for key in _TERMS if key in table]
    if len(named) != 1:
        table.problems.add(ProblemKind.MISSING, table.place, f"needs exactly one of {', '.join(_TERMS)}")
        return None
    times, most = table.number("times"), table.number("at_most")
    if times is not None and times <= 0:
        table.wrong("times", "must be more than 0: more is never worse")
    if most is not None and (most < 0 or kind is ScoreKind.AVERAGE):
        table.wrong("at_most", "must not be negative" if most < 0 else "has no meaning in an average")
    factor = Fraction(1) if times is None else times
    match named[0]:
        case "fact":
            term: ScoreTerm = _fact_term(table, times=factor, most=most)
        case "points":
            term = _mark_term(table, times=factor, most=most, selector=read_selector(table))
        case _:
            term = _count_term(table, times=factor, most=most, selector=read_selector(table), scale=scale)
    table.finish()
    return term


def _fact_term(table: Table, *, times: Fraction, most: Fraction | None) -> FactTerm:
    least, values = table.number("at_least"), read_values(table)
    if least is not None and values:
        table.wrong("one_of", "has no meaning beside 'at_least'")
    keys = read_keys(table)
    window = read_window(table)
    return FactTerm(keys=keys, at_least=least, one_of=values, times=times, at_most=most, window=window)


def _mark_term(table: Table, *, times: Fraction, most: Fraction | None, selector: Selector) -> MarkTerm:
    best = table.whole("best")
    if best is not None and best < 1:
        table.wrong("best", "must be 1 or more")
    return MarkTerm(selector=selector, points=_points(table), best=best, times=times, at_most=most)


def _points(table: Table) -> tuple[tuple[str, Fraction], ...]:
    """A table of points by mark; the word "mark" lets the mark be its own number."""
    if table.values.get("points") == "mark":
        table.raw("points")
        return ()
    points = table.table("points")
    if points is None or not points.values:
        table.wrong("points", 'must be "mark" or a table like { A = 4, B = 3 }')
        return ()
    found = []
    for mark in sorted(points.values):
        number = points.number(mark)
        if number is not None and number < 0:
            points.wrong(mark, "must not be negative: more is never worse")
        found.append((mark.strip().upper(), number or Fraction(0)))
    return tuple(found)


def _count_term(table: Table, *, times: Fraction, most: Fraction | None, selector: Selector, scale: int) -> CountTerm:
    measure = table.one_of("tally", Measure) or Measure.COURSES
    if measure in {Measure.AVERAGE, Measure.VALUES}:
        table.wrong("tally", "a score has no average and no values among its terms")
    if measure is Measure.UNITS:
        times = times * scale / UNITS_PER_CREDIT
    return CountTerm(measure=measure, selector=selector, times=times, at_most=most)
