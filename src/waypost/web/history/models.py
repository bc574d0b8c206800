"""Who did or saw what, when; and which answer a repeated form got the first time."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from waypost.web.schools.models import District, Student


class EventQuerySet(models.QuerySet["Event"]):
    def update(self, **fields: Any) -> int:
        """Refuse: history is only ever added to."""
        raise TypeError("History is never changed")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse: history is only ever added to."""
        raise TypeError("History is never deleted")


class Event(models.Model):
    """One deed, written in the same transaction as the change it tells of; never changed afterwards.

    `verb` is a plain past tense with an underscore (plan_approved); `detail` holds codes and numbers, no free text.
    """

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    role = models.CharField(max_length=20)
    verb = models.CharField(max_length=60)
    student = models.ForeignKey(Student, null=True, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=60)
    detail = models.JSONField(default=dict)

    objects: ClassVar[models.Manager[Event]] = EventQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["student", "at"]), models.Index(fields=["district", "at"])]


class Receipt(models.Model):
    """The answer that a form with this key got; a second click gets the same answer and changes nothing."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    key = models.CharField(max_length=64)
    path = models.CharField(max_length=300)
    at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(default=0)
    location = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="receipt_once")]
        indexes = [models.Index(fields=["at"])]
