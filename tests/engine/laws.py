"""The engine's laws, each as a check of one generated case; the suite and the long run share them."""

import random
from dataclasses import replace
from itertools import pairwise

from tests.credit import credits
from tests.engine import twin
from waypost.engine.audit import audit
from waypost.engine.matching import accepts
from waypost.engine.record import Pin, Record, Stage
from waypost.engine.requirement import Credits, Rulebook
from waypost.engine.result import AuditResult, NodeKind, NodeResult, Status
from waypost.engine.transcript import write_result


def cost_of(result: AuditResult) -> tuple[int, int, int]:
    """Open units and weights of open conditions over the chosen nodes: with planned, with now, done."""
    planned = now = done = 0
    for node in _chosen_leaves(result.root):
        weight = credits(1) if node.kind is NodeKind.FACT and node.status is Status.OPEN else 0
        meter = node.meter
        planned += meter.open + weight
        now += meter.open + meter.planned + weight
        done += meter.open + meter.planned + meter.now + weight
    return planned, now, done


def _chosen_leaves(node: NodeResult) -> list[NodeResult]:
    if not node.chosen or node.path.startswith("inner"):
        return []
    if node.kind in {NodeKind.ALL, NodeKind.CHOOSE}:
        return [leaf for part in node.parts for leaf in _chosen_leaves(part)]
    return [node]


def fills_are_those_of_the_min_cut(record: Record, rulebook: Rulebook) -> None:
    """Each leaf gets at every stage exactly f of the first k minus f of the first k - 1; the total is max flow."""
    result = audit(record, rulebook)
    leaves = [part for part in rulebook.root.parts if isinstance(part, Credits)]  # type: ignore[union-attr]
    meters = {part.path: part.meter for part in result.root.parts}
    for stage in range(3):
        expected = twin.fills(leaves, record, stage=stage)
        for leaf, units in zip(leaves, expected, strict=True):
            assert sum(meters[leaf.about.path][: stage + 1]) == units, (leaf.about.path, stage)


def costs_are_the_least_of_all_options(record: Record, rulebook: Rulebook) -> None:
    """The chosen option is the best one at the end, then with now, then with done."""
    assert cost_of(audit(record, rulebook)) == twin.cost_by_stage(record, rulebook)


def nothing_less_can_stay_open(record: Record, rulebook: Rulebook) -> None:
    """With limits and leaves within others: what stays open is the least over all allocations, and met is met."""
    result = audit(record, rulebook)
    assert cost_of(result)[0] == twin.least_open(record, rulebook, stage=2)
    assert (cost_of(result)[2] == 0) == (twin.least_open(record, rulebook, stage=0) == 0)


def earlier_parts_go_first_under_limits(record: Record, rulebook: Rulebook) -> None:
    """Of all allocations that leave as little open, the one that keeps what was filled, then fills the earlier leaves.

    What is done is the most that fits into what the end fills.
    """
    result = audit(record, rulebook)
    expected = twin.fills_within_limits(record, rulebook, stage=2)
    leaves = [leaf for leaf in _chosen_leaves(result.root) if leaf.path in expected]
    for leaf in leaves:
        assert leaf.meter.needed - leaf.meter.open == expected[leaf.path], leaf.path
    assert result.meter.done == twin.most_done_within(record, rulebook, stage=0, end=expected)


def a_plan_keeps_what_is_met_where_that_costs_nothing(record: Record, rulebook: Rulebook) -> None:
    """Where no stage gains by emptying a leaf, the done part of every leaf is as it is without the plan."""
    fills = [twin.fills_within_limits(record, rulebook, stage=stage) for stage in range(3)]
    if all(later[path] >= own for before, later in pairwise(fills) for path, own in before.items()):
        for leaf in _chosen_leaves(audit(record, rulebook).root):
            if leaf.path in fills[0]:
                assert leaf.meter.done == fills[0][leaf.path], leaf.path


def limits_are_kept(record: Record, rulebook: Rulebook) -> None:
    """The claims under a node have no more than each of its limits allows, and an open leaf says where one bites."""
    result = audit(record, rulebook)
    entries = {entry.id: entry for entry in record.entries}
    claims = [claim for leaf in _chosen_leaves(result.root) for claim in leaf.claims]
    for limit, below in {limit for way in twin.ways(rulebook.root, record) for limit in way.limits}:
        counted = [
            claim for claim in claims if claim.path in below and accepts(limit.selector, entries[claim.entry_id])
        ]
        assert sum(claim.units for claim in counted) <= limit.units


def claims_are_honest(record: Record, rulebook: Rulebook) -> None:
    """No unit counts twice in a pool, claims fit, and a leaf's meter is the sum of its claims."""
    result = audit(record, rulebook)
    entries = {entry.id: entry for entry in record.entries}
    leaves = {leaf.about.path: leaf for way in twin.ways(rulebook.root, record) for leaf in way.leaves}
    used: dict[tuple[str, str], int] = {}
    for node in _chosen_leaves(result.root):
        if node.kind is not NodeKind.CREDITS:
            continue
        assert sum(claim.units for claim in node.claims) == node.meter.needed - node.meter.open
        for claim in node.claims:
            leaf = leaves[claim.path]
            assert twin.fits(leaf, entries[claim.entry_id], {})
            key = (leaf.pool, claim.entry_id)
            used[key] = used.get(key, 0) + claim.units
    for (_, entry_id), units in used.items():
        assert units <= entries[entry_id].units
    for use in result.entries:
        own = [claim.units for claim in use.claims]
        assert use.spare_units >= use.units - sum(own)


def an_earned_course_never_unmeets(record: Record, rulebook: Rulebook, *, number: int) -> None:
    """Moving an entry to done keeps every met leaf met and the whole no further from done."""
    if not record.entries:
        return
    at = number % len(record.entries)
    later = replace(record.entries[at], stage=Stage.DONE, mark="A")
    more = replace(record, entries=(*record.entries[:at], later, *record.entries[at + 1 :]))
    before, after = audit(record, rulebook), audit(more, rulebook)
    if before.status is Status.MET:
        assert after.status is Status.MET
    assert after.meter.open <= before.meter.open or rulebook_has_options(rulebook)
    if not rulebook_has_options(rulebook):
        for own, other in zip(before.root.parts, after.root.parts, strict=True):
            assert other.meter.done >= own.meter.done


def rulebook_has_options(rulebook: Rulebook) -> bool:
    """Whether some part is a choice, has a limit, or asks for one language."""
    parts = getattr(rulebook.root, "parts", ())
    plain = all(isinstance(part, Credits) and part.same is None and part.within is None for part in parts)
    limits = (*getattr(rulebook.root, "limits", ()), *getattr(rulebook.root, "course_limits", ()))
    return not plain or bool(limits)


def planning_never_takes_from_done(record: Record, rulebook: Rulebook) -> None:
    """Without the planned entries the done part of every leaf is the same (where nothing is optional)."""
    if rulebook_has_options(rulebook):
        return
    kept = tuple(entry for entry in record.entries if entry.stage is Stage.DONE)
    with_plan, without = audit(record, rulebook), audit(replace(record, entries=kept), rulebook)
    for own, other in zip(with_plan.root.parts, without.root.parts, strict=True):
        assert own.meter.done == other.meter.done


def order_does_not_matter(record: Record, rulebook: Rulebook, *, number: int) -> None:
    """The bytes of the result are the same for any order of the entries."""
    shuffled = list(record.entries)
    random.Random(number).shuffle(shuffled)
    other = replace(record, entries=tuple(shuffled))
    assert write_result(audit(record, rulebook)) == write_result(audit(other, rulebook))


def reasons_hold(record: Record, rulebook: Rulebook) -> None:
    """A certificate's paths need more than its entries supply, and no other entry fits any of them."""
    result = audit(record, rulebook)
    leaves = {leaf.about.path: leaf for way in twin.ways(rulebook.root, record) for leaf in way.leaves}
    for node in _chosen_leaves(result.root):
        why = node.why
        if why is None or why.limited:
            assert node.meter.open == 0 or why is not None or node.kind is not NodeKind.CREDITS
            continue
        assert node.path in why.paths
        assert why.supply_units < why.needed_units
        assert why.supply_units == sum(entry.units for entry in record.entries if entry.id in why.entry_ids)
        if any(leaves[path].same for path in why.paths):
            continue
        others = [entry for entry in record.entries if entry.id not in why.entry_ids]
        assert not any(twin.fits(leaves[path], entry, {}) for path in why.paths for entry in others)


def a_pin_costs_what_it_says(record: Record, rulebook: Rulebook, *, number: int) -> None:
    """With a pin the open units grow by its cost, and a fitting pin of a wanted leaf is kept."""
    uses = [use for use in audit(record, rulebook).entries if use.fits]
    if not uses:
        return
    use = uses[number % len(uses)]
    pin = Pin(entry_id=use.entry_id, rulebook_id=rulebook.id, path=use.fits[number % len(use.fits)])
    pinned = audit(replace(record, pins=(pin,)), rulebook)
    (cost,) = pinned.pins
    assert cost.open_units >= 0
    assert cost_of(pinned)[0] == cost_of(audit(record, rulebook))[0] + cost.open_units
    if not rulebook_has_options(rulebook):
        assert cost.kept


def a_pin_is_dropped_only_where_keeping_it_costs(record: Record, rulebook: Rulebook, *, number: int) -> None:
    """Where an equal result keeps the pin it is kept; where not, the audit says what the best that keeps it costs."""
    uses = [use for use in audit(record, rulebook).entries if use.fits]
    if not uses:
        return
    use = uses[number % len(uses)]
    pin = Pin(entry_id=use.entry_id, rulebook_id=rulebook.id, path=use.fits[number % len(use.fits)])
    result = audit(replace(record, pins=(pin,)), rulebook)
    (cost,) = result.pins
    best, kept = twin.cost_by_stage(record, rulebook), twin.cost_with_pin(record, rulebook, pin)
    assert cost.kept or cost_of(result) == best
    assert cost.kept or kept != best
    assert not cost.kept or kept is not None
    assert (cost.instead is None) == (cost.kept or kept is None)
    if cost.instead is not None and kept is not None:
        assert cost.instead.open_units == kept[0] - best[0]
        assert cost.instead.more_open or not cost.instead.open_units or kept[1:] != best[1:]
