"""From a requirement tree to a plan: number the slots, caps and conditions, and list the options."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from waypost.engine.matching import reads_only_the_course
from waypost.engine.options import Option, competes, options_of
from waypost.engine.plan import Cap, CourseCap, Plan, Slot
from waypost.engine.record import GrantedException
from waypost.engine.requirement import AllOf, ChooseOf, CourseLimit, Credits, Limit, Requirement, Tally, When
from waypost.engine.selector import BothMatch, Selector
from waypost.engine.within import step_for, ways_within


def make_plan(
    root: Requirement, *, met: Mapping[str, GrantedException], changed: Mapping[str, GrantedException], grain: int
) -> Plan:
    """Make a tree ready whose conditions (`When`) are already decided; all its units are multiples of the grain."""
    maker = _Maker(met=met, grain=grain)
    hosts = _leaves_within(root, met=met)
    maker.collect(root, hosts=hosts)
    caps = tuple(
        Cap(len(maker.slots) + at, limit.units, slots, limit.selector) for at, (limit, slots) in enumerate(maker.limits)
    )
    course_caps = tuple(
        CourseCap(len(maker.slots) + len(caps) + at, limit.courses, slots, limit.selector)
        for at, (limit, slots) in enumerate(maker.course_limits)
    )
    selectors = [slot.selector for slot in maker.slots] + [cap.selector for cap in caps]
    selectors += [cap.selector for cap in course_caps]
    selectors += [node.selector for node in maker.conditions if isinstance(node, Tally)]
    options = _without_twins(options_of(root, leaves=maker.leaves))
    return Plan(
        root=root,
        met=met,
        changed=changed,
        slots=tuple(maker.slots),
        slots_of=_slots_by_path(maker.slots),
        pools=_pool_masks(maker.slots),
        caps=caps,
        course_caps=course_caps,
        different=tuple(maker.different),
        conditions=tuple(maker.conditions),
        options=options,
        option_conditions=tuple(_bits(option.conditions) for option in options),
        options_by_slots=_by_slots(options),
        by_course_only=all(reads_only_the_course(selector) for selector in selectors),
        same_mask=sum(1 << slot.bit for slot in maker.slots if slot.same),
        in_main_pool=frozenset(_paths_in_main_pool(root)),
        within=frozenset(leaf.about.path for leaves in hosts.values() for leaf in leaves),
        grain=grain,
    )


def _leaves_within(root: Requirement, *, met: Mapping[str, GrantedException]) -> dict[str, list[Credits]]:
    """The leaves that draw from another leaf's units, by the path of that leaf."""
    found: dict[str, list[Credits]] = {}
    nodes = [root]
    for node in nodes:
        match node:
            case Credits(within=str(host)) if node.about.path not in met and node.units:
                found.setdefault(host, []).append(node)
            case AllOf() | ChooseOf():
                nodes.extend(node.parts)
            case When():
                nodes.append(node.then)
            case _:
                pass
    return found


def _paths_in_main_pool(node: Requirement) -> set[str]:
    """The nodes at and below this one that have a leaf in the diploma's pool."""
    match node:
        case Credits():
            return {node.about.path} if not node.pool else set()
        case AllOf() | ChooseOf():
            found = set().union(*(_paths_in_main_pool(part) for part in node.parts))
        case When():
            found = _paths_in_main_pool(node.then)
        case _:
            found = set()
    return found | {node.about.path} if found else found


def _slots_by_path(slots: list[Slot]) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for slot in slots:
        for path in slot.paths:
            found[path] = (*found.get(path, ()), slot.bit)
    return found


def _pool_masks(slots: list[Slot]) -> tuple[int, ...]:
    masks: dict[str, int] = {}
    for slot in slots:
        masks[slot.pool] = masks.get(slot.pool, 0) | 1 << slot.bit
    return tuple(masks.values())


def _without_twins(options: tuple[Option, ...]) -> tuple[Option, ...]:
    """The options without those that ask the same as an earlier one."""
    kept: dict[tuple[int, int], Option] = {}
    for option in options:
        kept.setdefault((option.slots, option.conditions), option)
    return tuple(kept.values())


def _bits(mask: int) -> tuple[int, ...]:
    return tuple(bit for bit in range(mask.bit_length()) if mask >> bit & 1)


def _by_slots(options: tuple[Option, ...]) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """The places of the options that ask for the same slots."""
    found: dict[int, list[int]] = {}
    for place, option in enumerate(options):
        found.setdefault(option.slots, []).append(place)
    return tuple((slots, tuple(places)) for slots, places in found.items())


@dataclass(slots=True)
class _Maker:
    """Walks a tree once and numbers what it finds; nodes in ``met`` ask for nothing."""

    met: Mapping[str, GrantedException]
    grain: int
    slots: list[Slot] = field(default_factory=list)
    limits: list[tuple[Limit, int]] = field(default_factory=list)
    course_limits: list[tuple[CourseLimit, int]] = field(default_factory=list)
    different: list[frozenset[str]] = field(default_factory=list)
    conditions: list[Requirement] = field(default_factory=list)
    leaves: dict[str, tuple[Option, ...]] = field(default_factory=dict)

    def collect(self, node: Requirement, *, hosts: Mapping[str, list[Credits]]) -> None:
        """Number the node and all below it; the order is the priority of the slots."""
        path = node.about.path
        if path in self.met:
            self.leaves[path] = (Option(0, 0),)
            return
        match node:
            case AllOf() | ChooseOf():
                self._collect_group(node, hosts=hosts)
            case When():
                self.collect(node.then, hosts=hosts)
            case Credits():
                if node.within is None:
                    self.leaves[path] = self._ways_to_fill(node, within=hosts.get(path, []))
            case _:
                self.leaves[path] = (self._condition(node),)
        if not node.about.verified and isinstance(node, Credits):
            asked = self._condition(node)
            self.leaves[path] = tuple(way + asked for way in self.leaves.get(path, (Option(0, 0),)))

    def _collect_group(self, node: AllOf | ChooseOf, *, hosts: Mapping[str, list[Credits]]) -> None:
        first = len(self.slots)
        for part in node.parts:
            self.collect(part, hosts=hosts)
        if isinstance(node, ChooseOf) and not competes(node, met=self.met):
            self.leaves[node.about.path] = (self._condition(node),)
            return
        below = (1 << len(self.slots)) - (1 << first)
        self.limits.extend((limit, below) for limit in node.limits)
        self.course_limits.extend((limit, below) for limit in node.course_limits)
        if node.different:
            apart = {slot.same_of for slot in self.slots[first:] if slot.same == node.different}
            self.different.append(frozenset(apart))

    def _condition(self, node: Requirement) -> Option:
        self.conditions.append(node)
        return Option(0, 1 << (len(self.conditions) - 1))

    def _ways_to_fill(self, leaf: Credits, *, within: list[Credits]) -> tuple[Option, ...]:
        """One way, or with leaves within one way for each numbers of units that serve several of them."""
        asked = [inner.units for inner in within]
        step = step_for(leaf.units, asked, grain=self.grain)
        return tuple(
            self._slots([(units, (leaf, *_served(within, mask))) for mask, units in shares.items()])
            for shares in ways_within(leaf.units, asked, step=step)
        )

    def _slots(self, wanted: list[tuple[int, tuple[Credits, ...]]]) -> Option:
        bits = 0
        for units, leaves in wanted:
            if units > 0:
                bits |= self._slot(units, leaves)
        return Option(bits, 0)

    def _slot(self, units: int, leaves: tuple[Credits, ...]) -> int:
        host = leaves[0]
        bit = len(self.slots)
        paths = tuple(leaf.about.path for leaf in leaves)
        of = next((leaf for leaf in leaves if leaf.same), None)
        same, same_of = (of.same, of.about.path) if of else (None, "")
        any_value = of.any_value if of else frozenset()
        self.slots.append(Slot(bit, units, host.pool, paths, _all_of(leaves), same, same_of, any_value))
        return 1 << bit


def _served(within: Sequence[Credits], mask: int) -> list[Credits]:
    """The leaves whose bits are in the mask."""
    return [leaf for place, leaf in enumerate(within) if mask >> place & 1]


def _all_of(leaves: tuple[Credits, ...]) -> Selector:
    selectors = tuple(leaf.selector for leaf in leaves)
    return selectors[0] if len(selectors) == 1 else BothMatch(parts=selectors)
