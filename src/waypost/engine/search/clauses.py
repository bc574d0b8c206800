"""Prerequisites as clauses: all of the clauses must hold, each by any one of its courses."""

from dataclasses import dataclass
from itertools import product

from waypost.engine.prerequisite import AnyOf, Ask, EveryOf, Free, NeedCourse, Prerequisite


@dataclass(frozen=True, slots=True)
class Clause:
    """Any of these courses will do; ``asks`` are conditions that a person may judge instead."""

    needs: tuple[NeedCourse, ...]
    asks: tuple[str, ...] = ()


def clauses_of(asked: Prerequisite) -> tuple[Clause, ...]:
    """The condition as clauses, without doubles."""
    return tuple(dict.fromkeys(_clauses(asked)))


def _clauses(asked: Prerequisite) -> list[Clause]:
    match asked:
        case Free():
            return []
        case Ask():
            return [Clause((), (asked.text,))]
        case NeedCourse():
            return [Clause((asked,))]
        case EveryOf():
            return [clause for part in asked.parts for clause in _clauses(part)]
        case AnyOf():
            return [_joined(picked) for picked in product(*(_clauses(part) for part in asked.parts))]


def _joined(clauses: tuple[Clause, ...]) -> Clause:
    needs = tuple(dict.fromkeys(need for clause in clauses for need in clause.needs))
    asks = tuple(dict.fromkeys(text for clause in clauses for text in clause.asks))
    return Clause(needs, asks)
