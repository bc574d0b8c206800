"""Saying that what an audit of a student reads has changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.db.models import F

from .models import Student

_AT_ONCE: Final = 500


def raise_record_versions(student_ids: Iterable[int]) -> None:
    """The `record_version` of each of these students one higher, however often an id is given.

    Every writer of records, facts, exceptions, grades, classes and choices calls it in the transaction of its write.
    """
    ids = sorted(set(student_ids))  # in one order, so that two bulk writers do not hold what the other waits for
    for start in range(0, len(ids), _AT_ONCE):
        some = Student.objects.filter(pk__in=ids[start : start + _AT_ONCE])
        some.update(record_version=F("record_version") + 1)
