"""What the search is compared with: a greedy heuristic, and HiGHS on the same rows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ortools.linear_solver import pywraplp

from waypost.engine.audit import audit
from waypost.engine.load import Half
from waypost.engine.record import Record
from waypost.engine.search import Question
from waypost.engine.search.complete import open_nodes
from waypost.engine.search.demand_reading import demands_of
from waypost.engine.search.levels import Aim
from waypost.engine.search.model import Model
from waypost.engine.search.placement import Placement, placements_of
from waypost.engine.search.program import FAR
from waypost.engine.search.reach import Reach
from waypost.engine.search.supplies import Masks
from waypost.engine.search.tastes import Tastes


def net_worth(question: Question, placements: list[Placement] | tuple[Placement, ...]) -> int:
    """How much a plan is liked, less what speaks against it: the second level of the search."""
    tastes = Tastes(question.wishes)
    return sum(tastes.liking(one.offering) - tastes.burden(one.offering) for one in placements)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether a plan is complete, and its net worth."""

    is_complete: bool
    worth: int


def greedy(question: Question) -> Outcome:
    """Term by term, what fills an open requirement and is liked best; prerequisites must stand before."""
    spans = question.calendar.spans()
    tastes = Tastes(question.wishes)
    everything = placements_of(question.offerings, spans=spans, chosen=())
    entries = [placement.entry for placement in everything]
    (book,) = question.rulebooks
    demands = demands_of(book, record=question.record, possible=entries, on=None)
    masks = Masks(demands)
    room: dict[Half, int] = {span.half: span.periods for span in spans}
    chosen: list[Placement] = []
    for span in spans:
        starting = [one for one in everything if one.halves[0] == span.half]
        starting.sort(key=lambda one: (tastes.burden(one.offering) - tastes.liking(one.offering), one.offering.key))
        for placement in starting:
            record = replace(question.record, entries=(*question.record.entries, *(one.entry for one in chosen)))
            if _may_follow(placement, record, chosen, room) and _helps(placement, record, question, masks):
                chosen.append(placement)
                for half in placement.halves:
                    room[half] -= placement.offering.periods_taken
    record = replace(question.record, entries=(*question.record.entries, *(one.entry for one in chosen)))
    return Outcome(not open_nodes(audit(record, book), book), net_worth(question, chosen))


def _may_follow(placement: Placement, record: Record, chosen: list[Placement], room: Mapping[Half, int]) -> bool:
    if any(room.get(half, 0) < placement.offering.periods_taken for half in placement.halves):
        return False
    if any(one.key == placement.key for one in chosen):
        return False
    reach = Reach(record.entries)
    return all(reach.stands(clause, placement) for clause in reach.clauses(placement.entry.course))


def _helps(placement: Placement, record: Record, question: Question, masks: Masks) -> bool:
    """Whether it matches a requirement that is still open."""
    (book,) = question.rulebooks
    paths = {node.path for node in open_nodes(audit(record, book), book)}
    mask = masks.mask_of(placement.entry)
    return any(mask >> at & 1 and need.path in paths for at, need in enumerate(masks.demands.needs))


def highs(model: Model, *, gap: float, seconds: float) -> Outcome:
    """The same rows and the second level in HiGHS."""
    solver = pywraplp.Solver.CreateSolver("HIGHS")
    solver.SuppressOutput()
    program = model.program
    variables = [solver.IntVar(low, high, "") for low, high in zip(program.lows, program.highs, strict=True)]
    for row in program.rows:
        least = -solver.infinity() if row.least == -FAR else row.least
        most = solver.infinity() if row.most == FAR else row.most
        constraint = solver.Constraint(least, most)
        for at, factor in zip(row.variables, row.factors, strict=True):
            constraint.SetCoefficient(variables[at], factor)
    (level,) = [level for level in model.levels if level.aim is Aim.INTERESTS]
    objective = solver.Objective()
    for at, factor in level.total.items():
        objective.SetCoefficient(variables[at], factor)
    objective.SetMinimization()
    solver.SetTimeLimit(round(seconds * 1000))
    parameters = pywraplp.MPSolverParameters()
    parameters.SetDoubleParam(pywraplp.MPSolverParameters.RELATIVE_MIP_GAP, gap)
    status = solver.Solve(parameters)
    if status not in {pywraplp.Solver.OPTIMAL, pywraplp.Solver.FEASIBLE}:
        return Outcome(False, 0)
    chosen = [placement for placement, at in model.placed if variables[at].solution_value() > 0.5]
    return Outcome(True, net_worth(model.question, chosen))
