"""Applying a run: the change set is rebuilt from the same bytes and written in one transaction.

Everybody is then audited again in the background.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Final

from django.db import DatabaseError, connection, transaction

from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import require_role
from waypost.web.base.concurrency import claim
from waypost.web.base.moves import IllegalMove
from waypost.web.base.statistics import renew_statistics
from waypost.web.history.actions import record
from waypost.web.imports.models import Run, RunState
from waypost.web.schools.models import District, School
from waypost.web.standings.actions.auditing import refresh_standings

from .check import look, rebuilt
from .write import write_changes

MANY_ROWS: Final = 1000  # after so many the database counts anew, before anybody asks it for them


class ApplyAnswer(StrEnum):
    """What came of it."""

    APPLIED = "applied"
    LOOK_AGAIN = "look_again"  # the district changed since the preview; the run shows the new one
    WRONG_NAME = "wrong_name"  # the name that confirms turning rows off was not typed right
    NEEDS_SECOND = "needs_second"  # the name is right; another person has to type it too


class Busy(Exception):
    """Another import of the district is being written at this moment."""


@transaction.atomic
def apply_run(actor: Actor, *, run: Run, seen: int, at: datetime, confirmed_name: str = "") -> ApplyAnswer:
    """The run's changes written, or the reason why not.

    While the brake is on, no row is turned off unless `confirmed_name` is the name of the district or of the school
    that is missing, typed by two people; a command, which has the whole server, needs no second.
    Raises PermissionDenied, StaleWrite, IllegalMove and Busy.
    """
    require_role(actor, Permission.IMPORT_RUN)
    claim(run, seen=seen)
    if run.state != RunState.CHECKED:
        raise IllegalMove(run.state, RunState.APPLIED)
    if confirmed_name and not confirms(run, confirmed_name):
        return ApplyAnswer.WRONG_NAME
    take_turn(run.district_id)
    changes = rebuilt(run, actor=actor)
    shown = run.fingerprint
    if changes.fingerprint() != shown:
        look(run, changes)
        run.save()
        return ApplyAnswer.LOOK_AGAIN
    with_gone = not run.brake or bool(confirmed_name)
    if run.brake and with_gone and not _is_second(actor, run):
        _vouch(actor, run, at=at)
        return ApplyAnswer.NEEDS_SECOND
    write_changes(run, changes, with_gone=with_gone)
    if sum(_sum(run, what) for what in ("new", "changed")) > MANY_ROWS:
        renew_statistics()
    _close(actor, run, with_gone=with_gone, at=at)
    refresh_standings(actor, at=at, anew=True)
    return ApplyAnswer.APPLIED


def _is_second(actor: Actor, run: Run) -> bool:
    return actor.user_id is None or run.vouched_by_id not in {None, actor.user_id}


def _vouch(actor: Actor, run: Run, *, at: datetime) -> None:
    """Keep who was the first to say that those who would be turned off really left."""
    run.vouched_by_id, run.vouched_name, run.vouched_at = actor.user_id, actor.name[:200], at
    run.save()
    record(actor, verb="import_vouched", at=at, about=run, would_turn_off=_gone(run))


def take_turn(district_id: int) -> None:
    """Hold the district for this transaction, or raise Busy; SQLite has one writer at a time anyway."""
    nowait = connection.features.has_select_for_update_nowait
    try:
        with transaction.atomic():
            District.objects.select_for_update(nowait=nowait).get(pk=district_id)
    except DatabaseError as error:
        raise Busy from error


def confirms(run: Run, name: str) -> bool:
    """Whether the typed name is the district's, or the one missing school's."""
    return name.strip().casefold() in {one.casefold() for one in names_to_type(run)}


def names_to_type(run: Run) -> list[str]:
    """The names that confirm turning rows off: the missing school's where it is one, else the district's."""
    missing = {key for stop in run.brake.get("stops", ()) for key in stop["school_ids"]}
    schools = School.objects.filter(district_id=run.district_id, source_id__in=missing)
    names = list(schools.values_list("name", flat=True))
    return names if len(names) == 1 and len(run.brake["stops"]) <= 2 else [run.district.name]


def _close(actor: Actor, run: Run, *, with_gone: bool, at: datetime) -> None:
    run.move_to(RunState.APPLIED)
    run.applied_at = at
    run.counts = {**run.counts, "kept_on": 0 if with_gone else _gone(run)}
    run.save()
    record(
        actor,
        verb="import_applied",
        at=at,
        about=run,
        new=_sum(run, "new"),
        changed=_sum(run, "changed"),
        turned_off=_gone(run) if with_gone else 0,
    )


def _sum(run: Run, what: str) -> int:
    return sum(table[what] for table in run.counts["tables"].values())


def _gone(run: Run) -> int:
    return _sum(run, "gone")
