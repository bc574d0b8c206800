"""What each pin costs, and for one that the best result leaves out what keeping it would be like."""

from collections.abc import Sequence
from dataclasses import replace

from waypost.engine.choice import Chooser, Taken
from waypost.engine.pins import Pinned
from waypost.engine.record import Pin
from waypost.engine.result import Claim, PinCost, PinKept


def best_with_pins(chooser: Chooser) -> tuple[Chooser, Taken, Taken | None]:
    """The best option and the next; what is not kept costs nothing, so the chooser goes on without it."""
    taken, runner_up = chooser.best()
    kept = _kept(taken)
    while len(kept) < len(chooser.pinned):
        chooser = replace(chooser, pinned=tuple(pin for pin in chooser.pinned if pin in kept))
        taken, runner_up = chooser.best()
        kept = _kept(taken)
    return chooser, taken, runner_up


def pin_costs(
    pins: Sequence[Pin],
    *,
    fitting: Sequence[Pinned],
    chooser: Chooser,
    taken: Taken,
    claims: dict[str, list[Claim]],
) -> tuple[PinCost, ...]:
    """Each kept pin against the same audit without it; for each other the best result that keeps it."""
    by_pin = {pinned.pin: pinned for pinned in fitting}
    found = []
    for pin in pins:
        pinned = by_pin.get(pin)
        if pinned in chooser.pinned:
            found.append(PinCost(pin, kept=True, open_units=taken.costs[0] - _without(chooser, pinned=pinned)))
        else:
            kept = any(claim.entry_id == pin.entry_id for claim in claims.get(pin.path, ()))
            instead = None if kept or pinned is None else _instead(chooser, pinned=pinned, taken=taken)
            found.append(PinCost(pin, kept=kept, open_units=0, instead=instead))
    return tuple(found)


def _kept(taken: Taken) -> list[Pinned]:
    return [pin for solved in taken.pools for pin in solved.reserved.kept]


def _without(chooser: Chooser, *, pinned: Pinned | None) -> int:
    """What stays open at the end without one pin."""
    others = tuple(other for other in chooser.pinned if other is not pinned)
    return replace(chooser, pinned=others).best()[0].costs[0]


def _instead(chooser: Chooser, *, pinned: Pinned, taken: Taken) -> PinKept | None:
    """The best result that keeps a pin, next to the best of all; None where nothing keeps it."""
    wished = replace(chooser, pinned=(pinned, *chooser.pinned), must=pinned).keeping()
    if wished is None:
        return None
    own, other = _open_by_path(wished), _open_by_path(taken)
    paths = sorted(own.keys() | other.keys())
    return PinKept(
        open_units=wished.costs[0] - taken.costs[0],
        chosen=wished.option.chosen,
        more_open=tuple(path for path in paths if own.get(path, 0) > other.get(path, 0)),
        less_open=tuple(path for path in paths if own.get(path, 0) < other.get(path, 0)),
    )


def _open_by_path(taken: Taken) -> dict[str, int]:
    """The units that stay open of each leaf at the end."""
    found: dict[str, int] = {}
    for solved in taken.pools:
        for slot, left in zip(solved.slots, solved.filled.needs[2], strict=True):
            for path in slot.paths:
                found[path] = found.get(path, 0) + left
    return found
