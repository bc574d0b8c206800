"""Why no plan exists: a smallest set of rules and wishes that collide, and the cheapest of them to let go of."""

from waypost.engine.search.answer import Answer, Impossible, NotInTime
from waypost.engine.search.model import Shape, build_model
from waypost.engine.search.question import DEFAULT_EFFORT, Effort, Question
from waypost.engine.search.reasons import Reason
from waypost.engine.search.solver import Solver, Verdict


def explain(question: Question, *, effort: Effort = DEFAULT_EFFORT) -> Answer:
    """A smallest conflict by name, and what is the cheapest to let go of."""
    model = build_model(question, Shape(per_group=None, explains=True))
    program = model.program
    solver = Solver(program, effort)
    for at in program.reasons:
        program.lows[at] = 0
    relaxed = solver.solve({at: -reason.cost for at, reason in program.reasons.items()}, gap=0.0)
    if not relaxed.values:
        return NotInTime()
    relax = [reason for at, reason in program.reasons.items() if not relaxed.values[at]]
    core, is_smallest = _smallest(solver, program.reasons)
    return Impossible(conflict=_sorted(core), relax=_sorted(relax), is_smallest=is_smallest)


def _smallest(solver: Solver, reasons: dict[int, Reason]) -> tuple[list[Reason], bool]:
    """A core from the solver, then without everything that it can do without; costly rules are tried first."""
    first = solver.solve(assumed=tuple(reasons))
    if first.verdict is not Verdict.NONE:
        return [], False
    core = sorted(first.core or reasons, key=lambda at: (-reasons[at].cost, reasons[at].name))
    is_smallest = True
    for at in list(core):
        rest = [other for other in core if other != at]
        tried = solver.solve(assumed=rest)
        if tried.verdict is Verdict.NONE:
            core = [other for other in rest if other in tried.core] if tried.core else rest
        elif tried.verdict is Verdict.UNKNOWN:
            is_smallest = False
    return [reasons[at] for at in core], is_smallest


def _sorted(reasons: list[Reason]) -> tuple[Reason, ...]:
    return tuple(sorted(reasons, key=lambda reason: (reason.cost, reason.name)))
