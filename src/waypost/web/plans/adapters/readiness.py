"""What the engine warns of in the years ahead."""

from __future__ import annotations

from waypost.engine.readiness import HeadsUp, check_plan
from waypost.engine.record import Record, Stage
from waypost.web.audits.queries import StudentFile


def heads_ups_of(record: Record, *, file: StudentFile) -> tuple[HeadsUp, ...]:
    """The heads-ups of planned courses and full terms; what is running already is nobody's to move."""
    planned = {entry.id for entry in record.entries if entry.stage is Stage.PLANNED}
    found = check_plan(record, most_periods=file.student.district.periods)
    return tuple(heads_up for heads_up in found if heads_up.entry_id is None or heads_up.entry_id in planned)
