"""Where many students stand under one rulebook, as columns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np

from waypost.engine.batch.columns import Flags, Ints
from waypost.engine.requirement import PERSONS
from waypost.engine.result import Status

#: In the order in which a group takes the least of its parts; a status is stored as its place here.
STATUSES: Final = tuple(Status)
MET, ON_TRACK, AWAITS_WORD, CANNOT_CHECK, OPEN = range(5)

#: In place of the units of a leaf that an option left aside, or that is not part of the student's rules.
NOT_ASKED: Final = -1

Places: TypeAlias = Ints | slice
EVERYONE: Final = slice(None)


@dataclass(slots=True, kw_only=True)
class Standings:
    """Status and units of each student, and of each leaf: ``leaves[leaf, part, student]`` and ``whole[part, student]``.

    The parts are done, now, planned, open. ``awaits`` has bit k where the word of the person in place k of
    `PERSONS` is waited for. ``left`` are students whom the formulas could not judge.
    """

    paths: tuple[str, ...]
    status: Ints
    whole: Ints
    leaves: Ints
    awaits: Ints
    left: Flags

    def put(self, other: "Standings", *, places: Places) -> None:
        """Take over the standings of some students, of everyone without copying; who was left before stays so."""
        if places is EVERYONE:
            self.status, self.whole, self.leaves, self.awaits = other.status, other.whole, other.leaves, other.awaits
            self.left |= other.left
            return
        self.status[places] = other.status
        self.whole[:, places] = other.whole
        self.leaves[:, :, places] = other.leaves
        self.awaits[places] = other.awaits
        self.left[places] |= other.left

    def of(self, wanted: Flags) -> "Standings":
        """The standings of those who are wanted."""
        return Standings(
            paths=self.paths,
            status=self.status[wanted],
            whole=self.whole[:, wanted],
            leaves=self.leaves[:, :, wanted],
            awaits=self.awaits[wanted],
            left=self.left[wanted],
        )


def empty_standings(paths: Sequence[str], *, students: int) -> Standings:
    """Nothing asked of anybody."""
    return Standings(
        paths=tuple(paths),
        status=np.zeros(students, np.int8),
        whole=np.zeros((4, students), np.int32),
        leaves=np.full((len(paths), 4, students), NOT_ASKED, np.int32),
        awaits=np.zeros(students, np.int8),
        left=np.zeros(students, np.bool_),
    )


def bits_of(persons: Iterable[str]) -> int:
    """Persons as one small number."""
    return sum(1 << PERSONS.index(person) for person in persons)


def persons_in(bits: int) -> tuple[str, ...]:
    """The persons in such a number, in the order of `PERSONS`."""
    return tuple(person for place, person in enumerate(PERSONS) if bits >> place & 1)
