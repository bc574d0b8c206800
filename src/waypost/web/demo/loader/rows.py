"""What the parts of the loader share: rows made in bulk, and the rows that a source id stands for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import TypeVar

from django.db import models

from waypost.web.catalog.models import Course, Offering
from waypost.web.plans.models import Branch, Plan, PlanVersion
from waypost.web.schools.models import District, Guardian, School, Staff, Student

Row = TypeVar("Row", bound=models.Model)
_BATCH = 2000


@dataclass(slots=True, kw_only=True)
class Loaded:
    """The rows of one district by the ids that the plain values give them."""

    district: District
    schools: dict[str, School] = field(default_factory=dict)
    students: dict[str, Student] = field(default_factory=dict)
    guardians: dict[str, Guardian] = field(default_factory=dict)
    staff: dict[str, Staff] = field(default_factory=dict)
    courses: dict[str, Course] = field(default_factory=dict)
    offerings: dict[tuple[str, str], Offering] = field(default_factory=dict)
    plans: dict[str, Plan] = field(default_factory=dict)
    branches: dict[str, Branch] = field(default_factory=dict)
    versions: dict[tuple[str, int], PlanVersion] = field(default_factory=dict)


def create(model: type[Row], rows: Iterable[Row]) -> list[Row]:
    """All rows in a few statements, with their keys."""
    return model._default_manager.bulk_create(rows, batch_size=_BATCH)


def moment(day: date, *, hour: int = 15) -> datetime:
    """An hour of a school day, in UTC."""
    return datetime.combine(day, time(hour), tzinfo=UTC)
