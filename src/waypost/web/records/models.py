"""What students did: courses with marks and credits, and facts that are no courses."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from waypost.web.catalog.models import Course
from waypost.web.schools.models import Origin, Student
from waypost.web.schools.tenancy import OfDistrict


class CourseStatus(models.TextChoices):
    COMPLETED = "completed"
    IN_PROGRESS = "in_progress"
    WITHDRAWN = "withdrawn"


class CourseRecord(OfDistrict):
    """One attempt at a course; units are 120ths of a credit.

    `course` is None for a course of another school; code, title and subject then stand for it.
    `repeat` and `method` are Ed-Fi codes as engine.record names them.
    """

    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="course_records")
    course = models.ForeignKey(Course, null=True, blank=True, on_delete=models.PROTECT)
    code = models.CharField(max_length=60)
    title = models.CharField(max_length=255)
    subject = models.CharField(max_length=2, blank=True)
    school_year = models.PositiveSmallIntegerField()
    term = models.CharField(max_length=10)
    grade_level = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=12, choices=CourseStatus.choices)
    mark = models.CharField(max_length=10, blank=True)
    units_attempted = models.PositiveIntegerField()
    units_earned = models.PositiveIntegerField(default=0)
    attempted_written = models.CharField(max_length=12, blank=True)  # the credits as the school wrote them, where we
    earned_written = models.CharField(max_length=12, blank=True)  # would not: 0.34 for a third
    repeat = models.CharField(max_length=40, blank=True)
    method = models.CharField(max_length=40, blank=True)
    origin = models.CharField(max_length=6, choices=Origin.choices, default=Origin.HAND)  # ROSTER: a seat in a class

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["student", "code", "school_year", "term"], name="course_record_once"),
            models.CheckConstraint(condition=Q(status__in=CourseStatus.values), name="course_record_status"),
            models.CheckConstraint(condition=Q(origin__in=Origin.values), name="course_record_origin"),
        ]
        indexes = [models.Index(fields=["district", "student", "school_year"])]


class StudentFact(OfDistrict):
    """A condition that is no course: service hours, an exam score, CPR training, a signed form."""

    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="facts")
    kind = models.CharField(max_length=60)
    value = models.DecimalField(max_digits=10, decimal_places=2)
    on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["student", "kind"], name="student_fact_once")]
        indexes = [models.Index(fields=["district", "student"])]


class RequirementException(OfDistrict):
    """An exception to one requirement for one student: who allowed it, why, until when.

    `path` points at the requirement in the rulebook's tree and survives an edit of the rulebook.
    `kind` is one of the engine's: waive, reduce, admit, override, certify. They apply in the order of `granted_on`;
    one without a day is older than all others.
    """

    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="requirement_exceptions")
    rulebook_key = models.CharField(max_length=100)
    path = models.CharField(max_length=200)
    kind = models.CharField(max_length=12)
    units = models.PositiveIntegerField(null=True, blank=True)
    course_code = models.CharField(max_length=60, blank=True)
    authority = models.CharField(max_length=200)
    reason = models.CharField(max_length=500)
    expires_on = models.DateField(null=True, blank=True)
    granted_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["district", "student"])]
