"""CP-SAT over a program: one worker, full linearization, a fixed seed, deterministic work.

The solver's own classes are used below its modelling layer, which would load a data-frame library first.
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from importlib import import_module
from typing import Any

from waypost.engine.search.program import Program
from waypost.engine.search.question import Effort

SEED = 1
#: How often a cancellation is looked for, in seconds.
LOOK_EVERY = 0.02
#: Rounds of cuts at the root: many pay off for sums over courses, few for the peak of a term.
MANY_ROUNDS, FEW_ROUNDS = 6, 1


class Verdict(StrEnum):
    """What the solver says: the best (within the gap), a solution, none exists, or it ran out."""

    BEST = "best"
    SOME = "some"
    NONE = "none"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Solved:
    """A verdict with the values of all variables (empty without a solution), bound and work done."""

    verdict: Verdict
    values: Sequence[int] = ()
    bound: float = 0.0
    work: float = 0.0
    core: tuple[int, ...] = ()


@dataclass(slots=True)
class Solver:
    """A program given to CP-SAT once and solved several times."""

    program: Program
    effort: Effort
    spent: float = 0.0
    _proto: Any = field(default=None, init=False)
    _given: int = field(default=0, init=False)

    def solve(
        self,
        total: Mapping[int, int] | None = None,
        *,
        hint: Sequence[int] = (),
        assumed: Sequence[int] = (),
        gap: float | None = None,
        work: float | None = None,
        rounds: int = MANY_ROUNDS,
    ) -> Solved:
        """Make a sum small (None: any solution); ``assumed`` variables are to be 1, a core names those that cannot."""
        cp = import_module("ortools.sat.python.cp_model_helper")  # only here: it takes a third of a second
        proto = self._given_to(cp)
        proto.clear_objective()
        proto.clear_solution_hint()
        proto.assumptions.clear()
        if total:
            proto.objective.vars.extend(list(total))
            proto.objective.coeffs.extend(list(total.values()))
        if hint:
            proto.solution_hint.vars.extend(range(len(hint)))
            proto.solution_hint.values.extend(list(hint))
        proto.assumptions.extend(list(assumed))
        wrapper = cp.SolveWrapper()
        parameters = self._parameters(cp, gap=gap, work=work, rounds=rounds)
        if assumed:
            _for_one_answer(parameters)
        wrapper.set_parameters(parameters)
        with self._watched(wrapper):
            answer = wrapper.solve(proto)
        self.spent += answer.deterministic_time
        return _read(answer, assumed=bool(assumed))

    def set_bounds(self, variable: int, low: int, high: int) -> None:
        """Change the bounds of a variable for the solves to come."""
        self.program.lows[variable], self.program.highs[variable] = low, high
        if self._proto is not None:
            domain = self._proto.variables[variable].domain
            domain.clear()
            domain.extend([low, high])

    def _given_to(self, cp: Any) -> Any:
        """The program in the solver's form; rows that came since the last solve are added."""
        if self._proto is None:
            self._proto = cp.CpModelProto()
        proto, program = self._proto, self.program
        variables = proto.variables
        for at in range(len(variables), len(program.lows)):
            variables.add().domain.extend([program.lows[at], program.highs[at]])
        constraints = proto.constraints
        for row in program.rows[self._given :]:
            linear = constraints.add().linear
            linear.vars.extend(row.variables)
            linear.coeffs.extend(row.factors)
            linear.domain.extend([row.least, row.most])
        self._given = len(program.rows)
        return proto

    def _parameters(self, cp: Any, *, gap: float | None, work: float | None, rounds: int) -> Any:
        own = cp.SatParameters()
        own.num_workers = 1
        own.linearization_level = 2
        own.cp_model_presolve = False  # the rows are tight as they are: presolve costs more than it saves
        own.max_cut_rounds_at_level_zero = rounds
        own.inprocessing_probing_dtime = own.inprocessing_minimization_dtime = 0.0  # for far longer searches
        own.random_seed = SEED
        left = max(0.01, self.effort.work - self.spent)
        own.max_deterministic_time = left if work is None else min(left, work)
        own.relative_gap_limit = self.effort.gap if gap is None else gap
        if self.effort.seconds is not None:
            own.max_time_in_seconds = self.effort.seconds
        return own

    @contextmanager
    def _watched(self, wrapper: Any) -> Iterator[None]:
        """Stop the solver soon after the question was cancelled."""
        is_cancelled = self.effort.is_cancelled
        if is_cancelled is None:
            yield
            return
        over = threading.Event()

        def watch() -> None:
            while not over.wait(LOOK_EVERY):
                if is_cancelled():
                    wrapper.stop_search()
                    return

        watcher = threading.Thread(target=watch, daemon=True)
        watcher.start()
        try:
            yield
        finally:
            over.set()
            watcher.join()


def _for_one_answer(parameters: Any) -> None:
    """Settings for the question whether some rules can hold together: what prepares a long search is left out."""
    parameters.add_lp_constraints_lazily = False  # the whole relaxation at once mostly settles it
    parameters.cp_model_probing_level = parameters.symmetry_level = parameters.core_minimization_level = 0
    parameters.max_cut_rounds_at_level_zero = 0


def _read(answer: Any, *, assumed: bool) -> Solved:
    name = answer.status.name
    verdict = {
        "OPTIMAL": Verdict.BEST,
        "FEASIBLE": Verdict.SOME,
        "INFEASIBLE": Verdict.NONE,
    }.get(name, Verdict.UNKNOWN)
    has_values = verdict in {Verdict.BEST, Verdict.SOME}
    core = tuple(answer.sufficient_assumptions_for_infeasibility) if assumed and verdict is Verdict.NONE else ()
    values = tuple(answer.solution) if has_values else ()
    return Solved(verdict, values, answer.best_objective_bound, answer.deterministic_time, core)
