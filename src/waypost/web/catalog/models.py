"""What a district offers, and the rulebooks that hold for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from django.conf import settings
from django.db import models
from django.db.models import Q

from waypost.web.schools.models import District, Student
from waypost.web.schools.tenancy import OfDistrict


class Course(models.Model):
    """One course of a district's catalog; units are 120ths of a credit."""

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="courses")
    source_id = models.CharField(max_length=255, blank=True)
    code = models.CharField(max_length=60)
    title = models.CharField(max_length=255)
    title_es = models.CharField(max_length=255, blank=True)
    description = models.TextField(blank=True)
    subject = models.CharField(max_length=2)
    units = models.PositiveIntegerField()
    level = models.CharField(max_length=10, default="regular")
    grades = models.JSONField(default=list)  # grade levels; empty: any
    terms = models.JSONField(default=list)  # fall, spring, year, summer; empty: any
    tags = models.JSONField(default=list)
    periods = models.PositiveSmallIntegerField(default=1)
    prerequisite = models.CharField(max_length=500, blank=True)  # engine.prerequisite has the language
    corequisite = models.CharField(max_length=500, blank=True)
    repeatable = models.BooleanField(default=False)
    repeat_times = models.PositiveSmallIntegerField(null=True, blank=True)  # how often in all; None: no end
    repeat_units = models.PositiveIntegerField(null=True, blank=True)  # the most units in all
    same_as = models.JSONField(default=list)  # other codes of the course; naming it once is enough
    level_of = models.CharField(max_length=60, blank=True)  # the code of the course of which this is another level
    excludes = models.JSONField(default=list)  # codes with or after which it brings no credit
    most_units = models.PositiveIntegerField(null=True, blank=True)  # variable credit: from units to this
    program = models.CharField(max_length=120, blank=True)  # career program
    program_step = models.PositiveSmallIntegerField(null=True, blank=True)  # place in it, from 1
    schools = models.JSONField(default=list)  # source ids of the only schools that teach it; empty: all
    edition_year = models.PositiveSmallIntegerField(null=True, blank=True)  # from when a catalog says all this
    is_active = models.BooleanField(default=True)
    locked = models.JSONField(default=list, blank=True)  # columns that a person put right; an import leaves them

    class Meta:
        constraints = [models.UniqueConstraint(fields=["district", "code"], name="course_code")]
        indexes = [models.Index(fields=["district", "subject"])]

    def __str__(self) -> str:
        return self.title


class CourseEdition(OfDistrict):
    """What a course was before a newer catalog: the values from one school year until the next edition's.

    The course itself is the edition in force. `values` has a schema number and the columns of adapters.EDITION_COLUMNS;
    the first edition is from year 0. Attempts of a school year read the edition of that year.
    """

    OWNER: ClassVar[str] = "course"

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="editions")
    from_year = models.PositiveSmallIntegerField()
    values = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "from_year"], name="course_edition_once")]
        indexes = [models.Index(fields=["district", "course", "from_year"])]


class Modality(models.TextChoices):
    """How a course is taken."""

    SCHOOL = "school"
    VIRTUAL = "virtual"
    SUMMER = "summer"
    DUAL_ENROLLMENT = "dual_enrollment"
    WORK_BASED = "work_based"


class Offering(models.Model):
    """One way to take a course: with whom, when, what the family pays, and who must say yes first.

    What is left empty is as the course says. A row stands in place of what the course's own terms, level and tags
    would say of the same modality (docs/decisions/0009).
    """

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="offerings")
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="offerings")
    modality = models.CharField(max_length=16, choices=Modality.choices)
    provider = models.CharField(max_length=120)
    terms = models.JSONField(default=list)  # empty: as the course, or summer for summer school
    cost_cents = models.PositiveIntegerField(default=0)
    units = models.PositiveIntegerField(null=True, blank=True)  # what the school credits
    approval = models.CharField(max_length=120, blank=True)  # who must say yes; counselor, principal, guardian, a name
    periods = models.PositiveSmallIntegerField(null=True, blank=True)  # of the school day
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "modality", "provider"], name="offering_once"),
            models.CheckConstraint(condition=Q(modality__in=Modality.values), name="offering_modality"),
            models.CheckConstraint(condition=~Q(provider=""), name="offering_provider"),
        ]
        indexes = [models.Index(fields=["district", "is_active"])]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """How plans say that a course is taken in this way, among all ways of the course."""
        return f"{self.modality}/{self.provider}"


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


OPEN_FROM: Final = 1900  # an adoption from here is for all classes before it, too
OPEN_TO: Final = 9999


class Adoption(models.Model):
    """A rulebook in force in a district for some graduating classes (class_of), from one to another."""

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="adoptions")
    rulebook = models.ForeignKey(Rulebook, on_delete=models.PROTECT, related_name="adoptions")
    follow = models.CharField(max_length=10, choices=Follow.choices, default=Follow.EVERYONE)
    class_from = models.PositiveSmallIntegerField(default=OPEN_FROM)
    class_to = models.PositiveSmallIntegerField(default=OPEN_TO)
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

    def holds_for(self, student: Student, *, chosen: Sequence[str]) -> bool:
        """Whether the rulebook is for the student's class, and for everyone or chosen by the student, by its key."""
        if student.class_of is None or not self.class_from <= student.class_of <= self.class_to:
            return False
        return self.follow == Follow.EVERYONE or self.rulebook.key in chosen
