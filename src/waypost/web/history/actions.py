"""Writing history: one entry in the transaction of the change it tells of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Protocol

from django.db import models

from waypost.web.schools.models import Student

from .models import Event


class Doer(Protocol):
    """Whoever does a deed: access.Actor is one."""

    @property
    def user_id(self) -> int | None: ...
    @property
    def role(self) -> str: ...
    @property
    def district_id(self) -> int: ...


def record(
    actor: Doer,
    *,
    verb: str,
    at: datetime,
    about: models.Model,
    student: Student | None = None,
    **detail: str | int | bool | list[Any] | None,
) -> Event:
    """Add one entry: who, in which role, did what to which row, when."""
    event = _event(actor, verb=verb, at=at, about=about, student_id=student.pk if student else None, detail=detail)
    event.save(force_insert=True)
    return event


def record_each(
    actor: Doer, *, verb: str, at: datetime, about: Iterable[tuple[models.Model, int]], **detail: str | int | bool
) -> list[Event]:
    """Add the same entry for each of many rows; each comes with the id of the student in whose history it stands."""
    return Event.objects.bulk_create(
        _event(actor, verb=verb, at=at, about=row, student_id=student_id, detail=detail) for row, student_id in about
    )


def _event(
    actor: Doer, *, verb: str, at: datetime, about: models.Model, student_id: int | None, detail: dict[str, Any]
) -> Event:
    return Event(
        district_id=actor.district_id,
        user_id=actor.user_id,
        role=actor.role,
        verb=verb,
        at=at,
        student_id=student_id,
        kind=str(about._meta.model_name),
        object_id=str(about.pk),
        detail=detail,
    )
