"""A trimester school: the cast in a district whose calendar has three terms, a whole year and a summer."""

from __future__ import annotations

from tests.cast import Cast, actor_of
from tests.factories import NOW, make_course
from waypost.engine.calendar.ready import READY
from waypost.web.standings.actions.calendars import put_calendar_in_force

TRIMESTERS = READY["trimesters"]


def in_trimesters(cast: Cast, *, text: str = TRIMESTERS) -> None:
    """The calendar in force, and a course in two parts of a trimester each."""
    put_calendar_in_force(actor_of(cast.mr_abara.user), text=text, at=NOW)
    for row in (cast.district, cast.maya.district, cast.theo.district):
        row.refresh_from_db()
    for number, before in ((1, ""), (2, "WELD1")):
        cast.courses[f"WELD{number}"] = make_course(
            cast.district,
            f"WELD{number}",
            subject="CT",
            title=f"Welding {number}",
            units=60,
            terms=["T1", "T2", "T3"],
            prerequisite=before,
        )
