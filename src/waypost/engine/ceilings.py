"""Allocation where several kinds of entries share a ceiling: the most units that they bring together.

Example: a course is worth 4 units and was taken twice. The first attempt fits only "by grade 9", the second only
"with a B or better"; each has 4 units, and together they have 4. As a flow: source -> ceiling (4) -> attempt (4) ->
slots. Ceilings may stand under ceilings. A unit moves along a path of this network, so that a slot that was filled
stays filled, whatever comes later.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

Flow = list[dict[int, int]]

#: A kind serves a place with all that it has.
_NO_END = 1 << 60


@dataclass(frozen=True, slots=True)
class Ceilings:
    """A forest above the kinds.

    ``above[kind]`` is the ceiling of a kind and ``parents[ceiling]`` the ceiling above a ceiling (-1: none);
    ``units[step][ceiling]`` is the most that it lets through, and never falls from step to step.
    """

    above: Sequence[int]
    parents: Sequence[int]
    units: Sequence[Sequence[int]]

    def at_steps(self, steps: Sequence[int]) -> "Ceilings":
        """The same with the units of some steps alone."""
        return replace(self, units=[self.units[step] for step in steps])


@dataclass(slots=True)
class Network:
    """A flow under ceilings in the making.

    Nodes are numbers: places first, then kinds, then ceilings. ``free`` is left of each kind, ``need`` of each
    place, ``room`` of each ceiling; ``used`` is what goes through a ceiling.
    """

    adjacent: list[list[int]]
    ceilings: Ceilings
    free: list[int]
    need: list[int]
    flow: Flow = field(init=False)
    room: list[int] = field(init=False)
    used: list[int] = field(init=False)
    _kinds: int = field(init=False)
    _roofs: int = field(init=False)
    _below: list[list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.flow = [{} for _ in self.free]
        self.room = list(self.ceilings.units[0])
        self.used = [0] * len(self.room)
        self._kinds = len(self.need)
        self._roofs = self._kinds + len(self.free)
        self._below = [[] for _ in self.room]
        for kind, ceiling in enumerate(self.ceilings.above):
            if ceiling >= 0:
                self._below[ceiling].append(self._kinds + kind)
        for ceiling, parent in enumerate(self.ceilings.parents):
            if parent >= 0:
                self._below[parent].append(self._roofs + ceiling)

    def add(self, *, supply: Sequence[int], room: Sequence[int]) -> None:
        """More units of the kinds, and more room under the ceilings."""
        self.free = [left + more for left, more in zip(self.free, supply, strict=True)]
        self.room = [left + more for left, more in zip(self.room, room, strict=True)]

    def fill_in_order(self) -> None:
        """Fill the places in their order as far as they go."""
        for place, need in enumerate(self.need):
            if need:
                while self.need[place] and self._augment(place):
                    pass

    def reach(self, place: int) -> tuple[list[int], list[int]]:
        """The places and kinds that an open place could draw from: the cut that keeps it open."""
        _, nodes, _ = self._search(place)
        places = [node for node in nodes if node < self._kinds]
        kinds = [node - self._kinds for node in nodes if self._kinds <= node < self._roofs]
        return sorted(places), sorted(kinds)

    def _augment(self, place: int) -> bool:
        """Move units along one shortest path to the place; False if there is none."""
        begin, _, came_by = self._search(place)
        if begin < 0:
            return False
        path = [begin]
        while path[-1] != place:
            path.append(came_by[path[-1]])
        arcs = list(pairwise(path))
        units = min([self.need[place], self._left_at(begin), *(self._left(*arc) for arc in arcs)])
        self.need[place] -= units
        self._enter(begin, units)
        for before, after in arcs:
            self._send(before, after, units)
        return True

    def _search(self, place: int) -> tuple[int, list[int], dict[int, int]]:
        """Search backwards from a place: the node that the source can still feed (-1: none), and all nodes met."""
        came_by = {place: -1}
        nodes = [place]
        for node in nodes:
            if node >= self._kinds and self._feeds(node):
                return node, nodes, came_by
            for before in self._before(node):
                if before not in came_by:
                    came_by[before] = node
                    nodes.append(before)
        return -1, nodes, came_by

    def _feeds(self, node: int) -> bool:
        """Whether the source stands right before the node and has something left for it."""
        return self._above(node) < 0 and self._left_at(node) > 0

    def _above(self, node: int) -> int:
        if node < self._roofs:
            return self.ceilings.above[node - self._kinds]
        return self.ceilings.parents[node - self._roofs]

    def _left_at(self, node: int) -> int:
        return self.free[node - self._kinds] if node < self._roofs else self.room[node - self._roofs]

    def _before(self, node: int) -> Iterator[int]:
        """The nodes from which a unit can come: forwards, or taken back."""
        if node < self._kinds:
            yield from (self._kinds + kind for kind in self.adjacent[node])
            return
        above = self._above(node)
        if above >= 0 and self._left_at(node):
            yield self._roofs + above
        if node < self._roofs:
            yield from (place for place, units in self.flow[node - self._kinds].items() if units)
        else:
            yield from (child for child in self._below[node - self._roofs] if self._through(child))

    def _through(self, node: int) -> int:
        """The units that go through a kind or a ceiling."""
        if node < self._roofs:
            return sum(self.flow[node - self._kinds].values())
        return self.used[node - self._roofs]

    def _left(self, before: int, after: int) -> int:
        """How many units more can go over an arc."""
        if before < self._kinds:
            return self.flow[after - self._kinds][before]
        if after < self._kinds:
            return _NO_END
        return self._left_at(after) if self._is_above(before, after) else self._through(before)

    def _is_above(self, before: int, after: int) -> bool:
        return before >= self._roofs and self._above(after) == before - self._roofs

    def _enter(self, node: int, units: int) -> None:
        """Let units into a kind or a ceiling from above."""
        if node < self._roofs:
            self.free[node - self._kinds] -= units
        else:
            self.room[node - self._roofs] -= units
            self.used[node - self._roofs] += units

    def _send(self, before: int, after: int, units: int) -> None:
        if after < self._kinds:
            given = self.flow[before - self._kinds]
            given[after] = given.get(after, 0) + units
        elif before < self._kinds:
            self.flow[after - self._kinds][before] -= units
        elif self._is_above(before, after):
            self._enter(after, units)
        else:
            self._enter(before, -units)
