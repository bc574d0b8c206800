"""One fact of many students, with the days on which it was told."""

from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
import numpy.typing as npt

from waypost.engine.record import FactValue


@dataclass(slots=True, kw_only=True)
class FactColumn:
    """One fact of many students: ``codes`` are places in ``values``; None stands for no such fact.

    ``days`` are the days of the facts as places in ``known_days``; None: nobody knows any.
    """

    values: list[FactValue | None]
    codes: npt.NDArray[np.integer]
    days: npt.NDArray[np.integer] | None = None
    known_days: list[date | None] = field(default_factory=list)

    def at(self, places: npt.NDArray[np.integer] | slice) -> "FactColumn":
        """The same for some students."""
        days = None if self.days is None else self.days[places]
        return FactColumn(values=self.values, codes=self.codes[places], days=days, known_days=self.known_days)

    def until(self, on: date) -> "FactColumn":
        """The same without the facts of later days; None stands first in ``values``."""
        if self.days is None:
            return self
        later = np.array([day is not None and day > on for day in self.known_days], np.bool_)
        if not later.any():
            return self
        return replace(self, codes=np.where(later.take(self.days), 0, self.codes))

    def day(self, at: int) -> date | None:
        """The day of one student's fact."""
        return None if self.days is None else self.known_days[self.days[at]]
