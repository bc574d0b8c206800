"""The laws on a few hundred generated cases; the long run tries many thousands."""

from collections.abc import Callable
from inspect import signature

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engine import laws
from tests.engine.cases import Shape, records, rulebooks

PLAIN = Shape()
OPTIONAL = Shape(options=True, same=True, pools=True, facts=True, most_leaves=3)
NARROW = Shape(options=True, limits=True, within=True, most_leaves=2)
COURSES = Shape(options=True, same=True, limits=True, course_limits=True, most_leaves=3)
ROOT_LIMITS = Shape(same=True, limits=True, within=True, most_leaves=3)
LIMITS = Shape(limits=True, groups=True, most_limits=3, most_leaves=3)
MANY_LIMITS = Shape(same=True, options=True, limits=True, within=True, groups=True, most_limits=3, most_leaves=2)
FAMILIES = Shape(same=True, within=True, same_within=True, most_within=3, limits=True, most_leaves=2)

SHORT = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
LONG = settings(max_examples=1500, deadline=None, suppress_health_check=list(HealthCheck))


def _run(law: Callable[..., None], shape: Shape, size: settings, *, small: bool = False) -> None:
    most = {"most": 4, "most_units": 3} if small else {}

    @size
    @given(record=records(**most), rulebook=rulebooks(shape), number=st.integers(0, 99))
    def holds(record, rulebook, number):  # type: ignore[no-untyped-def]
        if "number" in signature(law).parameters:
            law(record, rulebook, number=number)
        else:
            law(record, rulebook)

    holds()


CASES = [
    (laws.fills_are_those_of_the_min_cut, PLAIN, False),
    (laws.costs_are_the_least_of_all_options, OPTIONAL, False),
    (laws.nothing_less_can_stay_open, NARROW, True),
    (laws.nothing_less_can_stay_open, ROOT_LIMITS, True),
    (laws.nothing_less_can_stay_open, LIMITS, True),
    (laws.nothing_less_can_stay_open, MANY_LIMITS, True),
    (laws.earlier_parts_go_first_under_limits, LIMITS, True),
    (laws.a_plan_keeps_what_is_met_where_that_costs_nothing, LIMITS, True),
    (laws.limits_are_kept, LIMITS, False),
    (laws.limits_are_kept, MANY_LIMITS, False),
    (laws.nothing_less_can_stay_open, FAMILIES, True),
    (laws.nothing_less_can_stay_open, COURSES, True),
    (laws.claims_are_honest, COURSES, False),
    (laws.order_does_not_matter, COURSES, False),
    (laws.claims_are_honest, OPTIONAL, False),
    (laws.claims_are_honest, NARROW, False),
    (laws.claims_are_honest, MANY_LIMITS, False),
    (laws.an_earned_course_never_unmeets, PLAIN, False),
    (laws.an_earned_course_never_unmeets, OPTIONAL, False),
    (laws.planning_never_takes_from_done, PLAIN, False),
    (laws.order_does_not_matter, OPTIONAL, False),
    (laws.claims_are_honest, FAMILIES, False),
    (laws.order_does_not_matter, NARROW, False),
    (laws.order_does_not_matter, MANY_LIMITS, False),
    (laws.reasons_hold, PLAIN, False),
    (laws.reasons_hold, OPTIONAL, False),
    (laws.a_pin_costs_what_it_says, PLAIN, False),
    (laws.a_pin_costs_what_it_says, OPTIONAL, False),
    (laws.a_pin_is_dropped_only_where_keeping_it_costs, OPTIONAL, False),
]

NAMES = [f"{law.__name__}-{at}" for at, (law, _, _) in enumerate(CASES)]


@pytest.mark.parametrize(("law", "shape", "small"), CASES, ids=NAMES)
def test_a_law_holds(law: Callable[..., None], shape: Shape, small: bool) -> None:
    _run(law, shape, SHORT, small=small)


@pytest.mark.long
@pytest.mark.parametrize(("law", "shape", "small"), CASES, ids=NAMES)
def test_a_law_holds_in_the_long_run(law: Callable[..., None], shape: Shape, small: bool) -> None:
    _run(law, shape, LONG, small=small)
