"""A district's rules about itself, as texts: each that was ever in force stays, with who put it in force."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from waypost.web.schools.models import District


class CalendarText(models.Model):
    """One revision of a district's calendar; the newest is in force, and `District.calendar` repeats its text."""

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="calendar_texts")
    revision = models.PositiveIntegerField()
    text = models.TextField(blank=True)  # "": fall, spring, year, summer
    applied_at = models.DateTimeField()
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["district", "revision"], name="calendar_revision_once")]

    def __str__(self) -> str:
        return f"calendar {self.revision}"
