"""Linear programs in whole numbers against a solver in floating point."""

from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.linear_solver import pywraplp

from waypost.engine.budget import Budget
from waypost.engine.simplex import Row, Simplex, simplex_of

COLUMNS = range(5)


@st.composite
def programs(draw: st.DrawFn) -> tuple[list[Row], list[int], Row]:
    """Rows of small coefficients over five columns, each column stopped by a row of its own."""
    rows = [{column: 1} for column in COLUMNS]
    for _ in range(draw(st.integers(1, 5))):
        row = {column: draw(st.integers(0, 3)) for column in COLUMNS}
        rows.append({column: share for column, share in row.items() if share})
    bounds = [draw(st.integers(0, 7)) for _ in rows]
    return rows, bounds, {column: draw(st.integers(0, 9)) for column in COLUMNS}


def best(rows: list[Row], bounds: list[int], gains: Row) -> float:
    """What the other solver says."""
    solver = pywraplp.Solver.CreateSolver("GLOP")
    values = [solver.NumVar(0, solver.infinity(), "") for _ in COLUMNS]
    for row, bound in zip(rows, bounds, strict=True):
        solver.Add(sum(share * values[column] for column, share in row.items()) <= bound)
    solver.Maximize(sum(gain * values[column] for column, gain in gains.items()))
    assert solver.Solve() == pywraplp.Solver.OPTIMAL
    return float(solver.Objective().Value())


def worth(simplex: Simplex, gains: Row) -> float:
    return float(sum(gains[column] * value for column, value in simplex.values().items()))


@settings(max_examples=200, deadline=None)
@given(programs())
def test_the_corner_is_the_best_also_when_rows_are_added_to_it(program: tuple[list[Row], list[int], Row]) -> None:
    rows, bounds, gains = program
    first = simplex_of([dict(row) for row in rows[:5]], bounds=bounds[:5], gains=dict(gains), budget=Budget())
    first.climb()
    for count in range(5, len(rows) + 1):
        at_once = simplex_of(
            [dict(row) for row in rows[:count]], bounds=bounds[:count], gains=dict(gains), budget=Budget()
        )
        at_once.climb()
        expected = best(rows[:count], bounds[:count], gains)
        assert abs(worth(at_once, gains) - expected) < 1e-6
        assert abs(worth(first, gains) - expected) < 1e-6
        if count < len(rows):
            added = first.with_row(rows[count], bounds[count])
            assert added is not None
            first = added
