"""Generated conditions: the audit asks for the side that a slow reading of the test names, and the batch agrees."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engine.batch.agreeing import assert_batch_agrees
from tests.engine.cases import Shape, as_rulebook, leaves, records
from waypost.engine.audit import audit
from waypost.engine.record import Cohort, Record, Stage
from waypost.engine.requirement import (
    About,
    AllOf,
    AllTests,
    AnyTest,
    CohortRange,
    CohortTest,
    Credits,
    FactTest,
    NotTest,
    PartTest,
    Rulebook,
    Test,
    When,
)
from waypost.engine.result import NodeResult, Status

SHORT = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
YEARS = st.sampled_from((None, None, 2027, 2028, 2029))
ABOUT = About(path="when/when", title="")
PLAIN = Shape(same=True)


def _ends_before_it_begins(years: CohortRange) -> bool:
    """The loader refuses a range without a year."""
    return years.class_of_from is not None and (years.class_of_to or years.class_of_from) < years.class_of_from


SIMPLE: st.SearchStrategy[Test] = st.one_of(
    st.just(FactTest(about=ABOUT, key="signed")),
    st.just(PartTest(about=ABOUT, part="other")),
    st.builds(
        lambda first, last, ninth: CohortTest(
            about=ABOUT, cohort=CohortRange(class_of_from=first, class_of_to=last, entered_ninth_from=ninth)
        ),
        YEARS,
        YEARS,
        YEARS,
    ).filter(lambda test: not _ends_before_it_begins(test.cohort)),
)
TESTS = st.recursive(
    SIMPLE,
    lambda inner: st.one_of(
        st.builds(lambda one: NotTest(about=ABOUT, test=one), inner),
        st.builds(lambda own: AllTests(about=ABOUT, tests=tuple(own)), st.lists(inner, min_size=2, max_size=3)),
        st.builds(lambda own: AnyTest(about=ABOUT, tests=tuple(own)), st.lists(inner, min_size=2, max_size=3)),
    ),
    max_leaves=5,
)


@st.composite
def rulebooks_with_a_condition(draw: st.DrawFn) -> Rulebook:
    """A part, and another one with two sides."""
    sides = [draw(leaves(f"when/{side}", PLAIN)) for side in ("then", "otherwise")]
    when = When(
        about=About(path="when", title="when"),
        test=draw(TESTS),
        then=sides[0],
        otherwise=sides[1] if draw(st.booleans()) else None,
    )
    return as_rulebook(AllOf(about=About(path="", title=""), parts=(draw(leaves("other", PLAIN)), when)))


@st.composite
def students(draw: st.DrawFn) -> Record:
    """A record with or without a class year and a year of entering grade 9."""
    return replace(draw(records()), cohort=Cohort(class_of=draw(YEARS), entered_ninth_in=draw(YEARS)))


def possible(test: Test, record: Record, other: Credits) -> set[bool]:
    """What a test may say, with every unknown year tried as every year."""
    worlds = [
        Cohort(class_of=of, entered_ninth_in=ninth)
        for of in _tried(record.cohort.class_of)
        for ninth in _tried(record.cohort.entered_ninth_in)
    ]
    return {_says(test, replace(record, cohort=world), other) for world in worlds}


def _tried(year: int | None) -> tuple[int, ...]:
    return (year,) if year is not None else tuple(range(2020, 2036))


def _says(test: Test, record: Record, other: Credits) -> bool:
    match test:
        case NotTest():
            return not _says(test.test, record, other)
        case AllTests():
            return all(_says(one, record, other) for one in test.tests)
        case AnyTest():
            return any(_says(one, record, other) for one in test.tests)
        case CohortTest():
            return test.cohort.includes(record.cohort)
        case FactTest():
            return any(fact.key == test.key and fact.value is True for fact in record.facts)
        case _:
            earned = replace(record, entries=tuple(one for one in record.entries if one.stage is Stage.DONE))
            alone = as_rulebook(AllOf(about=About(path="", title=""), parts=(other,)))
            return audit(earned, alone).status is Status.MET


@SHORT
@given(record=students(), rulebook=rulebooks_with_a_condition())
def test_the_side_is_that_of_the_slow_reading(record: Record, rulebook: Rulebook) -> None:
    other, when = rulebook.root.parts  # type: ignore[union-attr]
    said = possible(when.test, record, other)
    result = audit(record, rulebook)
    part = result.root.parts[1]
    if part.status is Status.CANNOT_CHECK:
        assert said == {True, False} or _hangs_on_several(when.test)
        return
    assert len(said) == 1
    side = when.then if said.pop() else when.otherwise
    parts = (other, side) if side is not None else (other,)
    chosen = audit(record, as_rulebook(AllOf(about=About(path="", title=""), parts=parts)))
    assert result.status is chosen.status
    assert result.meter == chosen.meter
    assert _meters(result.root) == _meters(chosen.root)


def _hangs_on_several(test: Test) -> bool:
    """Whether a test is joined: "before 2028 or not before 2028" is sure, and told as unknown."""
    return isinstance(test, AllTests | AnyTest) or (isinstance(test, NotTest) and _hangs_on_several(test.test))


def _meters(node: NodeResult) -> dict[str, tuple[int, ...]]:
    own = {node.path: tuple(node.meter)} if not node.parts and node.meter.needed else {}
    return {**own, **{path: meter for part in node.parts for path, meter in _meters(part).items()}}


@settings(SHORT, max_examples=40)
@given(group=st.lists(students(), min_size=1, max_size=6), rulebook=rulebooks_with_a_condition())
def test_the_batch_agrees_on_generated_conditions(group: list[Record], rulebook: Rulebook) -> None:
    assert_batch_agrees(group, rulebook)
