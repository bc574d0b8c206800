"""Short ways to write records and rulebooks in tests, and Hypothesis strategies for small ones."""

from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from hypothesis import strategies as st

from tests.credit import QUARTER, credits
from waypost.engine.catalog import Course, Level, Term
from waypost.engine.measure import Measure
from waypost.engine.record import Entry, Fact, MethodCode, Record, RepeatCode, Stage
from waypost.engine.requirement import (
    About,
    AllOf,
    AskNode,
    Certified,
    ChooseOf,
    CohortRange,
    CourseLimit,
    Credits,
    FactTest,
    Kind,
    Limit,
    Requirement,
    Rulebook,
    RulebookStatus,
    Tally,
)
from waypost.engine.result import NodeResult
from waypost.engine.rulebook import load_rulebook
from waypost.engine.selector import Match

HEADER = """
id = "case"
title = "Case"
kind = "graduation"
authority = "Test"
citation = "Test"
checked_on = 2026-11-24
"""


def rulebook(text: str) -> Rulebook:
    """A rulebook from its parts alone."""
    loaded = load_rulebook(HEADER + text)
    assert loaded.rulebook is not None, [str(problem) for problem in loaded.problems]
    return loaded.rulebook


def course(
    code: str,
    *,
    subject: str = "EL",
    units: int = credits(1),
    tags: str = "",
    level: Level = Level.REGULAR,
    repeatable: bool = False,
    equivalents: str = "",
) -> Course:
    """A course; tags and equivalents are words in one text."""
    return Course(
        code=code,
        title=code,
        subject=subject,
        units=units,
        tags=frozenset(tags.split()),
        level=level,
        repeatable=repeatable,
        equivalents=frozenset(equivalents.split()),
    )


def entry(
    taken: Course,
    mark: str | None = "B",
    *,
    id: str | None = None,
    stage: Stage = Stage.DONE,
    units: int | None = None,
    attempted: int | None = None,
    grade: int = 9,
    year: int | None = None,
    term: Term = Term.YEAR,
    repeat: RepeatCode | None = None,
    method: MethodCode = MethodCode.CLASSROOM,
) -> Entry:
    """An entry for a course, earned with a B in grade 9 unless said otherwise."""
    year = 2016 + grade if year is None else year
    return Entry(
        id=id or f"{taken.code}-{grade}-{term.value}-{year}",
        course=taken,
        stage=stage,
        units=taken.units if units is None else units,
        attempted_units=attempted,
        mark=mark if stage is Stage.DONE else None,
        grade_level=grade,
        school_year=year,
        term=term,
        repeat=repeat,
        method=method,
    )


def record(*entries: Entry, **more: object) -> Record:
    """A record of these entries."""
    return Record(entries=entries, **more)  # type: ignore[arg-type]


def node(root: NodeResult, path: str) -> NodeResult:
    """The node of a result at a path."""
    if root.path == path:
        return root
    for part in root.parts:
        if part.path == "" or path == part.path or path.startswith(part.path + "/"):
            return node(part, path)
    raise AssertionError(f"no node at {path}")


ALGEBRA = course("ALG1", subject="MA")


GEOMETRY = course("GEO", subject="MA")


STATISTICS = course("STAT", subject="MA", tags="quantitative")


MATH_AND_QUANTITATIVE = """
[[part]]
slug = "math"
title = "Math elective"
credits = 1
from = { subject = "MA" }
[[part]]
slug = "quantitative"
title = "Quantitative course"
credits = 1
from = { tag = "quantitative" }
"""


TAGS = ("a", "b", "c", "d")
LANGUAGES = ("language:es", "language:fr")


@dataclass
class Shape:
    """What a generated rulebook may contain."""

    options: bool = False
    same: bool = False
    pools: bool = False
    limits: bool = False
    within: bool = False
    most_within: int = 2
    same_within: bool = False
    most_leaves: int = 4
    facts: bool = field(default=False)
    groups: bool = False
    most_limits: int = 1
    course_limits: bool = False
    tallies: bool = False
    conditions: bool = False


@st.composite
def records(draw: st.DrawFn, *, most: int = 6, most_units: int = 4) -> Record:
    """A record of different courses with random tags, units and stages."""
    count = draw(st.integers(0, most))
    entries = []
    for number in range(count):
        tags = draw(st.sets(st.sampled_from(TAGS), max_size=3))
        language = draw(st.sampled_from((None, None, *LANGUAGES)))
        own = course(f"C{number}", tags=" ".join([*sorted(tags), *([language] if language else [])]))
        stage = draw(st.sampled_from(tuple(Stage)))
        units = draw(st.integers(1, most_units)) * QUARTER
        entries.append(entry(own, id=f"e{number}", stage=stage, units=units))
    return Record(entries=tuple(entries), facts=draw(facts()))


def _about(path: str) -> About:
    return About(path=path, title=path)


@st.composite
def leaves(draw: st.DrawFn, path: str, shape: Shape) -> Credits:
    """A leaf that asks for some units of some tags."""
    tags = draw(st.sets(st.sampled_from(TAGS), min_size=0, max_size=3))
    return Credits(
        about=_about(path),
        units=draw(st.integers(0, 6)) * QUARTER,
        selector=Match(tags=frozenset(tags)),
        pool=draw(st.sampled_from(("", "", "other"))) if shape.pools else "",
        same=draw(st.sampled_from((None, None, "language:"))) if shape.same else None,
    )


@st.composite
def rulebooks(draw: st.DrawFn, shape: Shape) -> Rulebook:
    """A small rulebook of the given shape."""
    parts: list[Requirement] = []
    for number in range(draw(st.integers(1, shape.most_leaves))):
        path = f"p{number}"
        if shape.options and draw(st.booleans()):
            parts.append(draw(choices(path, shape)))
        elif shape.groups and draw(st.booleans()):
            parts.append(draw(groups(path, shape)))
        else:
            parts.append(draw(leaves(path, shape)))
    if shape.within:
        parts.extend(draw(inner_leaves(parts, shape)))
    if shape.facts:
        parts.append(FactTest(about=_about("signed"), key="signed"))
    if shape.conditions:
        parts.append(draw(choices_of_conditions("seals")))
    if shape.tallies and draw(st.booleans()):
        parts.append(draw(tallies("tally")))
    root = AllOf(
        about=_about(""), parts=tuple(parts), limits=draw(limits_of(shape)), course_limits=draw(course_limits_of(shape))
    )
    return as_rulebook(root)


FACTS = ("signed", "seal", "exam")


@st.composite
def facts(draw: st.DrawFn) -> tuple[Fact, ...]:
    """Some of the facts that generated conditions ask for."""
    held = draw(st.sets(st.sampled_from(FACTS)))
    return tuple(Fact(key=key, value=draw(st.booleans())) for key in sorted(held))


@st.composite
def conditions(draw: st.DrawFn, path: str, *, deep: int = 2) -> Requirement:
    """A fact, a count, a question or a person's word, or a group or choice of these."""
    kind = draw(st.integers(0, 6 if deep else 4))
    about = replace(_about(path), verified=draw(st.integers(0, 5)) > 0)
    match kind:
        case 0 | 1:
            return FactTest(about=about, key=draw(st.sampled_from(FACTS)))
        case 2:
            return replace(draw(tallies(path)), about=about)
        case 3:
            return AskNode(about=about)
        case 4:
            return Certified(about=about, by="adviser")
    parts = tuple(draw(conditions(f"{path}/{at}", deep=deep - 1)) for at in range(draw(st.integers(1, 3))))
    if kind == 5:
        return AllOf(about=about, parts=parts)
    return ChooseOf(about=about, count=draw(st.integers(0, len(parts))), parts=parts)


@st.composite
def choices_of_conditions(draw: st.DrawFn, path: str) -> ChooseOf:
    """A choice whose parts ask for no credit."""
    parts = tuple(draw(conditions(f"{path}/{at}")) for at in range(draw(st.integers(1, 4))))
    return ChooseOf(about=_about(path), count=draw(st.integers(0, len(parts))), parts=parts)


@st.composite
def tallies(draw: st.DrawFn, path: str) -> Tally:
    """A count of some tags with a lower bound, an upper one, or both."""
    least = draw(st.integers(0, 2))
    more = draw(st.sampled_from((None, 0, 1, 2)))
    measure = draw(st.sampled_from((Measure.COURSES, Measure.UNITS, Measure.TERMS, Measure.VALUES)))
    return Tally(
        about=_about(path),
        measure=measure,
        of="language:" if measure is Measure.VALUES else "",
        at_least=Fraction(least),
        selector=Match(tags=frozenset({draw(st.sampled_from(TAGS))})),
        at_most=None if more is None else Fraction(least + more),
    )


@st.composite
def choices(draw: st.DrawFn, path: str, shape: Shape) -> ChooseOf:
    """A choice among two or three leaves."""
    count = draw(st.integers(2, 3))
    parts = tuple(draw(leaves(f"{path}/{at}", shape)) for at in range(count))
    return ChooseOf(
        about=_about(path),
        count=draw(st.integers(0, count)),
        parts=parts,
        limits=draw(limits_of(shape)),
        course_limits=draw(course_limits_of(shape)),
    )


@st.composite
def groups(draw: st.DrawFn, path: str, shape: Shape) -> AllOf:
    """One or two leaves together, with limits of their own."""
    parts = tuple(draw(leaves(f"{path}/{at}", shape)) for at in range(draw(st.integers(1, 2))))
    return AllOf(
        about=_about(path), parts=parts, limits=draw(limits_of(shape)), course_limits=draw(course_limits_of(shape))
    )


@st.composite
def inner_leaves(draw: st.DrawFn, parts: list[Requirement], shape: Shape) -> list[Credits]:
    """Some leaves within the first leaf that may have them; one of the family may ask for one language."""
    hosts = [
        part for part in parts if isinstance(part, Credits) and part.units and (shape.same_within or not part.same)
    ]
    if not hosts:
        return []
    host = hosts[0]
    count = draw(st.integers(1, shape.most_within))
    saying = draw(st.integers(-1, count - 1)) if shape.same_within and not host.same else -1
    return [
        Credits(
            about=_about(f"inner{number}"),
            units=draw(st.integers(0, min(host.units // QUARTER, 3 if shape.most_within > 2 else 24))) * QUARTER,
            selector=Match(tags=frozenset({draw(st.sampled_from(TAGS))})),
            pool=host.pool,
            same="language:" if number == saying else None,
            within=host.about.path,
        )
        for number in range(count)
    ]


@st.composite
def limits_of(draw: st.DrawFn, shape: Shape) -> tuple[Limit, ...]:
    """Perhaps some limits, each on one tag or on all courses."""
    if not shape.limits or not draw(st.booleans()):
        return ()
    tags = [draw(st.sampled_from((*TAGS, None))) for _ in range(draw(st.integers(1, shape.most_limits)))]
    return tuple(
        Limit(units=draw(st.integers(0, 5)) * QUARTER, selector=Match(tags=frozenset({tag} if tag else ())))
        for tag in tags
    )


@st.composite
def course_limits_of(draw: st.DrawFn, shape: Shape) -> tuple[CourseLimit, ...]:
    """Perhaps a limit on the number of courses with one tag."""
    if not shape.course_limits or not draw(st.booleans()):
        return ()
    tag = draw(st.sampled_from(TAGS))
    return (CourseLimit(courses=draw(st.integers(0, 2)), selector=Match(tags=frozenset({tag}))),)


def as_rulebook(root: Requirement) -> Rulebook:
    """A rulebook around a tree."""
    return Rulebook(
        id="case",
        title="Case",
        kind=Kind.GRADUATION,
        state="",
        authority="Test",
        citation="Test",
        checked_on=date(2026, 11, 24),
        cohort=CohortRange(),
        status=RulebookStatus.DRAFT,
        root=root,
    )
