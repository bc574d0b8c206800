"""Students by course, term and pair; what a matrix gives twice and differently."""

import pytest

from waypost.engine.catalog import Term
from waypost.engine.demand import CourseTerm, PairFault, demand_from_counts, demand_of

ART, BAND, SPEECH = CourseTerm("ART"), CourseTerm("BAND"), CourseTerm("SPCH", Term.FALL)
HEALTH = CourseTerm("HLTH", Term.SPRING)


def test_each_student_counts_once_for_a_course_and_for_a_pair():
    demand = demand_of({"maya": [ART, BAND, ART], "theo": [BAND]})
    assert demand.counts == {ART: 1, BAND: 2}
    assert demand.both(BAND, ART) == demand.both(ART, BAND) == 1


@pytest.mark.parametrize(
    ("one", "other", "meets"),
    [
        (ART, SPEECH, True),
        (SPEECH, HEALTH, False),
        (SPEECH, CourseTerm("PE", Term.FALL), True),
        (ART, CourseTerm("PE", Term.SUMMER), False),
        (CourseTerm("ART", Term.SUMMER), CourseTerm("PE", Term.SUMMER), True),
    ],
)
def test_courses_meet_at_the_same_time_where_their_terms_overlap(one, other, meets):
    assert one.meets_with(other) is other.meets_with(one) is meets
    assert bool(demand_of({"maya": [one, other]}).pairs) is meets


def faults(pairs, counts=None):
    demand = demand_from_counts(counts=counts or {ART: 9, BAND: 9, SPEECH: 9}, pairs=pairs)
    return [problem.fault for problem in demand.problems], demand


def test_the_larger_of_two_directions_is_used_and_reported():
    found, demand = faults({(ART, BAND): 3, (BAND, ART): 5})
    assert found == [PairFault.UNEVEN]
    assert demand.problems[0].given == (3, 5)
    assert demand.both(ART, BAND) == demand.problems[0].used == 5


def test_half_a_matrix_is_no_fault_but_a_hole_in_a_whole_one_is():
    assert faults({(ART, BAND): 3, (ART, SPEECH): 2})[0] == []
    found, demand = faults({(ART, BAND): 3, (BAND, ART): 3, (ART, SPEECH): 2})
    assert found == [PairFault.ONE_SIDED]
    assert demand.both(ART, SPEECH) == 2


def test_more_students_for_both_than_for_one_is_said():
    found, demand = faults({(ART, BAND): 3}, {ART: 1, BAND: 9})
    assert (found, demand.both(ART, BAND)) == ([PairFault.TOO_MANY], 3)


@pytest.mark.parametrize(
    ("pair", "fault"), [((ART, ART), PairFault.SAME), ((ART, CourseTerm("NONE")), PairFault.UNKNOWN)]
)
def test_a_pair_that_is_none_is_left_out(pair, fault):
    found, demand = faults({pair: 3})
    assert (found, demand.pairs) == ([fault], {})


def test_a_negative_count_is_refused():
    with pytest.raises(ValueError, match="negative"):
        demand_from_counts(counts={ART: -1}, pairs={})


def test_nobody_wants_anything():
    assert demand_of({}).counts == demand_of({"maya": []}).counts == {}
