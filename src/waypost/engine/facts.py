"""What facts say: the ones that a rule asks for, their best number, and whether one of them passes."""

from collections.abc import Container, Iterable, Sequence
from fractions import Fraction

from waypost.engine.record import Fact, FactValue


def facts_of(facts: Iterable[Fact], *, keys: Container[str]) -> list[Fact]:
    """The facts with one of these keys."""
    return [fact for fact in facts if fact.key in keys]


def best_number(facts: Iterable[Fact]) -> Fraction | None:
    """The largest number that a fact gives (a true one gives 1), or None."""
    numbers = [Fraction(fact.value) for fact in facts if isinstance(fact.value, int | Fraction)]
    return max(numbers, default=None)


def passes(facts: Sequence[Fact], *, at_least: Fraction | None, one_of: Sequence[FactValue]) -> bool:
    """Whether one of the facts is enough: a number of at least so much, one of some values, or simply true."""
    if at_least is not None:
        best = best_number(facts)
        return best is not None and best >= at_least
    if one_of:
        return any(fact.value in one_of for fact in facts)
    return any(fact.value is True or (not isinstance(fact.value, bool) and bool(fact.value)) for fact in facts)
