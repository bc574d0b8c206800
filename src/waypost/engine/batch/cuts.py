"""The units that leaves can get together, as formulas over the supply of sets of types: f(S) by min-cut.

    f(S) = min over T within S of  d(S minus T) + s(N(T))

is d(S) + g(S) with g(S) = min over T of s(N(T)) - d(T). A formula for g tries only sets T that can be tight:
leaves without a type in common are looked at apart; a leaf that takes every type of the others is in T together
with all of them or not at all; and a leaf whose types all belong to T is in T. Equal formulas are one formula.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

#: A rulebook whose leaves overlap so that it needs more formulas is left to the single audit.
MOST_FORMULAS = 4_000


class TooManyFormulas(Exception):
    """The leaves overlap too much for formulas; the single audit still knows the answer."""


class Supply(NamedTuple):
    """The units of a set of types (a mask), and a number that is added."""

    types: int
    plus: int


class Fixed(NamedTuple):
    """A number that no supply changes."""

    number: int


class Least(NamedTuple):
    """The lesser of two formulas, by their places."""

    one: int
    other: int


class Sum(NamedTuple):
    """The sum of two formulas and a number; the second is taken ``times`` (1 or -1)."""

    one: int
    other: int
    times: int
    plus: int


Formula = Supply | Fixed | Least | Sum


@dataclass(slots=True)
class Cuts:
    """Formulas for some slots: ``neighbours[bit]`` are the types that match a slot, ``needs[bit]`` its units."""

    neighbours: dict[int, int]
    needs: dict[int, int]
    formulas: list[Formula]
    places: dict[Formula, int]
    _known: dict[tuple[int, int], int] = field(default_factory=dict, init=False)

    def fill(self, bit: int, *, before: int) -> int:
        """The units that a slot gets after those in the mask ``before``: f with it less f without it."""
        together = self._component(bit, slots=before | 1 << bit)
        whole = self.short(together)
        without = self.short(together & ~(1 << bit))
        return self._sum(whole, without, times=-1, plus=self.needs[bit])

    def short(self, slots: int) -> int:
        """g of some slots: what they lack together, as a negative number."""
        return self._short(slots, self._types(slots))

    def _short(self, slots: int, types: int) -> int:
        types &= self._types(slots)
        known = self._known.get((slots, types))
        if known is None:
            known = self._known[slots, types] = self._make(slots, types)
        return known

    def _make(self, slots: int, types: int) -> int:
        if not types:
            return self._place(Fixed(-sum(self.needs[bit] for bit in _bits(slots))))
        first = self._component(_lowest(slots), slots=slots, types=types)
        if first != slots:
            return self._sum(self._short(first, types), self._short(slots & ~first, types))
        widest = max(_bits(slots), key=lambda bit: ((self.neighbours[bit] & types).bit_count(), -bit))
        own = self.neighbours[widest] & types
        without = self._short(slots & ~(1 << widest), types)
        if own == types:
            needed = sum(self.needs[bit] for bit in _bits(slots))
            return self._least(without, self._place(Supply(own, -needed)))
        taken = self._place(Supply(own, -self.needs[widest]))
        return self._least(without, self._sum(taken, self._short(slots & ~(1 << widest), types & ~own)))

    def _component(self, bit: int, *, slots: int, types: int = -1) -> int:
        """The slots that share types with this one, perhaps by way of others."""
        found = 1 << bit
        reached = self.neighbours[bit] & types
        grown = True
        while grown:
            grown = False
            for other in _bits(slots & ~found):
                if self.neighbours[other] & reached & types:
                    found |= 1 << other
                    reached |= self.neighbours[other] & types
                    grown = True
        return found

    def _types(self, slots: int) -> int:
        types = 0
        for bit in _bits(slots):
            types |= self.neighbours[bit]
        return types

    def _least(self, one: int, other: int) -> int:
        return self._place(Least(one, other) if one < other else Least(other, one))

    def _sum(self, one: int, other: int, *, times: int = 1, plus: int = 0) -> int:
        """A sum, made simpler where a part is a number."""
        first, second = self.formulas[one], self.formulas[other]
        match first, second:
            case Fixed(), Fixed():
                return self._place(Fixed(first.number + times * second.number + plus))
            case Supply(), Fixed():
                return self._place(Supply(first.types, first.plus + times * second.number + plus))
            case Fixed(), Supply() if times == 1:
                return self._place(Supply(second.types, second.plus + first.number + plus))
            case _:
                return self._place(Sum(one, other, times, plus))

    def _place(self, formula: Formula) -> int:
        place = self.places.setdefault(formula, len(self.formulas))
        if place == len(self.formulas):
            if place >= MOST_FORMULAS:
                raise TooManyFormulas
            self.formulas.append(formula)
        return place


def _bits(mask: int) -> list[int]:
    return [bit for bit in range(mask.bit_length()) if mask >> bit & 1]


def _lowest(mask: int) -> int:
    return (mask & -mask).bit_length() - 1
