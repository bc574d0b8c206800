"""Batch and single audit agree to the unit on generated students and rulebooks."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engine.batch.agreeing import assert_batch_agrees
from tests.engine.cases import Shape, records, rulebooks

SHAPES = {
    "course limits": Shape(options=True, course_limits=True, most_leaves=3),
    "conditions": Shape(options=True, conditions=True, most_leaves=2),
    "tallies": Shape(options=True, facts=True, tallies=True, most_leaves=3),
    "leaves": Shape(most_leaves=6),
    "pools": Shape(pools=True, most_leaves=6),
    "options": Shape(options=True, pools=True, facts=True, most_leaves=3),
    "languages": Shape(options=True, same=True, facts=True, most_leaves=4),
    "within": Shape(options=True, within=True, most_leaves=3),
    "families": Shape(same=True, within=True, same_within=True, most_within=3, most_leaves=2),
    "limits": Shape(same=True, limits=True, within=True, most_leaves=3),
}

SHORT = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
LONG = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))


def _run(shape: Shape, size: settings) -> None:
    @size
    @given(students=st.lists(records(), min_size=1, max_size=8), rulebook=rulebooks(shape))
    def holds(students, rulebook):  # type: ignore[no-untyped-def]
        assert_batch_agrees(students, rulebook)

    holds()


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_batch_and_single_audit_agree(shape: Shape) -> None:
    _run(shape, SHORT)


@pytest.mark.long
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_batch_and_single_audit_agree_in_the_long_run(shape: Shape) -> None:
    _run(shape, LONG)
