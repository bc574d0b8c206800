"""Limits from TOML: at most so many credits, or so many courses."""

from waypost.engine.requirement import CourseLimit, Limit
from waypost.engine.rulebook.problem import ProblemKind
from waypost.engine.rulebook.selectors import ReadSelector
from waypost.engine.rulebook.table import Table


def read_limits(
    table: Table, *, read_selector: ReadSelector, scale: int
) -> tuple[tuple[Limit, ...], tuple[CourseLimit, ...]]:
    """The limits that a table holds: on credits, and on the number of courses."""
    found = [_limit(limit, read_selector=read_selector, scale=scale) for limit in table.tables("limit")]
    return (
        tuple(limit for limit in found if isinstance(limit, Limit)),
        tuple(limit for limit in found if isinstance(limit, CourseLimit)),
    )


def _limit(table: Table, *, read_selector: ReadSelector, scale: int) -> Limit | CourseLimit:
    """At most so many units, or so many courses, under the node that holds the limit."""
    units, courses = table.units("at_most", scale=scale), table.whole("at_most_courses")
    if ("at_most" in table) == ("at_most_courses" in table):
        table.wrong("at_most", "needs exactly one of 'at_most' and 'at_most_courses'", ProblemKind.MISSING)
    if courses is not None and courses < 0:
        table.wrong("at_most_courses", "must not be negative")
    selector = read_selector(table)
    table.finish()
    return (
        Limit(units=units or 0, selector=selector)
        if courses is None
        else CourseLimit(courses=courses, selector=selector)
    )
