"""A real school's matrix, where the reference data is present."""

import json

from waypost.engine.demand import CourseTerm, PairFault, assign_periods, demand_from_counts, sections_needed


def test_its_one_section_courses_meet_without_a_conflict(reference_data):
    given = json.loads((reference_data / "catalogs" / "mountain_view_conflicts_2020_21.json").read_text())
    counts = {CourseTerm(code): count for code, count in given["requests"].items()}
    pairs = {
        (CourseTerm(one), CourseTerm(other)): count
        for one, row in given["conflicts"].items()
        for other, count in row.items()
    }
    demand = demand_from_counts(counts=counts, pairs=pairs)
    assert (len(demand.counts), sum(demand.counts.values())) == (295, 15_650)
    assert sum(problem.fault is PairFault.UNEVEN for problem in demand.problems) == 7
    one_section = [need.wanted for need in sections_needed(demand, size=28) if need.is_singleton]
    found = assign_periods(demand, courses=one_section, periods=7)
    assert (len(one_section), found.lost) == (185, 0)
