"""Flows under ceilings against a slow twin, and what is filled stays filled."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from waypost.engine.allocate import fill
from waypost.engine.ceilings import Ceilings

SLOTS = (0, 1, 2)


@st.composite
def networks(draw: st.DrawFn) -> tuple[list[int], list[list[int]], Ceilings, list[int]]:
    """Types, their supplies in three growing steps, ceilings two high, and the needs of three slots."""
    count = draw(st.integers(1, 5))
    types = [draw(st.integers(1, 7)) for _ in range(count)]
    first = [draw(st.integers(0, 2)) for _ in range(count)]
    supplies = [first]
    for _ in range(2):
        supplies.append([units + draw(st.integers(0, 1)) for units in supplies[-1]])
    roofs = draw(st.integers(1, 3))
    parents = [-1, *(draw(st.integers(-1, at - 1)) for at in range(1, roofs))]
    above = [draw(st.integers(-1, roofs - 1)) for _ in range(count)]
    units = [[draw(st.integers(0, 3)) for _ in range(roofs)]]
    for _ in range(2):
        units.append([own + draw(st.integers(0, 1)) for own in units[-1]])
    needs = [draw(st.integers(0, 3)) for _ in SLOTS]
    return types, supplies, Ceilings(above, parents, units), needs


def most(types: list[int], supply: list[int], ceilings: Ceilings, step: int, needs: list[int]) -> int:
    """The most units that the slots can get together, by trying every way to spend the supply."""
    best = 0
    for spent in product(*(range(units + 1) for units in supply)):
        if _fits(spent, ceilings, step):
            best = max(best, _flow(types, list(spent), needs))
    return best


def _fits(spent: tuple[int, ...], ceilings: Ceilings, step: int) -> bool:
    through = [0] * len(ceilings.parents)
    for kind, units in enumerate(spent):
        roof = ceilings.above[kind]
        while roof >= 0:
            through[roof] += units
            roof = ceilings.parents[roof]
    return all(own <= most for own, most in zip(through, ceilings.units[step], strict=True))


def _flow(types: list[int], spent: list[int], needs: list[int]) -> int:
    return min(
        sum(need for slot, need in zip(SLOTS, needs, strict=True) if not inside >> slot & 1)
        + sum(units for kind, units in zip(types, spent, strict=True) if kind & inside)
        for inside in range(8)
    )


@settings(max_examples=150, deadline=None)
@given(networks())
def test_the_total_is_the_most_at_every_step_and_what_is_filled_stays_filled(network) -> None:  # type: ignore[no-untyped-def]
    types, supplies, ceilings, needs = network
    filled = fill(types=types, supplies=supplies, slots=SLOTS, needs=[needs] * 3, ceilings=ceilings)
    before = [list(needs)] * 1
    for step, left in enumerate(filled.needs):
        assert sum(needs) - sum(left) == most(types, supplies[step], ceilings, step, needs)
        assert all(now <= then for now, then in zip(left, before[-1], strict=True))
        before.append(left)


@settings(max_examples=150, deadline=None)
@given(networks())
def test_no_type_and_no_ceiling_gives_more_than_it_has(network) -> None:  # type: ignore[no-untyped-def]
    types, supplies, ceilings, needs = network
    filled = fill(types=types, supplies=supplies, slots=SLOTS, needs=[needs] * 3, ceilings=ceilings)
    for step, flow in enumerate(filled.flows):
        spent = tuple(sum(used.values()) for used in flow)
        assert all(own <= units for own, units in zip(spent, supplies[step], strict=True))
        assert all(
            kind >> place & 1 for kind, used in zip(types, flow, strict=True) for place, own in used.items() if own
        )
        assert _fits(spent, ceilings, step)


@settings(max_examples=150, deadline=None)
@given(networks())
def test_earlier_slots_go_first(network) -> None:  # type: ignore[no-untyped-def]
    types, supplies, ceilings, needs = network
    filled = fill(types=types, supplies=supplies[:1], slots=SLOTS, needs=[needs], ceilings=ceilings)
    for last in SLOTS:
        own = [need if slot <= last else 0 for slot, need in zip(SLOTS, needs, strict=True)]
        got = sum(own) - sum(left for slot, left in zip(SLOTS, filled.needs[0], strict=True) if slot <= last)
        assert got == most(types, supplies[0], ceilings, 0, own)
