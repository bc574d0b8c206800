"""Different values: counts of languages, and leaves that carry different ones."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.credit import QUARTER, credits
from tests.engine.batch.agreeing import assert_batch_agrees
from tests.engine.cases import LANGUAGES, TAGS, as_rulebook, course, entry, record, records, rulebook
from tests.engine.test_rulebook_problems import PART, problems
from waypost.engine.audit import audit
from waypost.engine.catalog import Course
from waypost.engine.compiled import compile_rulebook
from waypost.engine.record import Record, Stage
from waypost.engine.requirement import About, AllOf, Credits, Rulebook
from waypost.engine.result import Status
from waypost.engine.search import Calendar, Found, Impossible, Question, find_plan, school_offerings
from waypost.engine.selector import BothMatch, Match

TWO = """
[[part]]
slug = "languages"
title = "Two languages"
tally = "values"
of = "language:"
at_least = 2
from = { any_course = true }
"""


def language(code: str, *names: str, units: int = credits(1)) -> Course:
    return course(code, tags=" ".join(f"language:{name}" for name in names), units=units)


def question(rules: str, *courses: Course) -> Question:
    return Question(
        record=Record(grade_level=12),
        rulebooks=(compile_rulebook(rulebook(rules)),),
        offerings=school_offerings(courses),
        calendar=Calendar(school_year=2026, grade_level=12, periods=6, least_periods=0),
    )


def test_values_are_counted_stage_by_stage() -> None:
    rules = rulebook(TWO)
    spanish, french = language("ES", "es"), language("FR", "fr")
    assert audit(record(entry(spanish), entry(language("ES2", "es"))), rules).status is Status.OPEN
    assert audit(record(entry(spanish), entry(french, stage=Stage.PLANNED)), rules).status is Status.ON_TRACK
    assert audit(record(entry(spanish), entry(french)), rules).status is Status.MET
    assert audit(record(entry(language("BOTH", "es", "fr"))), rules).status is Status.MET


def test_the_batch_agrees_on_values() -> None:
    students = [record(entry(language("ES", "es")), entry(language("FR", "fr"))), record(entry(language("ES", "es")))]
    assert assert_batch_agrees(students, rulebook(TWO)) == 1.0


def test_a_search_plans_for_different_values() -> None:
    many = [language(f"ES{at}", "es") for at in range(4)]
    answer = find_plan(question(TWO, *many, language("FR", "fr"), course("ART")))
    assert isinstance(answer, Found)
    (plan,) = answer.plans
    assert plan.is_complete
    assert plan.audits[0].status is Status.ON_TRACK


def test_one_class_of_two_languages_is_enough_for_a_search() -> None:
    answer = find_plan(question(TWO, language("BOTH", "es", "fr")))
    assert isinstance(answer, Found)
    assert answer.plans[0].is_complete


@pytest.mark.parametrize(
    ("text", "kind", "place", "line"),
    [
        ('tally = "values"\nat_least = 2\nfrom = { tag = "x" }\n', "missing", "part[1].of", 8),
        ('tally = "values"\nof = "language"\nat_least = 2\nfrom = { tag = "x" }\n', "missing", "part[1].of", 12),
        ('tally = "courses"\nof = "language:"\nat_least = 2\nfrom = { tag = "x" }\n', "wrong_value", "part[1].of", 12),
    ],
)
def test_values_without_a_tag_are_located(text: str, kind: str, place: str, line: int) -> None:
    assert (kind, place, line) in problems(PART + text)


#: The shape of Indiana's honors diploma: three credits of one language, or two each of two languages.
LEAF = """
[[{deep}]]
slug = "{slug}"
title = "{slug}"
credits = {credits}
same = "language:"
from = {{ subject = "EL" }}
"""

INDIANA = (
    '[[part]]\nslug = "languages"\ntitle = "Languages"\nchoose = 1\n'
    + LEAF.format(deep="part.part", slug="one", credits=3)
    + '[[part.part]]\nslug = "two"\ntitle = "Two languages"\ndifferent = "language:"\n'
    + "".join(LEAF.format(deep="part.part.part", slug=slug, credits=2) for slug in ("first", "second"))
)


@pytest.mark.parametrize(
    ("names", "still_open"),
    [
        ("es es es", 0),
        ("es es fr fr", 0),
        ("es es fr", 1),
        ("es fr de", 2),
        ("es+fr es+fr es+fr es+fr", 0),
        ("es es", 1),
        ("", 3),
    ],
)
def test_indiana_asks_for_two_different_languages(names: str, still_open: int) -> None:
    taken = [entry(language(f"C{at}", *name.split("+"))) for at, name in enumerate(names.split())]
    found = audit(record(*taken), rulebook(INDIANA))
    assert found.meter.open == credits(still_open)


@st.composite
def _apart(draw: st.DrawFn) -> AllOf:
    """Two or three leaves of one language each that must differ, beside one that competes."""
    count = draw(st.integers(2, 3))
    leaves = tuple(
        Credits(
            about=About(path=f"g/{at}", title="leaf"),
            units=draw(st.integers(0, 4)) * QUARTER,
            selector=Match(tags=frozenset(draw(st.sets(st.sampled_from(TAGS), max_size=2)))),
            same="language:",
        )
        for at in range(count)
    )
    group = AllOf(about=About(path="g", title="group"), parts=leaves, different="language:")
    other = Credits(about=About(path="x", title="x"), units=draw(st.integers(0, 4)) * QUARTER, selector=Match())
    return AllOf(about=About(path="", title=""), parts=(group, other))


def _with(root: AllOf, values: tuple[str | None, ...]) -> Rulebook:
    """The same rules with the language of each leaf fixed."""
    group, other = root.parts
    assert isinstance(group, AllOf)
    leaves = tuple(
        replace(leaf, same=None, selector=BothMatch(parts=(leaf.selector, Match(tags=frozenset({value or "no such"})))))
        for leaf, value in zip(group.parts, values, strict=True)
        if isinstance(leaf, Credits)
    )
    return as_rulebook(replace(root, parts=(replace(group, parts=leaves, different=""), other)))


@settings(max_examples=60, deadline=None)
@given(records(), _apart())
def test_the_least_stays_open_over_all_languages_that_differ(own: Record, root: AllOf) -> None:
    group = root.parts[0]
    assert isinstance(group, AllOf)
    values = (*LANGUAGES, None)
    ways = [
        way
        for way in product(values, repeat=len(group.parts))
        if len({value for value in way if value}) == sum(value is not None for value in way)
    ]
    found = audit(own, as_rulebook(root)).meter.open
    assert found == min(audit(own, _with(root, way)).meter.open for way in ways)


@settings(max_examples=15, deadline=None)
@given(records(), _apart())
def test_the_batch_leaves_different_languages_to_the_single_audit(own: Record, root: AllOf) -> None:
    assert assert_batch_agrees([own], as_rulebook(root)) == 1.0


def test_a_search_plans_for_two_different_languages() -> None:
    many = [language(f"ES{at}", "es") for at in range(2)] + [language(f"FR{at}", "fr") for at in range(2)]
    answer = find_plan(question(INDIANA, *many))
    assert isinstance(answer, Found)
    (plan,) = answer.plans
    assert plan.is_complete
    assert plan.audits[0].status is Status.ON_TRACK
    assert isinstance(find_plan(question(INDIANA, *many[:3])), Impossible)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('different = "language:"\n' + LEAF.format(deep="part.part", slug="one", credits=1), 11),
        ('different = "language"\n' + LEAF.format(deep="part.part", slug="one", credits=1), 11),
        (
            'different = "language:"\n'
            + LEAF.format(deep="part.part", slug="one", credits=1)
            + LEAF.format(deep="part.part", slug="two", credits=1).replace("credits", "shared = true\ncredits"),
            11,
        ),
    ],
)
def test_different_without_sense_is_located(text: str, line: int) -> None:
    assert ("wrong_value", "part[1].different", line) in problems(PART + text)
