"""The person at the keyboard, in one role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from waypost.engine.calendar import DEFAULT_CALENDAR, SchoolCalendar
from waypost.web.schools.models import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A signed-in user in exactly one role of one district; roles never merge in one screen.

    `today` is the date in the district's time zone: rights that begin or end are judged by it.
    `calendar` is the district's.
    """

    user_id: int | None  # None: a command run by whoever holds the server
    role: Role
    district_id: int
    today: date
    name: str
    language: str = "en"
    plan_name: str = ""
    calendar: SchoolCalendar = DEFAULT_CALENDAR
    school_id: int | None = None
    student_id: int | None = None
    guardian_id: int | None = None
    staff_id: int | None = None

    @property
    def reference(self) -> str:
        """How the session remembers this role."""
        match self.role:
            case Role.STUDENT:
                return f"student:{self.student_id}"
            case Role.GUARDIAN:
                return f"guardian:{self.guardian_id}"
            case _:
                return f"{self.role}:{self.staff_id}:{self.school_id or ''}"
