"""A slow exact twin of the audit: it enumerates, and shares no allocation code with the engine."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations, pairwise, product

from tests.credit import QUARTER, credits
from waypost.engine.matching import accepts
from waypost.engine.record import Entry, Pin, Record, Stage
from waypost.engine.requirement import AllOf, ChooseOf, CourseLimit, Credits, FactTest, Limit, Requirement, Rulebook

STAGES = (Stage.DONE, Stage.NOW, Stage.PLANNED)


@dataclass(frozen=True)
class Way:
    """One way to take the options: leaves, limits with the leaf paths under them, open conditions."""

    leaves: tuple[Credits, ...]
    limits: tuple[tuple[Limit, frozenset[str]], ...]
    weight: int
    course_limits: tuple[tuple[CourseLimit, frozenset[str]], ...] = ()


def ways(node: Requirement, record: Record) -> list[Way]:
    """Every way to take a node."""
    match node:
        case Credits():
            return [Way((node,) if node.units else (), (), 0)]
        case FactTest():
            met = any(fact.key == node.key and fact.value for fact in record.facts)
            return [Way((), (), 0 if met else credits(1))]
        case AllOf():
            return _joined(node, [list(node.parts)], record)
        case ChooseOf():
            return _joined(node, [list(picked) for picked in combinations(node.parts, node.count)], record)
        case _:
            raise AssertionError(node)


def _joined(node: AllOf | ChooseOf, picks: list[list[Requirement]], record: Record) -> list[Way]:
    below = frozenset(_leaf_paths(node))
    found = []
    for parts in picks:
        for combo in product(*(ways(part, record) for part in parts)):
            leaves = tuple(leaf for way in combo for leaf in way.leaves)
            limits = tuple(limit for way in combo for limit in way.limits)
            limits += tuple((limit, below) for limit in node.limits)
            counted = tuple(limit for way in combo for limit in way.course_limits)
            counted += tuple((limit, below) for limit in node.course_limits)
            found.append(Way(leaves, limits, sum(way.weight for way in combo), counted))
    return found


def _leaf_paths(node: Requirement) -> Iterator[str]:
    if isinstance(node, Credits):
        yield node.about.path
    elif isinstance(node, AllOf | ChooseOf):
        for part in node.parts:
            yield from _leaf_paths(part)


def cost_by_stage(record: Record, rulebook: Rulebook) -> tuple[int, int, int]:
    """Least open units (with weights of conditions) as (with planned, with now, done), by min-cut.

    Only for rulebooks without limits and without leaves within others.
    """
    best = None
    for way in ways(rulebook.root, record):
        for values in same_choices(way, record):
            costs = tuple(way.weight + _open_at(way, record, values, stage=stage) for stage in (2, 1, 0))
            best = costs if best is None else min(best, costs)
    assert best is not None
    return best


def _open_at(way: Way, record: Record, values: dict[str, str], *, stage: int) -> int:
    total = 0
    for pool in sorted({leaf.pool for leaf in way.leaves}):
        leaves = [leaf for leaf in way.leaves if leaf.pool == pool]
        needed = sum(leaf.units for leaf in leaves)
        total += needed - max_flow(leaves, record, values, stage=stage)
    return total


def fills(leaves: list[Credits], record: Record, *, stage: int) -> list[int]:
    """What each leaf gets in priority order: f of the first k minus f of the first k - 1."""
    flows = [max_flow(leaves[:count], record, {}, stage=stage) for count in range(len(leaves) + 1)]
    return [after - before for before, after in pairwise(flows)]


def max_flow(leaves: list[Credits], record: Record, values: dict[str, str], *, stage: int) -> int:
    """f(S): the least, over all subsets T, of the demand outside T and the supply that T can draw from."""
    entries = [entry for entry in record.entries if STAGES.index(entry.stage) <= stage]
    best = None
    for inside in product((False, True), repeat=len(leaves)):
        demand = sum(leaf.units for leaf, is_in in zip(leaves, inside, strict=True) if not is_in)
        drawn = [leaf for leaf, is_in in zip(leaves, inside, strict=True) if is_in]
        supply = sum(e.units for e in entries if any(fits(leaf, e, values) for leaf in drawn))
        best = demand + supply if best is None else min(best, demand + supply)
    return best or 0


def fits(leaf: Credits, entry: Entry, values: dict[str, str]) -> bool:
    """Whether an entry can count for a leaf under a choice of same values."""
    if not accepts(leaf.selector, entry):
        return False
    if leaf.same is None:
        return True
    own = _values(leaf.same, entry)
    return values[leaf.about.path] in own if leaf.about.path in values else bool(own)


def _values(same: str, entry: Entry) -> list[str]:
    return [tag for tag in entry.course.tags if tag.startswith(same)]


def same_choices(way: Way, record: Record) -> Iterator[dict[str, str]]:
    """Every choice of one value for each same-value leaf."""
    leaves = [leaf for leaf in way.leaves if leaf.same]
    found = [
        sorted({value for entry in record.entries for value in _values(leaf.same or "", entry)}) or ["none"]
        for leaf in leaves
    ]
    for picked in product(*found):
        yield {leaf.about.path: value for leaf, value in zip(leaves, picked, strict=True)}


def fills_within_limits(record: Record, rulebook: Rulebook, *, stage: int) -> dict[str, int]:
    """The units of each leaf where all limits hold: most in all, then what the stage before had, then in earlier leaves.

    It deals out unit by unit and keeps every state that can come of it. Only for one pool without options, leaves
    within others and same values.
    """
    (way,) = ways(rulebook.root, record)
    paths = [leaf.about.path for leaf in way.leaves]
    before = fills_within_limits(record, rulebook, stage=stage - 1) if stage else dict.fromkeys(paths, 0)

    def rank(filled: list[int]) -> tuple[int, list[int], list[int]]:
        return sum(filled), [min(own, before[path]) for own, path in zip(filled, paths, strict=True)], filled

    best = max(_filled_within_limits(way, record, stage=stage), key=rank)
    return dict(zip(paths, best, strict=True))


def most_done_within(record: Record, rulebook: Rulebook, *, stage: int, end: dict[str, int]) -> int:
    """The most units that a stage brings where all limits hold and no leaf gets more than it has at the ``end``."""
    (way,) = ways(rulebook.root, record)
    most = [end[leaf.about.path] for leaf in way.leaves]
    return max(sum(map(min, filled, most)) for filled in _filled_within_limits(way, record, stage=stage))


def _filled_within_limits(way: Way, record: Record, *, stage: int) -> list[list[int]]:
    """The units of the leaves in every allocation that keeps all limits."""
    start = (
        tuple(leaf.units // QUARTER for leaf in way.leaves),
        tuple(limit.units // QUARTER for limit, _ in way.limits),
    )
    states = {start}
    for entry in record.entries:
        if STAGES.index(entry.stage) <= stage:
            for _ in range(entry.units // QUARTER):
                states |= {after for state in states for after in _given(way, entry, state)}
    found = {needs for needs, _ in states}
    return [[leaf.units - left * QUARTER for leaf, left in zip(way.leaves, needs, strict=True)] for needs in found]


State = tuple[tuple[int, ...], tuple[int, ...]]


def _given(way: Way, entry: Entry, state: State) -> Iterator[State]:
    """The states after one more unit of an entry went to a leaf that wants it and that no limit keeps it from."""
    needs, allowed = state
    for at, leaf in enumerate(way.leaves):
        if needs[at] and accepts(leaf.selector, entry):
            touched = [leaf.about.path in below and accepts(limit.selector, entry) for limit, below in way.limits]
            left = tuple(units - is_touched for units, is_touched in zip(allowed, touched, strict=True))
            if min(left, default=0) >= 0:
                yield (*needs[:at], needs[at] - 1, *needs[at + 1 :]), left


def least_open(record: Record, rulebook: Rulebook, *, stage: int) -> int:
    """The least open units by trying every allocation in quarters; knows limits and leaves within others."""
    entries = [entry for entry in record.entries if STAGES.index(entry.stage) <= stage]
    return min(
        way.weight + _least_open(way, entries, values, barred)
        for way in ways(rulebook.root, record)
        for values in same_choices(way, record)
        for barred in _barred(way, entries)
    )


Barred = frozenset[tuple[str, str]]


def _barred(way: Way, entries: list[Entry]) -> Iterator[Barred]:
    """What each choice of the courses that limits let count bars: pairs of a leaf and an entry."""
    choices = []
    for limit, below in way.course_limits:
        touched = [entry for entry in entries if accepts(limit.selector, entry)]
        kept = combinations(touched, min(limit.courses, len(touched)))
        choices.append([{(path, one.id) for one in touched if one not in own for path in below} for own in kept])
    for picked in product(*choices):
        yield frozenset().union(*picked)


def _least_open(way: Way, entries: list[Entry], values: dict[str, str], barred: Barred) -> int:
    total = 0
    for pool in sorted({leaf.pool for leaf in way.leaves}):
        leaves = tuple(leaf for leaf in way.leaves if leaf.pool == pool)
        total += _least_open_in_pool(leaves, way.limits, tuple(entries), values, barred)
    return total * QUARTER


def _least_open_in_pool(leaves, limits, entries, values, barred) -> int:  # type: ignore[no-untyped-def]
    hosts = [leaf for leaf in leaves if leaf.within is None]
    inner = {host.about.path: [leaf for leaf in leaves if leaf.within == host.about.path] for host in hosts}

    @cache
    def open_of(host_at: int, counts: tuple[int, ...]) -> int:
        host = hosts[host_at]
        inside = [leaf.units // QUARTER for leaf in inner[host.about.path]]
        return _wild_units(host.units // QUARTER, inside, counts)

    def bucket(host: Credits, entry: Entry) -> int:
        return sum(1 << at for at, leaf in enumerate(inner[host.about.path]) if fits(leaf, entry, values))

    allowed = tuple(limit.units // QUARTER for limit, _ in limits)
    states = {(tuple((0,) * (1 << len(inner[host.about.path])) for host in hosts), allowed)}
    for entry in entries:
        for _ in range(entry.units // QUARTER):
            after = set(states)
            for counts, allowed in states:
                for at, host in enumerate(hosts):
                    if not fits(host, entry, values) or (host.about.path, entry.id) in barred:
                        continue
                    left = list(allowed)
                    for number, (limit, below) in enumerate(limits):
                        if host.about.path in below and accepts(limit.selector, entry):
                            left[number] -= 1
                    if min(left, default=0) < 0:
                        continue
                    own = list(counts[at])
                    place = bucket(host, entry)
                    own[place] = min(own[place] + 1, host.units // QUARTER)
                    after.add(((*counts[:at], tuple(own), *counts[at + 1 :]), tuple(left)))
            states = after
    return min(sum(open_of(at, own) for at, own in enumerate(counts)) for counts, _ in states)


def _wild_units(needed: int, inner: list[int], counts: tuple[int, ...]) -> int:
    """The fewest units of a course that fits everything which would complete a leaf and those within it."""
    for wild in range(needed + 1):
        for used in product(*(range(count + 1) for count in counts)):
            if sum(used) != needed - wild:
                continue
            inside = [sum(own for at, own in enumerate(used) if at >> number & 1) for number in range(len(inner))]
            if all(have + wild >= units for have, units in zip(inside, inner, strict=True)):
                return wild
    return needed


def cost_with_pin(record: Record, rulebook: Rulebook, pin: Pin) -> tuple[int, int, int] | None:
    """The least that stays open as `cost_by_stage` says it, if the pinned entry first fills its leaf; None: no way does.

    Only for rulebooks without limits and without leaves within others.
    """
    entry = next(entry for entry in record.entries if entry.id == pin.entry_id)
    best = None
    for way in ways(rulebook.root, record):
        leaf = next((leaf for leaf in way.leaves if leaf.about.path == pin.path), None)
        for values in same_choices(way, record):
            if leaf is not None and fits(leaf, entry, values):
                costs = tuple(_open_with(way, record, values, leaf, entry, stage=stage) for stage in (2, 1, 0))
                best = costs if best is None else min(best, costs)
    return best


def _open_with(way: Way, record: Record, values: dict[str, str], leaf: Credits, entry: Entry, *, stage: int) -> int:
    """What stays open at a stage when an entry's units went to a leaf before anything else."""
    if STAGES.index(entry.stage) > stage:
        return way.weight + _open_at(way, record, values, stage=stage)
    given = min(entry.units, leaf.units)
    rest = replace(way, leaves=tuple(replace(own, units=own.units - given * (own is leaf)) for own in way.leaves))
    total = way.weight
    for pool in sorted({own.pool for own in rest.leaves}):
        leaves = [own for own in rest.leaves if own.pool == pool]
        left = entry.units - given * (pool == leaf.pool)
        others = tuple(replace(own, units=left) if own is entry else own for own in record.entries)
        used = max_flow(leaves, replace(record, entries=others), values, stage=stage)
        total += sum(own.units for own in leaves) - used
    return total
