"""Periods for one-section courses: as good as trying every timetable, proven, and the same each time."""

from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waypost.engine.catalog import Term
from waypost.engine.demand import (
    CourseTerm,
    assign_periods,
    demand_from_counts,
    demand_of,
    left_out,
    sections_needed,
)
from waypost.engine.demand.packing import packed
from waypost.engine.demand.settling import settle
from waypost.engine.demand.spreading import lost_by, neighbors

COURSES = [CourseTerm(letter) for letter in "ABCDEF"]
ODDS = st.lists(st.sampled_from([0, 0, 1, 2, 5]), min_size=15, max_size=15)


def demand_with(weights, courses=COURSES):
    pairs = {pair: weight for pair, weight in zip(combinations(courses, 2), weights, strict=True) if weight}
    return demand_from_counts(counts=dict.fromkeys(courses, 9), pairs=pairs)


def least_lost(demand, periods):
    """By trying every timetable."""
    return min(
        sum(lost for (one, other), lost in demand.pairs.items() if placed[one] == placed[other])
        for places in product(range(periods), repeat=len(COURSES))
        for placed in [dict(zip(COURSES, places, strict=True))]
    )


@settings(max_examples=60, deadline=None)
@given(ODDS, st.integers(1, 3))
def test_no_other_timetable_loses_fewer(weights, periods):
    demand = demand_with(weights)
    found = assign_periods(demand, courses=COURSES, periods=periods)
    assert found.lost == found.unavoidable == least_lost(demand, periods)
    assert found.avoidable == 0
    assert set(found.periods.values()) <= set(range(1, periods + 1))


def test_the_lightest_clash_of_a_clique_is_the_unavoidable_one():
    demand = demand_with([5, 4, 3], courses=COURSES[:3])
    found = assign_periods(demand, courses=COURSES[:3], periods=2)
    assert [(clash.pair, clash.students) for clash in found.clashes] == [((COURSES[1], COURSES[2]), 3)]
    assert found.unavoidable == 3


def test_the_same_demand_in_another_order_gets_the_same_periods():
    demand = demand_with([1, 2, 5, 1, 2] * 3)
    mirrored = demand_from_counts(counts=demand.counts, pairs={pair[::-1]: n for pair, n in demand.pairs.items()})
    found = [
        assign_periods(one, courses=courses, periods=2)
        for one, courses in [(demand, COURSES), (mirrored, COURSES[::-1])]
    ]
    assert found[0] == found[1]


def test_without_work_the_greedy_timetable_stands_and_claims_no_proof():
    found = assign_periods(demand_with([1, 2, 5, 1, 2] * 3), courses=COURSES, periods=2, work=0.0)
    assert found.lost >= found.unavoidable


def test_fall_and_spring_share_a_period():
    fall, spring = CourseTerm("SPCH", Term.FALL), CourseTerm("HLTH", Term.SPRING)
    assert assign_periods(demand_of({"maya": [fall, spring]}), courses=[fall, spring], periods=1).lost == 0


def test_courses_without_conflicts_are_spread_evenly():
    found = assign_periods(demand_with([0] * 15), courses=COURSES, periods=3)
    assert sorted(found.periods.values()) == [1, 1, 2, 2, 3, 3]


def test_zero_periods_are_refused_and_no_courses_are_fine():
    with pytest.raises(ValueError, match="at least one period"):
        assign_periods(demand_of({}), courses=[], periods=0)
    assert assign_periods(demand_of({}), courses=[], periods=7).lost == 0


def test_who_is_left_out_is_told_by_reason():
    requests = {"maya": COURSES[:2], "theo": COURSES[:1], "noor": [COURSES[1], COURSES[3]], "sam": COURSES[:1]}
    demand = demand_of(requests)
    needs = sections_needed(demand, size=2, least=2)
    one_section = [need.wanted for need in needs if need.is_singleton]
    found = left_out(requests, needs=needs, timetable=assign_periods(demand, courses=one_section, periods=1))
    assert (found.not_opened, found.clashing, found.seats) == ({"noor"}, {"maya"}, 1)
    assert found.students == {"maya", "noor"}


@settings(max_examples=60, deadline=None)
@given(ODDS, st.integers(1, 3))
def test_what_is_counted_as_lost_by_all_is_never_more_than_the_least(weights, periods):
    demand = demand_with(weights)
    number = {wanted: at for at, wanted in enumerate(COURSES)}
    edges = {(number[one], number[other]): lost for (one, other), lost in demand.pairs.items()}
    assert packed(edges, places=periods) <= least_lost(demand, periods)
    start = dict.fromkeys(range(len(COURSES)), 0)
    settled = settle(start, neighbors(count=len(COURSES), edges=edges), places=periods)
    assert least_lost(demand, periods) <= lost_by(settled, edges) <= lost_by(start, edges)
