"""What unmet conditions cost a plan: no course settles them."""

from waypost.engine.conditions import OPEN_WEIGHT, judge_all
from waypost.engine.plan import Plan
from waypost.engine.record import Record
from waypost.engine.search.demands import Demands
from waypost.engine.supply import sources_of


def condition_costs(demands: Demands, *, record: Record, plan: Plan) -> list[tuple[int, int]]:
    """The switch and weight of each condition that the record does not meet, as the audit weighs it."""
    judged = judge_all(plan, sources=sources_of(record, plan=plan), facts=record.facts)
    costs = []
    for one in demands.conditions:
        own = judged.get(one.node.about.path)
        costs.append((one.switch, OPEN_WEIGHT if own is None else own.costs[2]))
    return [(switch, weight) for switch, weight in costs if weight]
