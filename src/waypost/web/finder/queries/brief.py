"""What a list of many students says of one answer: how little is missing, the smallest fix or the easiest ask."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from waypost.engine.result import NodeKind, NodeResult, Status
from waypost.web.audits.queries import Audited
from waypost.web.catalog.adapters import to_rulebook
from waypost.web.catalog.models import RulebookKind
from waypost.web.finder.adapters.brief import Brief, Short, SmallestFix, last_semester
from waypost.web.finder.adapters.search import Clash, Outcome, Way
from waypost.web.plans.adapters.between import changes_between, to_plan_row
from waypost.web.plans.queries.planner import Planner

EASIEST: Final = ("student", "adult", "office")  # who lets go of something more easily than the next


def brief_of(planner: Planner, outcome: Outcome) -> Brief:
    """The brief of an answer about the plan that the planner shows; no query."""
    fixes = [(number, way) for number, way in enumerate(outcome.ways) if way.kind != "nothing"]
    asks = outcome.relax or outcome.conflict
    return Brief(
        plan_seen=planner.real.branch.version if planner.real.branch else 0,
        short=tuple(short for audited in planner.real.audits for short in _shorts(audited)),
        fix_count=len(fixes),
        fix=_smallest(planner, *fixes[0]) if fixes else None,
        ask=easiest(asks) if asks else None,
        works=bool(outcome.ways) and not fixes,
    )


def easiest(clashes: tuple[Clash, ...]) -> Clash:
    """The first of those that most people could let go of."""
    return min(clashes, key=lambda clash: EASIEST.index(clash.ask))


def _smallest(planner: Planner, number: int, way: Way) -> SmallestFix:
    before = [to_plan_row(row) for row in planner.real.planned]
    books = {one.rulebook.key: to_rulebook(one.rulebook) for one in planner.file.adoptions}
    return SmallestFix(
        number=number,
        kind=way.kind,
        changes=changes_between(before, way.rows),
        waivers=tuple(books[key].nodes[path].about.title for key, path in way.waivers if key in books),
        cost_cents=way.cost_cents,
        approvals=way.approvals,
    )


def _shorts(audited: Audited) -> Iterator[Short]:
    """The open requirements of a diploma."""
    if audited.adoption.rulebook.kind != RulebookKind.GRADUATION:
        return
    nodes = to_rulebook(audited.adoption.rulebook).nodes
    for end in _open_ends(audited.result.root):
        units = end.meter.open if end.kind is NodeKind.CREDITS else 0
        yield Short(title=end.title, units=units, by_semester=last_semester(nodes[end.path]))


def _open_ends(node: NodeResult) -> Iterator[NodeResult]:
    chosen = [part for part in node.parts if part.chosen]
    if not chosen and node.status is Status.OPEN:
        yield node
    for part in chosen:
        yield from _open_ends(part)
