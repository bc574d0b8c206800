"""What a ``when`` tests: a fact, a count, the class, another part, and these together or turned round."""

from collections.abc import Callable
from dataclasses import dataclass, field

from waypost.engine.requirement import (
    About,
    AllTests,
    AnyTest,
    CohortRange,
    CohortTest,
    FactTest,
    NotTest,
    PartTest,
    Tally,
    Test,
)
from waypost.engine.rulebook.problem import ProblemKind
from waypost.engine.rulebook.table import Table

COHORT_KEYS = ("class_of_from", "class_of_to", "entered_ninth_from", "entered_ninth_to")
_KINDS = ("fact", "tally", "part", "not", "all", "any")

#: Reads a test that is a fact or a count.
ReadLeaf = Callable[[Table, About], Tally | FactTest]


@dataclass(slots=True)
class NamedParts:
    """The parts that conditions and averages name, to be checked once the tree is there: (place, own path, part)."""

    found: list[tuple[Table, str, str]] = field(default_factory=list)
    averaged: list[tuple[Table, str, str]] = field(default_factory=list)


def read_test(table: Table, *, path: str, read_leaf: ReadLeaf, named: NamedParts) -> Test:
    """The test of the condition at a path; ``named`` collects the parts that it names."""
    about = About(path=path, title=table.text("title") or "")
    kinds = [kind for kind in _KINDS if kind in table]
    if any(key in table for key in COHORT_KEYS):
        kinds.append("a class or entry year")
    if len(kinds) > 1:
        table.problems.add(ProblemKind.WRONG_VALUE, table.place, f"tests one thing; has {' and '.join(kinds)}")
        for key in table.values:
            table.raw(key)
        return FactTest(about=about, key="unnamed")
    test = _by_kind(kinds[0] if kinds else "fact", table, about=about, read_leaf=read_leaf, named=named)
    table.finish()
    return test


def _by_kind(kind: str, table: Table, *, about: About, read_leaf: ReadLeaf, named: NamedParts) -> Test:
    def inner(own: Table) -> Test:
        return read_test(own, path=about.path, read_leaf=read_leaf, named=named)

    match kind:
        case "fact" | "tally":
            return read_leaf(table, about)
        case "part":
            return _part(table, about=about, named=named)
        case "not":
            other = table.table("not")
            return NotTest(about=about, test=inner(other) if other else FactTest(about=about, key="unnamed"))
        case "all" | "any":
            tests = tuple(inner(own) for own in table.tables(kind))
            if len(tests) < 2:
                table.wrong(kind, f"'{kind}' needs at least two tests", ProblemKind.MISSING)
            return AllTests(about=about, tests=tests) if kind == "all" else AnyTest(about=about, tests=tests)
        case _:
            return CohortTest(about=about, cohort=read_cohort(table))


def _part(table: Table, *, about: About, named: NamedParts) -> PartTest:
    part = table.needed_text("part")
    named.found.append((table, about.path.removesuffix("/when"), part))
    return PartTest(about=about, part=part)


def read_cohort(table: Table) -> CohortRange:
    """A range of class years, of years of entering grade 9, or both; a range that holds no year is reported."""
    years = {key: table.whole(key) for key in COHORT_KEYS}
    for first, last in (COHORT_KEYS[:2], COHORT_KEYS[2:]):
        begin, end = years[first], years[last]
        if begin is not None and end is not None and begin > end:
            table.wrong(last, f"ends before it begins: {begin} to {end}")
    return CohortRange(**years)
