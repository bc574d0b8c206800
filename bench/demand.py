"""Next year's demand of a real high school, and how well its one-section courses fit into the periods of a day.

Beside the proven timetable stand two that a person or a plain program would make of the same matrix: the first
period that is free, course by course, and the greedy one that takes the hardest course first. Wall time; the
matrix is aggregate, so it tells of pairs of courses and not of students.
"""

import json
import os
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from waypost.engine.demand import (
    CourseTerm,
    Demand,
    assign_periods,
    demand_from_counts,
    sections_needed,
)
from waypost.engine.demand.spreading import lost_by, neighbors, spread_greedily

REFERENCE = Path(os.environ.get("WAYPOST_REFERENCE_DATA", Path(__file__).parents[2] / "shared" / "data"))
MATRIX = REFERENCE / "catalogs" / "mountain_view_conflicts_2020_21.json"
SIZE = 28
PERIODS = (7, 6, 5)
#: The solver's deadline by the clock, in seconds.
DEADLINE = 5.0


def main() -> None:
    """Print the figures."""
    if not MATRIX.is_file():
        print(f"Skipped: the matrix is not at {MATRIX}; set WAYPOST_REFERENCE_DATA.")
        return
    start = time.perf_counter()
    demand = read_matrix(MATRIX)
    needs = sections_needed(demand, size=SIZE)
    counted = time.perf_counter() - start
    one_section = [need.wanted for need in needs if need.is_singleton]
    print(f"{len(demand.counts)} courses, {sum(demand.counts.values()):,} requests, {len(demand.pairs):,} pairs")
    faults = Counter(problem.fault.value for problem in demand.problems)
    print("odd pairs, the larger count used: " + ", ".join(f"{count} {fault}" for fault, count in faults.items()))
    print(f"at most {SIZE} in a class: {sum(need.sections for need in needs)} sections, {len(one_section)} singletons")
    print(f"read, counted and sections: {counted * 1000:.0f} ms")
    for periods in PERIODS:
        compare(demand, one_section, periods=periods)


def read_matrix(path: Path) -> Demand:
    """The demand of the file."""
    given = json.loads(path.read_text())
    pairs = {
        (CourseTerm(one), CourseTerm(other)): count
        for one, row in given["conflicts"].items()
        for other, count in row.items()
    }
    return demand_from_counts(
        counts={CourseTerm(code): count for code, count in given["requests"].items()}, pairs=pairs
    )


def compare(demand: Demand, courses: Sequence[CourseTerm], *, periods: int) -> None:
    """The three timetables with so many periods: the wishes that each loses, and its time."""
    start = time.perf_counter()
    found = assign_periods(demand, courses=courses, periods=periods, seconds=DEADLINE)
    seconds = time.perf_counter() - start
    ours = f"loses {found.lost}, of which at most {found.avoidable} avoidable, {seconds:.2f} s"
    print(f"{periods} periods: {ours}; {greedy(demand, courses, periods=periods)}")


def greedy(demand: Demand, courses: Sequence[CourseTerm], *, periods: int) -> str:
    """What the two plain ways lose."""
    number = {wanted: at for at, wanted in enumerate(courses)}
    edges = {(number[one], number[two]): lost for (one, two), lost in demand.pairs.items() if {one, two} <= {*number}}
    around, everything = neighbors(count=len(courses), edges=edges), range(len(courses))
    told = []
    for name, order in (("first free period", everything), ("hardest first", None)):
        start = time.perf_counter()
        lost = lost_by(spread_greedily(around, order=order, among=everything, places=periods), edges)
        told.append(f"{name} loses {lost}, {time.perf_counter() - start:.2f} s")
    return "; ".join(told)


if __name__ == "__main__":
    main()
