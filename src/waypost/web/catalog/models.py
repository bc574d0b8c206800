"""What a district offers, and the rulebooks that hold for it."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.db import models
from django.db.models import Q

from waypost.web.schools.models import District, Student


class Course(models.Model):
    """One course of a district's catalog; units are quarter credits (4 units = 1 credit)."""

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="courses")
    source_id = models.CharField(max_length=255, blank=True)
    code = models.CharField(max_length=60)
    title = models.CharField(max_length=255)
    title_es = models.CharField(max_length=255, blank=True)
    description = models.TextField(blank=True)
    subject = models.CharField(max_length=2)
    units = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=10, default="regular")
    grades = models.JSONField(default=list)  # grade levels; empty: any
    terms = models.JSONField(default=list)  # fall, spring, year, summer; empty: any
    tags = models.JSONField(default=list)
    periods = models.PositiveSmallIntegerField(default=1)
    prerequisite = models.CharField(max_length=500, blank=True)  # engine.prerequisite has the language
    corequisite = models.CharField(max_length=500, blank=True)
    repeatable = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    locked = models.JSONField(default=list, blank=True)  # columns that a person put right; an import leaves them

    class Meta:
        constraints = [models.UniqueConstraint(fields=["district", "code"], name="course_code")]
        indexes = [models.Index(fields=["district", "subject"])]

    def __str__(self) -> str:
        return self.title


class Section(models.Model):
    """One class of a course in a school and term, as the roster gives it."""

    district = models.ForeignKey(District, on_delete=models.CASCADE)
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="sections")
    source_id = models.CharField(max_length=255)
    title = models.CharField(max_length=255)
    school_source_id = models.CharField(max_length=255)
    term_source_ids = models.JSONField(default=list)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["district", "source_id"], name="section_source")]


class GradePolicy(models.Model):
    """How a district's marks count: the TOML that engine.gpa reads."""

    district = models.OneToOneField(District, on_delete=models.CASCADE, related_name="grade_policy")
    text = models.TextField()


class RulebookKind(models.TextChoices):
    GRADUATION = "graduation"
    PATHWAY = "pathway"
    UNIVERSITY = "university"
    ATHLETICS = "athletics"


class Rulebook(models.Model):
    """One revision of a rulebook as its TOML text; a revision never changes once it exists.

    `district` is None for those that ship with Waypost. The other columns repeat what the text says, for lists.
    """

    district = models.ForeignKey(District, null=True, blank=True, on_delete=models.CASCADE, related_name="rulebooks")
    key = models.CharField(max_length=100)
    revision = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=RulebookKind.choices)
    text = models.TextField()
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()
    loaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["district", "key", "revision"], name="rulebook_revision"),
            models.UniqueConstraint(
                fields=["key", "revision"],
                condition=Q(district__isnull=True),
                name="rulebook_shipped_revision",
            ),
            models.CheckConstraint(condition=Q(kind__in=RulebookKind.values), name="rulebook_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, revision {self.revision}"


class Follow(models.TextChoices):
    EVERYONE = "everyone"
    CHOSEN = "chosen"  # holds for students who chose it: a pathway, a university


class Adoption(models.Model):
    """A rulebook in force in a district for some graduating classes (class_of), from one to another."""

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="adoptions")
    rulebook = models.ForeignKey(Rulebook, on_delete=models.PROTECT, related_name="adoptions")
    follow = models.CharField(max_length=10, choices=Follow.choices, default=Follow.EVERYONE)
    class_from = models.PositiveSmallIntegerField(default=1900)
    class_to = models.PositiveSmallIntegerField(default=9999)
    position = models.PositiveSmallIntegerField(default=0)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(class_from__lte=models.F("class_to")), name="adoption_classes"),
            models.CheckConstraint(condition=Q(follow__in=Follow.values), name="adoption_follow"),
        ]
        indexes = [models.Index(fields=["district", "ended_at"])]

    def holds_for(self, student: Student, *, chosen: Sequence[int]) -> bool:
        """Whether the rulebook is for the student's class, and for everyone or chosen by the student."""
        if student.class_of is None or not self.class_from <= student.class_of <= self.class_to:
            return False
        return self.follow == Follow.EVERYONE or self.pk in chosen
