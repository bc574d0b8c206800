"""A rulebook as demands: units that compete in a pool, counts, conditions, and the switches that ask for them."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from waypost.engine.measure import Measure
from waypost.engine.requirement import Requirement, Tally
from waypost.engine.selector import Selector


@dataclass(slots=True)
class Switch:
    """Something that is asked for (1) or not (0); ``path`` names the rule.

    A root switch has neither parent nor ``free``: it is on unless an explanation lets go of it. ``count`` of
    the switches in ``among`` must be on when it is. One with a ``test`` is on when its parent and the test (or
    with ``unless`` the opposite of the test) are on.
    """

    path: str
    waivable: bool = False
    free: bool = False
    count: int = 0
    among: list[int] = field(default_factory=list)
    parent: int | None = None
    test: int | None = None
    unless: bool = False


@dataclass(slots=True)
class Need:
    """Units wanted in a pool out of what matches (and carries ``value``) while the switch is on.

    The courses ``any_value`` carry whichever it is: a person admitted them.
    """

    path: str
    units: int
    pool: str
    selector: Selector
    switch: int
    caps: int
    same: str | None = None
    value: str | None = None
    any_value: frozenset[str] = frozenset()


@dataclass(slots=True)
class Cap:
    """At most so many units (or, with ``courses``, courses) of what matches, over the needs that carry its number."""

    units: int
    selector: Selector
    courses: int | None = None


@dataclass(slots=True)
class Count:
    """A tally that a switch asks for, or that turns a switch on and off (``decides``)."""

    tally: Tally
    switch: int
    decides: bool = False


@dataclass(slots=True)
class Condition:
    """A fact, certificate or question while the switch is on; courses cannot meet it."""

    node: Requirement
    switch: int


@dataclass(slots=True)
class Demands:
    """Everything that one rulebook asks of one record; of the switches in each list of ``apart`` one may be on."""

    rulebook_id: str
    switches: list[Switch] = field(default_factory=list)
    needs: list[Need] = field(default_factory=list)
    caps: list[Cap] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)
    apart: list[list[int]] = field(default_factory=list)

    def pools(self) -> Iterator[list[Need]]:
        """The needs that compete with each other."""
        found: dict[str, list[Need]] = {}
        for need in self.needs:
            found.setdefault(need.pool, []).append(need)
        yield from found.values()


def in_grains(demands: Demands, *, grain: int) -> Demands:
    """The same demands with all units divided."""
    return replace(
        demands,
        needs=[replace(need, units=need.units // grain) for need in demands.needs],
        caps=[replace(cap, units=cap.units // grain) for cap in demands.caps],
        counts=[replace(count, tally=_tally_in_grains(count.tally, grain=grain)) for count in demands.counts],
    )


def _tally_in_grains(tally: Tally, *, grain: int) -> Tally:
    if tally.measure is not Measure.UNITS:
        return tally
    most = None if tally.at_most is None else tally.at_most / grain
    return replace(tally, at_least=tally.at_least / grain, at_most=most)
