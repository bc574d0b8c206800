"""Small questions, some generated, whose every plan can be tried."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, product

from hypothesis import strategies as st

from tests.credit import credits
from tests.engine.cases import LANGUAGES, TAGS, Shape, rulebooks
from waypost.engine.audit import audit
from waypost.engine.catalog import Course, Term
from waypost.engine.compiled import compile_rulebook
from waypost.engine.load import halves_of
from waypost.engine.prerequisite import FREE, AnyOf, EveryOf, NeedCourse, Prerequisite
from waypost.engine.readiness import HeadsUp, HeadsUpKind, check_plan
from waypost.engine.record import Entry, Record, Stage
from waypost.engine.result import NodeResult
from waypost.engine.search import Calendar, Question, school_offerings
from waypost.engine.search.complete import open_nodes
from waypost.engine.search.placement import Placement, placements_of, standing_of

FULL = Shape(
    options=True,
    same=True,
    pools=True,
    limits=True,
    within=True,
    facts=True,
    most_leaves=3,
    tallies=True,
    conditions=True,
    course_limits=True,
)


@st.composite
def courses(draw: st.DrawFn, *, most: int = 5) -> list[Course]:
    """Up to five courses, later ones sometimes behind earlier ones."""
    found: list[Course] = []
    for number in range(draw(st.integers(1, most))):
        tags = draw(st.sets(st.sampled_from(TAGS), max_size=2))
        language = draw(st.sampled_from((None, None, *LANGUAGES)))
        found.append(
            Course(
                code=f"C{number}",
                title=f"C{number}",
                subject="EL",
                units=credits(draw(st.sampled_from((0.5, 0.5, 1)))),
                tags=frozenset([*tags, *([language] if language else [])]),
                terms=draw(
                    st.sampled_from(
                        (frozenset({Term.FALL}), frozenset({Term.FALL, Term.SPRING}), frozenset({Term.YEAR}))
                    )
                ),
                periods=draw(st.sampled_from((1, 1, 1, 2))),
                prerequisite=draw(prerequisites(found)),
                corequisite=draw(prerequisites(found)) if draw(st.integers(0, 3)) == 0 else FREE,
                repeatable=draw(st.integers(0, 5)) == 0,
            )
        )
    return found


@st.composite
def prerequisites(draw: st.DrawFn, earlier: list[Course]) -> Prerequisite:
    """Nothing, one earlier course, both of two, or either of two."""
    if not earlier or draw(st.booleans()):
        return FREE
    needs = tuple(
        NeedCourse(
            code=draw(st.sampled_from(earlier)).code,
            min_grade=draw(st.sampled_from((None, "C"))),
            concurrent=draw(st.booleans()),
        )
        for _ in range(draw(st.integers(1, 2)))
    )
    if len(needs) == 1:
        return needs[0]
    return AnyOf(parts=needs) if draw(st.booleans()) else EveryOf(parts=needs)


@st.composite
def questions(draw: st.DrawFn, *, planned: bool = False, shape: Shape = FULL) -> Question:
    """A student in grade 12 with a few courses, some of them already taken or planned."""
    own = draw(courses())
    entries = [draw(entries_of(course, planned=planned)) for course in own if draw(st.integers(0, 2)) == 0]
    extra = draw(st.sampled_from((0, 0, 3)))
    calendar = Calendar(
        school_year=2026, grade_level=12, periods=draw(st.integers(1, 3)), least_periods=0, summer_periods=extra
    )
    return Question(
        record=Record(entries=tuple(entries), grade_level=12),
        rulebooks=(compile_rulebook(draw(rulebooks(shape))),),
        offerings=school_offerings(own),
        calendar=calendar,
    )


@st.composite
def entries_of(draw: st.DrawFn, course: Course, *, planned: bool) -> Entry:
    """An attempt in grade 11, or a plan for grade 12."""
    later = planned and draw(st.booleans())
    terms = sorted(course.terms)
    return Entry(
        id=f"e-{course.code}",
        course=course,
        stage=Stage.PLANNED if later else Stage.DONE,
        units=course.units if later else draw(st.sampled_from((0, course.units, course.units))),
        mark=None if later else draw(st.sampled_from(("A", "D", "P"))),
        grade_level=12 if later else 11,
        school_year=2026 if later else 2025,
        term=draw(st.sampled_from(terms)),
    )


def every_plan(question: Question) -> Iterator[tuple[Record, list[Placement]]]:
    """Every set of placements that breaks no rule of order or room, with its record."""
    spans = question.calendar.spans()
    standing = standing_of(question.record, spans=spans)
    ways: dict[str, list[Placement]] = {}
    terms = question.calendar.terms
    for placement in placements_of(question.offerings, spans=spans, chosen=standing.chosen, calendar=terms):
        ways.setdefault(placement.entry.course.code, []).append(placement)
    for picks in product(*(_picks(own) for own in ways.values())):
        chosen = [placement for own in picks for placement in own]
        entries = (*standing.fixed, *(placement.entry for placement in chosen))
        record = replace(question.record, entries=entries)
        if keeps_the_rules(record, question):
            yield record, chosen


def single_additions(question: Question) -> Iterator[Placement]:
    """Every placement that fits into the plan as it is, and leaves less open."""
    record, spans = question.record, question.calendar.spans()
    before = open_units(record, question)
    standing = standing_of(record, spans=spans)
    broken = set(_heads_ups(record, question))
    terms = question.calendar.terms
    for placement in placements_of(question.offerings, spans=spans, chosen=standing.chosen, calendar=terms):
        if placement.kept or _is_earned(placement.entry, record):
            continue
        own = Record(entries=(*record.entries, placement.entry), grade_level=12, facts=record.facts)
        if set(_heads_ups(own, question)) <= broken and open_units(own, question) < before:
            yield placement


def _is_earned(entry: Entry, record: Record) -> bool:
    """Whether all its credit is earned with a mark that need not be improved, or it is planned in the same term."""
    own = [one for one in record.entries if one.course.code == entry.course.code]
    if entry.course.repeatable:
        return any(one.stage is not Stage.DONE and set(halves_of(one)) & set(halves_of(entry)) for one in own)
    credited = [one for one in own if one.units]
    return sum(one.units for one in credited) >= entry.course.units and any(one.mark != "D" for one in credited)


def open_units(record: Record, question: Question) -> Fraction:
    """The units that the rulebooks leave open, and what their counts lack or have too much."""
    results = [(audit(record, book), book) for book in question.rulebooks]
    nodes = [node for result, book in results for node in open_nodes(result, book)]
    return sum((node.meter.open + _outside(node) for node in nodes), Fraction(0))


def _outside(node: NodeResult) -> Fraction:
    tallied = node.tallied
    if tallied is None or tallied.planned is None:
        return Fraction(0)
    most = tallied.planned if tallied.at_most is None else tallied.at_most
    return max(Fraction(0), (tallied.needed or Fraction(0)) - tallied.planned, tallied.planned - most)


def _picks(own: list[Placement]) -> list[tuple[Placement, ...]]:
    """Ways to place one course: not at all, once, and for one that may be repeated any number of times."""
    most = len(own) if own[0].entry.course.repeatable else 1
    return [picked for count in range(most + 1) for picked in combinations(own, count)]


def keeps_the_rules(record: Record, question: Question) -> bool:
    """Whether a plan has no heads-up beside questions and repeated low marks, and repeats nothing in one term."""
    before = {entry.id for entry in record.entries if entry.stage is Stage.DONE}
    seen = set()
    for entry in record.entries:
        if entry.id in before:
            continue
        key = (entry.course.code, entry.term if entry.course.repeatable else None)
        if key in seen:
            return False
        seen.add(key)
    return not _heads_ups(record, question)


def _heads_ups(record: Record, question: Question) -> list[HeadsUp]:
    """The heads-ups beside questions and repeated low marks."""
    own = check_plan(_with_known_marks(record), most_periods=question.calendar.periods)
    return [one for one in own if one.kind not in {HeadsUpKind.ASK, HeadsUpKind.DUPLICATE}]


def _with_known_marks(record: Record) -> Record:
    """A mark that nobody can compare is left to a person, who says yes."""
    entries = tuple(replace(entry, mark="A") if entry.mark == "P" else entry for entry in record.entries)
    return replace(record, entries=entries)


def is_complete(record: Record, question: Question) -> bool:
    """Whether no credit is open in any rulebook that must be complete."""
    return not any(open_nodes(audit(record, book), book) for book in question.rulebooks)
