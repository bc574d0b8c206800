"""Requirement nodes from TOML tables; what a part hands down to its own parts travels as `Around`."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import partial

from waypost.engine.gpa_policy import GpaPolicy
from waypost.engine.measure import Measure
from waypost.engine.requirement import (
    PERSONS,
    About,
    AllOf,
    AskNode,
    Certified,
    ChooseOf,
    Credits,
    FactTest,
    Requirement,
    Score,
    Tally,
    When,
)
from waypost.engine.rulebook.averages import policy_of, read_over
from waypost.engine.rulebook.facts import read_fact_test
from waypost.engine.rulebook.limits import read_limits
from waypost.engine.rulebook.lines import Place
from waypost.engine.rulebook.problem import ProblemKind
from waypost.engine.rulebook.scores import read_score
from waypost.engine.rulebook.selectors import Selectors, read_min_mark
from waypost.engine.rulebook.table import Table
from waypost.engine.rulebook.values import read_different, read_value_rule
from waypost.engine.rulebook.whens import NamedParts, read_test
from waypost.engine.selector import ANY_COURSE, BothMatch, Match, Selector

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What holds where a node stands: its parent's path, the pool, and inherited conditions."""

    selectors: Selectors
    scale: int
    policies: Mapping[str, GpaPolicy]
    path: str = ""
    pool: str = ""
    also: tuple[Match, ...] = ()


@dataclass(slots=True)
class Stated:
    """What is checked once the whole tree is there: totals (place, path, units), parts named by conditions, places."""

    totals: list[tuple[Table, str, int]]
    named: NamedParts = field(default_factory=NamedParts)
    places: dict[str, Place] = field(default_factory=dict)


def read_node(table: Table, *, around: Around, stated: Stated, slug: str | None = None) -> Requirement:
    """The node that a ``[[part]]`` table describes; ``slug`` is given for the two sides of a condition."""
    here = _inside(table, around=around, slug=slug or _slug(table))
    about = _about(table, path=here.path)
    stated.places.setdefault(here.path, table.place)
    units = table.units("total", scale=around.scale)
    if units is not None:
        stated.totals.append((table, here.path, units))
    node = _by_kind(table, about=about, around=here, stated=stated)
    table.finish()
    return node


def read_parts(table: Table, *, around: Around, stated: Stated) -> tuple[Requirement, ...]:
    """The nodes of a ``part`` list; two of one slug are reported."""
    parts = []
    seen: set[str] = set()
    for part in table.tables("part"):
        node = read_node(part, around=around, stated=stated)
        if node.about.path in seen:
            part.wrong("slug", f"two parts have the path '{node.about.path}'", ProblemKind.DUPLICATE)
        seen.add(node.about.path)
        parts.append(node)
    return tuple(parts)


def _slug(table: Table) -> str:
    slug = table.needed_text("slug")
    if slug and not _SLUG.fullmatch(slug):
        table.wrong("slug", f"'{slug}' must be lower-case letters, digits and single hyphens")
    return slug or "unnamed"


def _inside(table: Table, *, around: Around, slug: str) -> Around:
    """What holds inside the node: its path, its pool, and the conditions that it adds."""
    path = f"{around.path}/{slug}" if around.path else slug
    pool = table.text("pool")
    if table.flag("shared", default=False):
        if pool is not None:
            table.wrong("shared", "has no meaning beside 'pool'")
        pool = path
    here = with_conditions(table, around=around)
    return replace(here, path=path, pool=around.pool if pool is None else pool)


def with_conditions(table: Table, *, around: Around) -> Around:
    """The conditions of a table (`min_mark`, `by_semester`, `by_grade`) added to those around it."""
    least, semester, grade = read_min_mark(table), table.whole("by_semester"), table.whole("by_grade")
    if grade is not None:
        semester = (grade - 8) * 2
    own = Match(min_mark=least, by_semester=semester)
    return around if own == ANY_COURSE else replace(around, also=(*around.also, own))


def _about(table: Table, *, path: str) -> About:
    return About(
        path=path,
        title=table.needed_text("title"),
        rule=table.text("rule") or "",
        source=table.text("source") or "",
        verified=table.flag("verified", default=True),
        waivable=table.flag("waivable", default=False),
    )


def _by_kind(table: Table, *, about: About, around: Around, stated: Stated) -> Requirement:
    kinds = [kind for kind in _READERS if kind in table]
    if len(kinds) != 1:
        detail = f"needs exactly one of {', '.join(_READERS)}" + (f"; has {', '.join(kinds)}" if kinds else "")
        table.problems.add(ProblemKind.MISSING, table.place, detail)
        for key in kinds:
            table.raw(key)
        return AskNode(about=about)
    return _READERS[kinds[0]](table, about, around, stated)


def read_selector(table: Table, *, around: Around) -> Selector:
    """What a table says under ``from``, with the conditions that hold around it."""
    if "from" not in table:
        table.wrong("from", "'from' is missing: which courses count?", ProblemKind.MISSING)
    value = table.raw("from")
    if value is None:
        return ANY_COURSE
    own = around.selectors.read(value, place=(*table.place, "from"))
    return BothMatch(parts=(own, *around.also)) if around.also else own


def _credits(table: Table, *, about: About, around: Around) -> Credits:
    same = read_value_rule(table, "same")
    return Credits(
        about=about,
        units=table.units("credits", scale=around.scale) or 0,
        selector=read_selector(table, around=around),
        pool=around.pool,
        same=same,
        within=table.text("within"),
    )


def read_tally(table: Table, *, about: About, around: Around) -> Tally:
    """A count over matching entries; units are written as credits of the source."""
    measure = table.one_of("tally", Measure) or Measure.COURSES
    least, most = (_counted(table, key, measure=measure, around=around) for key in ("at_least", "at_most"))
    if least is None and most is None:
        table.wrong("at_least", "needs a number, 0 or more, here or as 'at_most'", ProblemKind.MISSING)
    if least is not None and most is not None and most < least:
        table.wrong("at_most", "is less than 'at_least': nothing is between them")
    if most is not None and measure is Measure.AVERAGE:
        table.wrong("at_most", "has no meaning for an average")
    over = read_over(table, measure=measure)
    return Tally(
        about=about,
        measure=measure,
        at_least=least or Fraction(0),
        selector=ANY_COURSE if over else read_selector(table, around=around),
        when_planned=table.flag("when_planned", default=False),
        policy=policy_of(table, measure=measure, policies=around.policies),
        at_most=most,
        of=_values_counted(table, measure=measure),
        over=over,
    )


def _values_counted(table: Table, *, measure: Measure) -> str:
    """Whose values a tally counts: the beginning of a tag with a colon."""
    of = table.text("of") or ""
    if measure is not Measure.VALUES and of:
        table.wrong("of", 'has a meaning only beside tally = "values"')
    if measure is Measure.VALUES and not of.endswith(":"):
        table.wrong("of", "must be the beginning of a tag with a colon, like 'language:'", ProblemKind.MISSING)
    return of


def _counted(table: Table, key: str, *, measure: Measure, around: Around) -> Fraction | None:
    """A bound of a tally; one of units is written as credits of the source."""
    if measure is Measure.UNITS:
        units = table.units(key, scale=around.scale)
        return None if units is None else Fraction(units)
    number = table.number(key)
    if number is not None and number < 0:
        table.wrong(key, "needs a number, 0 or more")
        return None
    return number


def _score(table: Table, *, about: About, around: Around) -> Score:
    return read_score(
        table, about=about, read_selector=lambda term: read_selector(term, around=around), scale=around.scale
    )


def _when(table: Table, *, about: About, around: Around, stated: Stated) -> Requirement:
    test, then, otherwise = table.table("when"), table.table("then"), table.table("otherwise")
    if test is None or then is None:
        table.wrong("then", "'when' needs a table and a 'then' table", ProblemKind.MISSING)
        return AskNode(about=about)
    asked = read_test(test, path=f"{about.path}/when", read_leaf=partial(_test_leaf, around), named=stated.named)
    sides = [read_node(then, around=around, stated=stated, slug="then")]
    if otherwise is not None:
        sides.append(read_node(otherwise, around=around, stated=stated, slug="otherwise"))
    return When(about=about, test=asked, then=sides[0], otherwise=sides[1] if len(sides) > 1 else None)


def _test_leaf(around: Around, table: Table, about: About) -> Tally | FactTest:
    """A test that is a count or a fact."""
    if "tally" in table:
        return _tally_test(table, about=about, around=around)
    if "once" in table:
        table.wrong("once", "has no meaning in a test: it takes nothing from the parts")
    return read_fact_test(table, about=about)


def _tally_test(table: Table, *, about: About, around: Around) -> Tally:
    tally = read_tally(table, about=about, around=around)
    if tally.at_most is not None and tally.when_planned:
        table.wrong("at_most", "has no meaning beside 'when_planned' in a test: the plan would decide both ways")
    if tally.over:
        table.wrong("over", "has no meaning in a 'when': what a part claims is not yet known")
    return tally


def _own_tally(table: Table, *, about: About, around: Around, stated: Stated) -> Tally:
    tally = read_tally(table, about=about, around=around)
    if tally.over:
        stated.named.averaged.append((table, about.path, tally.over))
    return tally


def _group(table: Table, *, about: About, around: Around, stated: Stated) -> AllOf | ChooseOf:
    parts = read_parts(table, around=around, stated=stated)
    own_selector = partial(read_selector, around=replace(around, also=()))
    limits, course_limits = read_limits(table, read_selector=own_selector, scale=around.scale)
    different = read_different(table, parts)
    count = table.whole("choose")
    if not parts:
        table.wrong("part", "has no parts", ProblemKind.MISSING)
    if count is None:
        return AllOf(about=about, parts=parts, limits=limits, course_limits=course_limits, different=different)
    if not 0 <= count <= len(parts):
        table.wrong("choose", f"must be from 0 to {len(parts)}, the number of parts")
        count = 0
    return ChooseOf(
        about=about, count=count, parts=parts, limits=limits, course_limits=course_limits, different=different
    )


def _certified(table: Table, *, about: About) -> Certified:
    return Certified(about=about, by=table.one_of("certified", PERSONS) or "adviser")


def _ask(table: Table, *, about: About) -> AskNode:
    if isinstance(table.values.get("ask"), str):
        return AskNode(about=about, by=table.one_of("ask", PERSONS) or "")
    if not table.flag("ask", default=True):
        table.wrong("ask", "can only be true, or name who can say")
    return AskNode(about=about)


_READERS: dict[str, Callable[[Table, About, Around, Stated], Requirement]] = {
    "credits": lambda table, about, around, _: _credits(table, about=about, around=around),
    "tally": lambda table, about, around, stated: _own_tally(table, about=about, around=around, stated=stated),
    "fact": lambda table, about, around, _: read_fact_test(table, about=about),
    "score": lambda table, about, around, _: _score(table, about=about, around=around),
    "certified": lambda table, about, around, _: _certified(table, about=about),
    "ask": lambda table, about, around, _: _ask(table, about=about),
    "when": lambda table, about, around, stated: _when(table, about=about, around=around, stated=stated),
    "part": lambda table, about, around, stated: _group(table, about=about, around=around, stated=stated),
}
