"""The tables that an import may write: what identifies a row, which columns a file can set, what turns it off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from waypost.web.catalog.models import Course, CourseEdition, Offering, Section
from waypost.web.records.models import CourseRecord, CourseStatus, StudentFact
from waypost.web.schools.models import (
    District,
    Guardian,
    Guardianship,
    Origin,
    Post,
    School,
    SchoolYear,
    Staff,
    Student,
    Support,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One database table as an import sees it; a column such as `school__source_id` names the row it points at.

    `on` is the column and the value of a row that is in force; `off` is what takes it out of force.
    """

    name: str
    model: type[models.Model]
    key: tuple[str, ...]
    columns: tuple[str, ...]
    district: str = "district_id"
    student: str = ""  # the column of the student whose audits read the row; blank where none does
    on: tuple[str, Any] | None = None
    off: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_lockable(self) -> bool:
        """Whether a person can lock single columns of a row."""
        return any(column.name == "locked" for column in self.model._meta.get_fields())

    def max_lengths(self) -> dict[str, int]:
        """The longest text of each text column that this table itself holds."""
        own = (column for column in (*self.key, *self.columns) if "__" not in column)
        fields = {name: self.model._meta.get_field(name) for name in own if name != "pk"}
        found = {name: getattr(column, "max_length", None) for name, column in fields.items()}
        return {name: length for name, length in found.items() if length is not None}


NAMES = ("given_name", "family_name", "preferred_name", "email")

DISTRICTS = Table(name="districts", model=District, key=("slug",), columns=("source_id",), district="pk")
SCHOOLS = Table(
    name="schools",
    model=School,
    key=("source_id",),
    columns=("name", "is_active"),
    on=("is_active", True),
    off={"is_active": False},
)
YEARS = Table(name="years", model=SchoolYear, key=("starts_in",), columns=("starts_on", "ends_on"))
STUDENTS = Table(
    name="students",
    model=Student,
    key=("source_id",),
    columns=(
        *NAMES,
        "school__source_id",
        "grade_level",
        "grade_in",
        "is_ungraded",
        "born_on",
        "class_of",
        "entered_ninth_in",
        "search_name",
        "is_active",
        "left_on",
    ),
    on=("is_active", True),
    off={"is_active": False},
    student="pk",
)
GUARDIANS = Table(
    name="guardians",
    model=Guardian,
    key=("source_id",),
    columns=(*NAMES, "phone", "is_active"),
    on=("is_active", True),
    off={"is_active": False},
)
STAFF = Table(
    name="staff",
    model=Staff,
    key=("source_id",),
    columns=(*NAMES, "is_active"),
    on=("is_active", True),
    off={"is_active": False},
)
GUARDIANSHIPS = Table(
    name="guardianships",
    model=Guardianship,
    key=("guardian__source_id", "student__source_id"),
    columns=("relation", "origin", "ends_on"),
    on=("origin", Origin.ROSTER),
    off={"origin": Origin.LEFT},
)
POSTS = Table(
    name="posts",
    model=Post,
    key=("staff__source_id", "role", "school__source_id"),
    columns=("origin", "ends_on"),
    on=("origin", Origin.ROSTER),
    off={"origin": Origin.LEFT},
)
SUPPORTS = Table(
    name="supports",
    model=Support,
    key=("staff__source_id", "student__source_id", "role"),
    columns=("origin", "ends_on"),
    on=("origin", Origin.ROSTER),
    off={"origin": Origin.LEFT},
)
COURSES = Table(
    name="courses",
    model=Course,
    key=("source_id",),
    columns=("source_id", "code", "title", "grades", "terms", "subject", "units", "tags", "is_active"),
    on=("is_active", True),
    off={"is_active": False},
)
CATALOG = Table(
    name="catalog",
    model=Course,
    key=("code",),
    columns=(
        "title",
        "description",
        "subject",
        "units",
        "level",
        "grades",
        "terms",
        "tags",
        "periods",
        "prerequisite",
        "corequisite",
        "repeatable",
        "repeat_times",
        "repeat_units",
        "same_as",
        "level_of",
        "excludes",
        "most_units",
        "program",
        "program_step",
        "schools",
        "edition_year",
        "is_active",
    ),
    on=("is_active", True),
    off={"is_active": False},
)
EDITIONS = Table(
    name="editions",
    model=CourseEdition,
    key=("course__code", "from_year"),
    columns=("values",),
)
OFFERINGS = Table(
    name="offerings",
    model=Offering,
    key=("course__code", "modality", "provider"),
    columns=("terms", "cost_cents", "units", "approval", "periods", "is_active"),
    on=("is_active", True),
    off={"is_active": False},
)
SECTIONS = Table(
    name="sections",
    model=Section,
    key=("source_id",),
    columns=("course__source_id", "title", "school_source_id", "term_source_ids", "is_active"),
    on=("is_active", True),
    off={"is_active": False},
)
RECORD_KEY = ("student__source_id", "code", "school_year", "term")
SEATS = Table(
    name="seats",
    model=CourseRecord,
    key=RECORD_KEY,
    columns=("course__code", "title", "subject", "grade_level", "status", "units_attempted", "origin"),
    on=("origin", Origin.ROSTER),
    off={"origin": Origin.LEFT, "status": CourseStatus.WITHDRAWN},
    student="student_id",
)
RECORDS = Table(
    name="records",
    model=CourseRecord,
    key=RECORD_KEY,
    columns=(
        "course__code",
        "title",
        "subject",
        "grade_level",
        "status",
        "mark",
        "units_attempted",
        "units_earned",
        "attempted_written",
        "earned_written",
        "repeat",
        "method",
        "origin",
    ),
    student="student_id",
)
FACTS = Table(
    name="facts",
    model=StudentFact,
    key=("student__source_id", "kind"),
    columns=("value", "on", "source"),
    student="student_id",
)

TABLES = {
    table.name: table
    for table in (
        DISTRICTS,
        SCHOOLS,
        YEARS,
        STUDENTS,
        GUARDIANS,
        STAFF,
        GUARDIANSHIPS,
        POSTS,
        SUPPORTS,
        COURSES,
        CATALOG,
        EDITIONS,
        OFFERINGS,
        SECTIONS,
        SEATS,
        RECORDS,
        FACTS,
    )
}
PEOPLE = (STUDENTS, GUARDIANS, STAFF)
