"""Districts, schools, people, and who looks after whom."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from waypost.web.schools.tenancy import OfDistrict


class Role(models.TextChoices):
    """What a person is here, one at a time; access.roles says what each may do."""

    STUDENT = "student"
    GUARDIAN = "guardian"
    TEACHER = "teacher"
    ADVISOR = "advisor"
    COUNSELOR = "counselor"
    CASE_MANAGER = "case_manager"
    SCHOOL_ADMIN = "school_admin"
    DISTRICT_ADMIN = "district_admin"
    PRIVACY_OFFICER = "privacy_officer"


STAFF_ROLES = [role for role in Role.values if role not in {Role.STUDENT, Role.GUARDIAN}]


class District(models.Model):
    """The owner of everything below it: no row is ever shared between two districts."""

    name = models.CharField(max_length=255)
    slug = models.SlugField(unique=True)
    source_id = models.CharField(max_length=255, blank=True)
    state = models.CharField(max_length=40)
    plan_name = models.CharField(max_length=80, default="Individual Learning Plan")
    plan_name_es = models.CharField(max_length=80, default="Plan Individual de Aprendizaje")
    time_zone = models.CharField(max_length=40, default="America/Chicago")
    credit_scale = models.PositiveSmallIntegerField(default=1)  # local credits in one Carnegie credit: 10 in California
    first_grade_planned = models.PositiveSmallIntegerField(default=9)
    periods = models.PositiveSmallIntegerField(default=7)  # class periods in a term
    calendar = models.TextField(blank=True, default="")  # the text in force; "": fall, spring, year, summer
    years_after_twelfth = models.PositiveSmallIntegerField(default=4)  # that may be planned past 12th grade; 0: none

    def __str__(self) -> str:
        return self.name


class School(models.Model):
    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="schools")
    source_id = models.CharField(max_length=255)
    name = models.CharField(max_length=255)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["district", "source_id"], name="school_source")]

    def __str__(self) -> str:
        return self.name


class SchoolYear(models.Model):
    """One school year of a district, named by the calendar year in which it starts (2026 is 2026-27)."""

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="years")
    starts_in = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["district", "starts_in"], name="school_year_once"),
            models.CheckConstraint(condition=Q(ends_on__gt=models.F("starts_on")), name="school_year_order"),
        ]

    def __str__(self) -> str:
        return f"{self.starts_in}-{(self.starts_in + 1) % 100:02d}"


class Origin(models.TextChoices):
    """Where a tie between two rows comes from; an import changes only ties that a roster made."""

    HAND = "hand"  # made by a person
    ROSTER = "roster"
    LEFT = "left"  # made by a roster that no longer names it


class Person(models.Model):
    """What a roster tells of a person; `user` is there once the person can sign in."""

    district = models.ForeignKey(District, on_delete=models.CASCADE)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)
    source_id = models.CharField(max_length=255)
    given_name = models.CharField(max_length=255)
    family_name = models.CharField(max_length=255, blank=True)
    preferred_name = models.CharField(max_length=255, blank=True)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    locked = models.JSONField(default=list, blank=True)  # columns that a person put right; an import leaves them

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.full_name

    @property
    def first_name(self) -> str:
        """The name the person goes by."""
        return self.preferred_name or self.given_name

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.family_name}".strip()


class Student(Person):
    """A student of one school; `left_on` is set while the roster no longer names them.

    `record_version` rises with every write that changes what an audit of the student reads, but for the plan's own
    rows: they raise the version of their branch. The two together are the key of whatever was worked out.
    """

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="students")
    grade_level = models.SmallIntegerField()  # 6 to 12 here; 0 is kindergarten, -1 before it
    grade_in = models.PositiveSmallIntegerField(null=True, blank=True)  # the school year for which it is known
    is_ungraded = models.BooleanField(default=False)  # the school gives no grade; grade_level is where plans begin
    born_on = models.DateField(null=True, blank=True)
    class_of = models.PositiveSmallIntegerField(null=True, blank=True)
    entered_ninth_in = models.PositiveSmallIntegerField(null=True, blank=True)
    home_language = models.CharField(max_length=10, default="en")
    left_on = models.DateField(null=True, blank=True)
    search_name = models.CharField(max_length=800, editable=False, default="")
    record_version = models.PositiveIntegerField(default=0, db_default=0)  # see schools.actions.raise_record_versions

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["district", "source_id"], name="student_source"),
            models.CheckConstraint(condition=Q(grade_level__gte=-1, grade_level__lte=13), name="student_grade"),
        ]
        indexes = [models.Index(fields=["district", "grade_level"]), models.Index(fields=["search_name"])]


class Guardian(Person):
    """An adult who cares for one or more students."""

    language = models.CharField(max_length=10, default="en")
    phone = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["district", "source_id"], name="guardian_source")]


class Staff(Person):
    """An adult who works for the district."""

    title = models.CharField(max_length=20, blank=True)  # Ms., Mr., Dr.

    class Meta:
        constraints = [models.UniqueConstraint(fields=["district", "source_id"], name="staff_source")]

    @property
    def formal_name(self) -> str:
        """The name students use: Ms. Whitfield."""
        return f"{self.title} {self.family_name}" if self.title else self.full_name


def dated(*, on: date, prefix: str = "") -> Q:
    """The rows whose right is in force on that day; an end day is the first day without the right."""
    starts, ends = f"{prefix}starts_on", f"{prefix}ends_on"
    return Q(**{f"{starts}__lte": on}) & (Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gt": on}))


class Rights(models.TextChoices):
    FULL = "full"
    LIMITED = "limited"  # a court order, ended rights, or an adult child: sees nothing here


class Guardianship(OfDistrict):
    """One guardian's rights for one student, from a day until a day."""

    guardian = models.ForeignKey(Guardian, on_delete=models.CASCADE, related_name="guardianships")
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="guardianships")
    relation = models.CharField(max_length=40, default="guardian")
    rights = models.CharField(max_length=10, choices=Rights.choices, default=Rights.FULL)
    starts_on = models.DateField(default=date(2000, 1, 1))
    ends_on = models.DateField(null=True, blank=True)
    origin = models.CharField(max_length=6, choices=Origin.choices, default=Origin.HAND)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["guardian", "student"], name="guardianship_once"),
            models.CheckConstraint(condition=Q(rights__in=Rights.values), name="guardianship_rights"),
            models.CheckConstraint(condition=Q(origin__in=Origin.values), name="guardianship_origin"),
        ]
        indexes = [models.Index(fields=["district", "student"])]


class Post(OfDistrict):
    """One role of one member of staff, at a school or for the whole district, from a day until a day."""

    OWNER: ClassVar[str] = "staff"

    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="posts")
    role = models.CharField(max_length=20, choices=Role.choices)
    school = models.ForeignKey(School, null=True, blank=True, on_delete=models.CASCADE, related_name="posts")
    starts_on = models.DateField(default=date(2000, 1, 1))
    ends_on = models.DateField(null=True, blank=True)
    origin = models.CharField(max_length=6, choices=Origin.choices, default=Origin.HAND)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["staff", "role", "school"], name="post_once"),
            models.UniqueConstraint(
                fields=["staff", "role"], condition=Q(school__isnull=True), name="post_district_once"
            ),
            models.CheckConstraint(condition=Q(role__in=STAFF_ROLES), name="post_role"),
            models.CheckConstraint(condition=Q(origin__in=Origin.values), name="post_origin"),
        ]
        indexes = [models.Index(fields=["district", "role"])]


class Support(OfDistrict):
    """A member of staff who looks after a student in one role: the caseload and the class list."""

    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="supports")
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="supports")
    role = models.CharField(max_length=20, choices=Role.choices)
    starts_on = models.DateField(default=date(2000, 1, 1))
    ends_on = models.DateField(null=True, blank=True)
    origin = models.CharField(max_length=6, choices=Origin.choices, default=Origin.HAND)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["staff", "student", "role"], name="support_once"),
            models.CheckConstraint(condition=Q(role__in=STAFF_ROLES), name="support_role"),
            models.CheckConstraint(condition=Q(origin__in=Origin.values), name="support_origin"),
        ]
        indexes = [models.Index(fields=["district", "student", "role"])]


def search_form(name: str) -> str:
    """A name as the search compares it: composed, without case, alike on both databases."""
    return unicodedata.normalize("NFC", name).casefold()
