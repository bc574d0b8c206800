"""Who can't have all that they want, whatever else the timetable does."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from waypost.engine.demand.counting import CourseTerm
from waypost.engine.demand.periods import Timetable
from waypost.engine.demand.sections import SectionNeed


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Students by the reason, each once: a course that doesn't open, two courses in one period.

    `seats` are those that are missing in courses that open; which students they fail nobody knows yet.
    """

    not_opened: frozenset[str]
    clashing: frozenset[str]
    seats: int

    @property
    def students(self) -> frozenset[str]:
        """Everybody who loses a course for a known reason."""
        return self.not_opened | self.clashing


def left_out(
    requests: Mapping[str, Collection[CourseTerm]], *, needs: Sequence[SectionNeed], timetable: Timetable
) -> LeftOut:
    """The students who are left out, by the keys of `requests`."""
    closed = {need.wanted for need in needs if not need.sections}
    clashes = [set(clash.pair) for clash in timetable.clashes]
    return LeftOut(
        not_opened=frozenset(who for who, wanted in requests.items() if closed.intersection(wanted)),
        clashing=frozenset(who for who, wanted in requests.items() if any(pair <= set(wanted) for pair in clashes)),
        seats=sum(need.left_out for need in needs if need.sections),
    )
