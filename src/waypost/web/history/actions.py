"""Writing history: one entry in the transaction of the change it tells of."""

from __future__ import annotations

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
    return Event.objects.create(
        district_id=actor.district_id,
        user_id=actor.user_id,
        role=actor.role,
        verb=verb,
        at=at,
        student=student,
        kind=str(about._meta.model_name),
        object_id=str(about.pk),
        detail=detail,
    )
