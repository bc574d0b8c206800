"""An independent answer at real size: the same question to a constraint solver, without any code of the engine's."""

from ortools.sat.python import cp_model

from tests.engine import twin
from waypost.engine.matching import accepts
from waypost.engine.record import Record
from waypost.engine.requirement import Rulebook


def fills(record: Record, rulebook: Rulebook, *, stage: int) -> dict[str, int]:
    """The units of each leaf: most in all, then what the stage before had, then most in the earlier leaves.

    For one pool without options.
    """
    (way,) = twin.ways(rulebook.root, record)
    before = list(fills(record, rulebook, stage=stage - 1).values()) if stage else [0] * len(way.leaves)
    entries = [entry for entry in record.entries if twin.STAGES.index(entry.stage) <= stage]
    model = cp_model.CpModel()
    units = {
        (at, place): model.NewIntVar(0, entry.units, "")
        for at, entry in enumerate(entries)
        for place, leaf in enumerate(way.leaves)
        if accepts(leaf.selector, entry)
    }
    for at, entry in enumerate(entries):
        model.Add(sum(own for (of, _), own in units.items() if of == at) <= entry.units)
    sums = []
    for place, leaf in enumerate(way.leaves):
        sums.append(sum(own for (_, to), own in units.items() if to == place))
        model.Add(sums[-1] <= leaf.units)
    for limit, below in way.limits:
        places = {place for place, leaf in enumerate(way.leaves) if leaf.about.path in below}
        touched = {at for at, entry in enumerate(entries) if accepts(limit.selector, entry)}
        model.Add(sum(own for (at, to), own in units.items() if at in touched and to in places) <= limit.units)
    kept = [model.NewIntVar(0, had, "") for had in before]
    for own, filled in zip(kept, sums, strict=True):
        model.Add(own <= filled)
    found = [_most(model, wanted) for wanted in (sum(sums), *kept, *sums)]
    return {leaf.about.path: own for leaf, own in zip(way.leaves, found[1 + len(kept) :], strict=True)}


def _most(model: cp_model.CpModel, wanted: object) -> int:
    """The most of a sum, which then stays as it is."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    model.Maximize(wanted)
    assert solver.Solve(model) == cp_model.OPTIMAL
    most = round(solver.ObjectiveValue())
    model.Add(wanted == most)
    return most
