"""One bundle read for one district, with what every part of the comparison asks of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from waypost.interchange.oneroster.roster import FileReading, OneRoster
from waypost.interchange.oneroster.vocabulary import Outcome, Presence
from waypost.interchange.problems import Location, Problem, Severity
from waypost.web.schools.adapters import calendar_of
from waypost.web.schools.models import District


class Dated(Protocol):
    """A row that holds from a day until a day, where it says so."""

    @property
    def is_leaving(self) -> bool: ...
    @property
    def begins_on(self) -> date | None: ...
    @property
    def ends_on(self) -> date | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The bundle, the district, the day, the number of units of courses that a file beside it gave."""

    roster: OneRoster
    district: District
    today: date
    units: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def file(self, name: str) -> FileReading:
        """What became of a file; one that the reader does not know was left alone."""
        missing = FileReading(file=name, presence=Presence.NOT_ANNOUNCED, outcome=Outcome.UNTOUCHED)
        return self.roster.files.get(name, missing)

    def may_remove(self, *names: str) -> bool:
        """Whether what none of these files names is gone."""
        return all(self.file(name).may_remove for name in names)

    def is_whole(self, *names: str) -> bool:
        """Whether these files came complete and no row of them waits."""
        return self.may_remove(*names) and not any(self.file(name).held_count for name in names)

    def in_force(self, row: Dated) -> bool:
        """Whether the row holds today; its end day is the last day on which it does."""
        begun = row.begins_on is None or row.begins_on <= self.today
        ended = row.ends_on is not None and row.ends_on < self.today
        return begun and not ended and not row.is_leaving

    def hold(self, code: str, place: Location, *, subject: str = "", detail: str = "") -> None:
        """Tell of a row that waits."""
        self.problems.append(Problem(code, Severity.HELD, place, subject, detail=detail))

    def point_out(
        self, code: str, place: Location, *, subject: str = "", detail: str = "", suggestion: str = ""
    ) -> None:
        """Tell of something to look at, while the row goes on."""
        self.problems.append(Problem(code, Severity.WARNING, place, subject, detail=detail, suggestion=suggestion))

    @property
    def school_year(self) -> int:
        """The school year that the day lies in, if the bundle has it; else its last one before, or its first."""
        this_year = calendar_of(self.district).school_year(self.today)
        years = [session.school_year for session in self.roster.academic_sessions if not session.is_leaving]
        if not years or this_year in years:
            return this_year
        return max((year for year in years if year < this_year), default=min(years))
