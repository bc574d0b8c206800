"""The search itself: levels in strict order, each kept while the next is made small."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from waypost.engine.search.answer import (
    Answer,
    Found,
    FoundPlan,
    Impossible,
    NotInTime,
    PlanKind,
    Reached,
    Refused,
)
from waypost.engine.search.conflict import Possible, explain
from waypost.engine.search.levels import Aim, Aimed, standing_weight
from waypost.engine.search.model import Model, Shape, build_model
from waypost.engine.search.possible import Reading, read_question
from waypost.engine.search.problems import no_terms_ahead, problems_of
from waypost.engine.search.program import Row
from waypost.engine.search.question import DEFAULT_EFFORT, Effort, Question
from waypost.engine.search.reading import read_plan
from waypost.engine.search.sense import sensible
from waypost.engine.search.shortage import is_short
from waypost.engine.search.solver import FEW_ROUNDS, Solved, Solver, Verdict

#: Aims that are never met halfway.
EXACT = {Aim.CONDITIONS, Aim.CHANGES}


def find_plan(question: Question, *, effort: Effort = DEFAULT_EFFORT) -> Answer:
    """The best plan, or why there is none; the same question gets the same answer.

    Without a term ahead there is nothing to plan; a repair still says which rule could be let go of.
    """
    problems = (*problems_of(question), *no_terms_ahead(question))
    if any(problem.is_refusal for problem in problems):
        return Refused(problems=tuple(problem for problem in problems if problem.is_refusal))
    searched = search(question, effort=effort)
    if searched.plan is not None:
        return Found(plans=(searched.plan,), notes=problems)
    if searched.verdict is Verdict.NONE and searched.why is not None:
        return replace(searched.why, notes=problems)
    return NotInTime(was_cancelled=is_cancelled(effort), notes=problems)


def is_cancelled(effort: Effort) -> bool:
    """Whether the one who asked no longer wants to know."""
    return effort.is_cancelled is not None and effort.is_cancelled()


@dataclass(slots=True)
class Searched:
    """What one search came to: a plan, or the verdict and why there is none, and the work that it took."""

    verdict: Verdict
    plan: FoundPlan | None = None
    why: Impossible | None = None
    work: float = 0.0


def search(
    question: Question,
    *,
    effort: Effort = DEFAULT_EFFORT,
    kind: PlanKind = PlanKind.KEEPS_CHOICES,
) -> Searched:
    """Search the pruned catalog; where that has no plan, ask the whole one why, or search it if it has one.

    A plan out of ordinary courses goes before any other (`sense`).
    """
    ordinary = sensible(question)
    if ordinary is not question:
        searched = _searched(ordinary, effort=effort, kind=kind)
        if searched.verdict is not Verdict.NONE:
            return searched
    reading = read_question(question)
    if is_short(reading):
        searched = Searched(Verdict.NONE)
    else:
        searched = _search(reading, Shape(per_group=effort.per_group), effort=effort, kind=kind)
    if searched.verdict is not Verdict.NONE:
        return searched
    why = explain(question, effort=effort, reading=reading)
    if isinstance(why, Possible) and effort.per_group is not None:
        return _search(reading, Shape(per_group=None), effort=effort, kind=kind)
    if isinstance(why, Impossible):
        searched.why = why
        return searched
    return Searched(Verdict.UNKNOWN)


def _searched(question: Question, *, effort: Effort, kind: PlanKind) -> Searched:
    """The search of the pruned and then of the whole catalog, without asking why there is no plan."""
    reading = read_question(question)
    if is_short(reading):
        return Searched(Verdict.NONE)
    searched = _search(reading, Shape(per_group=effort.per_group), effort=effort, kind=kind)
    if searched.verdict is Verdict.NONE and effort.per_group is not None:
        return _search(reading, Shape(per_group=None), effort=effort, kind=kind)
    return searched


def search_shape(
    question: Question, shape: Shape, *, effort: Effort = DEFAULT_EFFORT, kind: PlanKind = PlanKind.KEEPS_CHOICES
) -> Searched:
    """One search over one shape of model."""
    return _search(read_question(question), shape, effort=effort, kind=kind)


def _search(reading: Reading, shape: Shape, *, effort: Effort, kind: PlanKind) -> Searched:
    model = build_model(reading, shape)
    climb = Climb(model, Solver(model.program, effort))
    solved = climb.run()
    if not solved.values:
        return Searched(solved.verdict, work=climb.solver.spent)
    plan = read_plan(model, solved.values, kind=kind, reached=tuple(climb.reached))
    return Searched(solved.verdict, plan, work=climb.solver.spent)


@dataclass(slots=True)
class Climb:
    """Makes one level after the other small; what a level reached is a row from then on."""

    model: Model
    solver: Solver
    reached: list[Reached] = field(default_factory=list)

    def run(self) -> Solved:
        """The last solution, with the verdict on whether any exists."""
        best = Solved(Verdict.UNKNOWN)
        for level in self.model.levels:
            if level.aim is Aim.BALANCE and best.values:
                best = self._flatten(level, best)
                continue
            gap = 0.0 if level.aim in EXACT else None
            solved = self.solver.solve(level.total, hint=best.values, gap=gap)
            if not solved.values:
                return best if best.values else solved
            best = solved
            self._keep(level, solved, least=round(solved.bound))
        return best

    def _flatten(self, level: Aimed, best: Solved) -> Solved:
        """First the same courses in other terms, which is quick; then, with little work, any that are as good."""
        (peak,) = level.total
        before = self.model.program.highs[peak]
        best = self._with_same_courses(peak, best)
        value = best.values[peak]
        self.solver.set_bounds(peak, 0, value - 1)
        flatter = self.solver.solve(level.total, hint=best.values, work=self._polish, rounds=FEW_ROUNDS)
        self.solver.set_bounds(peak, 0, before)
        best = flatter if flatter.values else best
        least = value if flatter.verdict is Verdict.NONE else max(0, round(flatter.bound))
        self._keep(level, best, least=least)
        return best

    @property
    def _polish(self) -> float:
        return self.solver.effort.polish

    def _with_same_courses(self, peak: int, best: Solved) -> Solved:
        """The chosen courses spread evenly, or a little less evenly, and so on."""
        chosen = {placement.offering.key for placement, at in self.model.placed if best.values[at]}
        others = [at for placement, at in self.model.placed if placement.offering.key not in chosen]
        before = self.model.program.highs[peak]
        for at in others:
            self.solver.set_bounds(at, 0, 0)
        flat = best
        for most in range(self._even_load(best), best.values[peak]):
            self.solver.set_bounds(peak, 0, most)
            tried = self.solver.solve(hint=best.values, work=4 * self._polish, rounds=FEW_ROUNDS)
            if tried.values:
                flat = tried
                break
        self.solver.set_bounds(peak, 0, before)
        for at in others:
            self.solver.set_bounds(at, 0, 1)
        return _at_peak(self.model, flat, peak)

    def _even_load(self, best: Solved) -> int:
        """What every term would weigh if all weighed the same."""
        model = self.model
        by_periods = model.question.wishes.rigor > 0
        days = [span.half for span in model.spans if not span.is_summer]
        total = sum(standing_weight(model.standing.fixed, half, by_periods=by_periods) for half in days)
        for placement, at in model.placed:
            if best.values[at]:
                own = placement.offering.periods_taken if by_periods else placement.offering.weight
                total += own * sum(not half.term.is_summer for half in placement.halves)
        return -(-total // max(1, len(days)))

    def _keep(self, level: Aimed, solved: Solved, *, least: int) -> None:
        value = sum(factor * solved.values[at] for at, factor in level.total.items())
        self.reached.append(Reached(aim=level.aim, value=value + level.always, least=min(value, least) + level.always))
        self.model.program.at_most(level.total, value)


def _at_peak(model: Model, solved: Solved, peak: int) -> Solved:
    """The solution with its peak variable no higher than its heaviest term."""
    rows = [row for row in model.program.rows if peak in row.variables]
    values = list(solved.values)
    values[peak] = max(
        (_without(row, peak, values) - row.most for row in rows),
        default=0,
    )
    return replace(solved, values=tuple(values))


def _without(row: Row, peak: int, values: Sequence[int]) -> int:
    return sum(factor * values[at] for at, factor in zip(row.variables, row.factors, strict=True) if at != peak)
