"""The demo's outbox: what a real server would have sent."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Kind(models.TextChoices):
    MAIL = "mail"
    TEXT = "text"


class OutboxMessage(models.Model):
    """One mail or text message that was kept instead of sent."""

    kind = models.CharField(max_length=4, choices=Kind.choices, default=Kind.MAIL)
    to = models.CharField(max_length=500)
    about = models.CharField(max_length=200, blank=True)  # whom it is about, in words
    subject = models.CharField(max_length=500)
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-pk"]
        constraints = [models.CheckConstraint(name="outbox_kind", condition=models.Q(kind__in=Kind.values))]
