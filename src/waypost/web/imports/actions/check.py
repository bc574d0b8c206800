"""Checking an upload: read it, compare it, write down what it would change; nothing else is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from django.db import transaction

from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import require_role
from waypost.web.base.concurrency import claim
from waypost.web.imports.adapters import source
from waypost.web.imports.adapters.brake import pull_brake
from waypost.web.imports.adapters.change_set import ChangeSet
from waypost.web.imports.adapters.problems import held_count, to_stored
from waypost.web.imports.adapters.source import Upload
from waypost.web.imports.adapters.tables import STUDENTS
from waypost.web.imports.models import Run, RunKind, RunState
from waypost.web.schools.models import Student


@transaction.atomic
def check_upload(actor: Actor, *, kind: RunKind, uploads: Sequence[Upload] | Path, at: datetime) -> Run:
    """A run that tells what the upload would change: checked, or refused where no row of it can be used."""
    require_role(actor, Permission.IMPORT_RUN)
    digest, name = source.keep_path(uploads) if isinstance(uploads, Path) else source.keep(uploads)
    return _checked(actor, kind=kind, digest=digest, name=name, at=at)


@transaction.atomic
def check_again(actor: Actor, *, run: Run, at: datetime) -> Run:
    """A new run of the bytes that an earlier one kept."""
    require_role(actor, Permission.IMPORT_RUN)
    return _checked(actor, kind=RunKind(run.kind), digest=run.digest, name=run.source_name, at=at)


def _checked(actor: Actor, *, kind: RunKind, digest: str, name: str, at: datetime) -> Run:
    run = Run(
        district_id=actor.district_id,
        kind=kind,
        source_name=name[:200],
        digest=digest,
        by_id=actor.user_id,
        by_name=actor.name[:200],
        made_at=at,
    )
    look(run, rebuilt(run, actor=actor))
    run.save()
    return run


@transaction.atomic
def accept_fix(actor: Actor, *, run: Run, code: str, seen: int) -> Run:
    """The run read again with the suggestions for one kind of problem taken as agreed; the file stays as it is."""
    require_role(actor, Permission.IMPORT_RUN)
    claim(run, seen=seen)
    if run.state == RunState.CHECKED and code not in run.accepted:
        run.accepted = [*run.accepted, code]
        look(run, rebuilt(run, actor=actor))
        run.save()
    return run


def rebuilt(run: Run, *, actor: Actor) -> ChangeSet:
    """The change set of the run's bytes against the district as it is now."""
    return source.rebuild(
        kind=run.kind,
        digest=run.digest,
        name=run.source_name,
        district=run.district,
        today=actor.today,
        accepted=run.accepted,
    )


def look(run: Run, changes: ChangeSet) -> None:
    """Write on the run what the change set would do; the caller saves it."""
    run.state = RunState.REFUSED if changes.refused else RunState.CHECKED
    if run.fingerprint != changes.fingerprint():
        run.vouched_by, run.vouched_name, run.vouched_at = None, "", None
    run.fingerprint = changes.fingerprint()
    run.counts = {
        "tables": changes.counts(),
        "held": held_count(changes.problems),
        "version": changes.version,
    }
    run.files = [asdict(one) for one in changes.files]
    run.problems = to_stored(changes.problems)
    brake = pull_brake(changes, school_of=school_of(run))
    run.going = [row.row_id for row in changes.of(STUDENTS).gone]
    run.brake = asdict(brake) if brake.is_on else {}


def school_of(run: Run) -> dict[str, str]:
    """The school's source id of each student in force in the run's district."""
    students = Student.objects.filter(district_id=run.district_id, is_active=True)
    return dict(students.values_list("source_id", "school__source_id"))
