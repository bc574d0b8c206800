"""The rows of the demo district: flat values with text ids, ready to be loaded in bulk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Term(StrEnum):
    """When in a school year a course runs."""

    FALL = "fall"
    SPRING = "spring"
    YEAR = "year"
    SUMMER = "summer"

    @property
    def halves(self) -> tuple[Term, ...]:
        """The semesters whose class periods the term takes up."""
        return _HALVES[self]


_HALVES = {
    Term.FALL: (Term.FALL,),
    Term.SPRING: (Term.SPRING,),
    Term.YEAR: (Term.FALL, Term.SPRING),
    Term.SUMMER: (),
}


class Status(StrEnum):
    """How one course of one student stands; a failed course is completed with no units earned."""

    COMPLETED = "completed"
    IN_PROGRESS = "in_progress"
    WITHDRAWN = "withdrawn"


class Method(StrEnum):
    """How the credit came about, in Ed-Fi's words (MethodCreditEarned)."""

    CLASSROOM = "Classroom credit"
    RECOVERY = "Credit recovery"
    TRANSFER = "Transfer credit"
    ONLINE = "Online credit"


class Repeat(StrEnum):
    """What a repeat does to the first try, in Ed-Fi's words (CourseRepeatCode)."""

    NONE = ""
    REPLACED = "Replaced NotCounted"
    REPLACEMENT = "Replacement Counted"


@dataclass(frozen=True, slots=True, kw_only=True)
class District:
    id: str
    slug: str
    name: str
    state: str
    plan_name: str
    plan_name_es: str
    time_zone: str
    first_grade_planned: int
    periods: int


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    id: str
    name: str
    first_grade: int
    last_grade: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolYear:
    """A school year, named by the calendar year in which it starts."""

    starts_in: int
    starts_on: date
    spring_on: date
    ends_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A course that the district offers; 120 units are one credit."""

    code: str
    title: str
    title_es: str
    subject: str
    units: int
    terms: tuple[Term, ...]
    grades: tuple[int, ...]
    level: str
    tags: tuple[str, ...]
    prerequisite: str
    corequisite: str
    periods: int
    repeatable: bool
    level_of: str
    school_ids: tuple[str, ...]
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Offering:
    """A course with a provider; None and no terms: as the course says. 120 units are one credit."""

    course_code: str
    modality: str
    provider: str
    terms: tuple[Term, ...]
    cost_cents: int
    units: int | None
    approval: str
    periods: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Student:
    id: str
    school_id: str
    given_name: str
    family_name: str
    preferred_name: str
    email: str
    grade_level: int
    class_of: int
    entered_ninth_in: int | None
    born_on: date
    home_language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Guardian:
    id: str
    given_name: str
    family_name: str
    email: str
    phone: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Guardianship:
    """A guardian's tie to a student; `ends_on` is the first day without it."""

    guardian_id: str
    student_id: str
    relation: str
    household: int
    rights: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    id: str
    given_name: str
    family_name: str
    title: str
    email: str
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A role of a member of staff, at one school or (no school) for the whole district."""

    staff_id: str
    role: str
    school_id: str | None
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """A member of staff who looks after a student in one role."""

    staff_id: str
    student_id: str
    role: str
    starts_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseEntry:
    """One course of a student's history or of the current year; `mark` of a current one is the mark so far."""

    id: str
    student_id: str
    school_id: str | None
    course_code: str
    title: str
    subject: str
    school_year: int
    term: Term
    grade_level: int
    units_attempted: int
    units_earned: int
    mark: str
    status: Status
    method: Method
    repeat: Repeat


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something other than a course that counts: service hours, an exam score, a certificate."""

    student_id: str
    kind: str
    value: int
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedCourse:
    course_code: str
    grade_level: int
    term: Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A student's plan; with a `what_if` name it is a branch to try things out, never the real plan.

    `follows` are the keys of the rulebooks that the student chose, on the real plan only.
    """

    id: str
    student_id: str
    what_if: str
    courses: tuple[PlannedCourse, ...]
    follows: tuple[str, ...]
    changed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """The real plan as it stood when the student began it or sent it."""

    plan_id: str
    number: int
    on: date
    reason: str
    courses: tuple[PlannedCourse, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A version of a plan that a student sent to a counselor, with the words of both.

    `state` is waiting, asked (then there is a `question`) or approved (then there is a day on which it was).
    """

    plan_id: str
    version: int
    staff_id: str
    state: str
    sent_on: date
    words: str
    question: str = ""
    decided_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A course that a counselor proposes to add to a student's plan; the student has not answered yet."""

    plan_id: str
    staff_id: str
    made_on: date
    adds: PlannedCourse
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureRequest:
    """A plan that waits for a guardian to read and sign."""

    plan_id: str
    guardian_id: str
    asked_on: date
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A talk of a student with a member of staff."""

    student_id: str
    staff_id: str
    on: date
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A class that meets: one course, one teacher, one period."""

    id: str
    school_id: str
    course_code: str
    term: Term
    period: int
    teacher_id: str
    room: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    section_id: str
    student_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoDistrict:
    """Everything that the demo knows of one district."""

    district: District
    schools: tuple[School, ...]
    years: tuple[SchoolYear, ...]
    courses: tuple[Course, ...]
    offerings: tuple[Offering, ...]
    staff: tuple[Staff, ...]
    posts: tuple[Post, ...]
    students: tuple[Student, ...]
    guardians: tuple[Guardian, ...]
    guardianships: tuple[Guardianship, ...]
    supports: tuple[Support, ...]
    entries: tuple[CourseEntry, ...]
    facts: tuple[Fact, ...]
    plans: tuple[Plan, ...]
    versions: tuple[Version, ...]
    reviews: tuple[Review, ...]
    proposals: tuple[Proposal, ...]
    signature_requests: tuple[SignatureRequest, ...]
    talks: tuple[Talk, ...]
    sections: tuple[Section, ...]
    seats: tuple[Seat, ...]
