"""Stored audit results: what the engine said, of which record and rulebook, and when."""

from __future__ import annotations

from django.db import models

from waypost.web.base.stored import SCHEMA
from waypost.web.catalog.models import Rulebook
from waypost.web.schools.models import Student
from waypost.web.schools.tenancy import OfDistrict


class StoredAudit(OfDistrict):
    """One student's result for one rulebook, with the digests of both inputs and the engine's version.

    A closed year's result keeps standing: later rules or records make a new row and change none.
    """

    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="audits")
    rulebook = models.ForeignKey(Rulebook, on_delete=models.PROTECT, related_name="audits")
    at = models.DateTimeField()
    engine_version = models.CharField(max_length=20)
    record_digest = models.CharField(max_length=64)
    rulebook_digest = models.CharField(max_length=64)
    status = models.CharField(max_length=12)
    awaits = models.JSONField(default=list)  # whose word it waits for: student, guardian, adviser ...
    done = models.PositiveIntegerField()
    now = models.PositiveIntegerField()
    planned = models.PositiveIntegerField()
    needed = models.PositiveIntegerField()
    result = models.JSONField()
    schema = models.PositiveSmallIntegerField(default=SCHEMA)  # of `result`: base.stored

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["student", "rulebook", "record_digest", "engine_version"], name="stored_audit_once"
            )
        ]
        indexes = [
            models.Index(fields=["student", "rulebook", "at"]),
            models.Index(fields=["district", "student", "rulebook"]),
        ]
