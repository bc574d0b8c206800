"""Where many students stand under one rulebook, as columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np

from waypost.engine.batch.columns import Flags, Ints
from waypost.engine.result import Status

#: In the order in which a group takes the least of its parts; a status is stored as its place here.
STATUSES: Final = (Status.MET, Status.ON_TRACK, Status.ASK, Status.OPEN)
MET, ON_TRACK, ASK, OPEN = range(4)

#: In place of the units of a leaf that an option left aside, or that is not part of the student's rules.
NOT_ASKED: Final = -1

Places: TypeAlias = Ints | slice
EVERYONE: Final = slice(None)


@dataclass(slots=True, kw_only=True)
class Standings:
    """Status and units of each student, and of each leaf: ``leaves[leaf, part, student]`` and ``whole[part, student]``.

    The parts are done, now, planned, open. ``left`` are students whom the formulas could not judge.
    """

    paths: tuple[str, ...]
    status: Ints
    whole: Ints
    leaves: Ints
    left: Flags

    def put(self, other: "Standings", *, places: Places) -> None:
        """Take over the standings of some students; who was left before stays so."""
        self.status[places] = other.status
        self.whole[:, places] = other.whole
        self.leaves[:, :, places] = other.leaves
        self.left[places] |= other.left

    def of(self, wanted: Flags) -> "Standings":
        """The standings of those who are wanted."""
        return Standings(
            paths=self.paths,
            status=self.status[wanted],
            whole=self.whole[:, wanted],
            leaves=self.leaves[:, :, wanted],
            left=self.left[wanted],
        )


def empty_standings(paths: Sequence[str], *, students: int) -> Standings:
    """Nothing asked of anybody."""
    return Standings(
        paths=tuple(paths),
        status=np.zeros(students, np.int8),
        whole=np.zeros((4, students), np.int16),
        leaves=np.full((len(paths), 4, students), NOT_ASKED, np.int16),
        left=np.zeros(students, np.bool_),
    )
