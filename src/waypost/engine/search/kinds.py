"""Two to four plans that differ in kind, for a student to choose from."""

from collections.abc import Iterator
from dataclasses import replace

from waypost.engine.catalog import Term
from waypost.engine.search.answer import Answer, Found, FoundPlan, PlanKind
from waypost.engine.search.finding import find_plan, is_cancelled, search
from waypost.engine.search.placement import standing_of
from waypost.engine.search.question import DEFAULT_EFFORT, Effort, Question
from waypost.engine.search.wishes import LighterTerm


def find_plans(question: Question, *, effort: Effort = DEFAULT_EFFORT, most: int = 4) -> Answer:
    """Up to ``most`` plans of different kinds, the one that keeps the student's choices first; or why there is none."""
    first = find_plan(question, effort=effort)
    if not isinstance(first, Found):
        return first
    plans = list(first.plans)
    for kind, other in _variants(question, plans[0]):
        if len(plans) >= most or is_cancelled(effort):
            break
        plan = search(other, effort=effort, kind=kind).plan
        if plan is not None and plan.is_complete and all(_differ(plan, own) for own in plans):
            plans.append(plan)
    return replace(first, plans=tuple(plans))


def _variants(question: Question, first: FoundPlan) -> Iterator[tuple[PlanKind, Question]]:
    """The same question with one more wish each, most telling first."""
    wishes, last = question.wishes, question.calendar.last_grade
    if (question.goals or wishes.likes) and first.changes.count:
        standing = standing_of(question.record, spans=question.calendar.spans())
        free = replace(question.record, entries=standing.fixed)
        yield PlanKind.TOWARD_GOALS, replace(question, record=free)
    loads = _periods_by_grade(question, first)
    heavy = max(loads, key=lambda grade: (loads[grade], grade), default=None)
    if heavy is not None:
        fewer = question.calendar.periods - loads[heavy] + 1
        lighter = LighterTerm(grade_level=heavy, fewer=fewer)
        yield PlanKind.LIGHTER, replace(question, wishes=replace(wishes, lighter=(*wishes.lighter, lighter)))
    if not wishes.half_day:
        yield PlanKind.INTERNSHIP, replace(question, wishes=replace(wishes, half_day=(last,)))
    before_last = question.calendar.terms.days[-2:-1]
    if wishes.finish_early is None and before_last:
        yield PlanKind.SHORTER, replace(question, wishes=replace(wishes, finish_early=(last, before_last[0])))


def _periods_by_grade(question: Question, plan: FoundPlan) -> dict[int, int]:
    """The periods of the fullest term of each grade."""
    found: dict[int, int] = {}
    for span in question.calendar.spans():
        if not span.is_summer:
            own = sum(one.offering.periods_taken for one in plan.placements if span.half in one.halves)
            found[span.grade] = max(found.get(span.grade, 0), own)
    return found


def _differ(one: FoundPlan, other: FoundPlan) -> bool:
    """Whether two plans place anything differently."""
    return _places(one) != _places(other)


def _places(plan: FoundPlan) -> set[tuple[str, int, Term]]:
    return {(placement.offering.key, *placement.place) for placement in plan.placements}
