"""What one student has done, is doing and plans, with everything else that rules ask about."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from waypost.engine.calendar import DEFAULT_CALENDAR, SchoolCalendar, Term
from waypost.engine.catalog import Course
from waypost.engine.marks import is_blank
from waypost.engine.plain import IF_STATED

#: The highest grade that files and tables may name: a student of 22 years.
HIGHEST_GRADE = 18


class Stage(StrEnum):
    """How far along an entry is: earned, in progress, or planned."""

    DONE = "done"
    NOW = "now"
    PLANNED = "planned"


class RepeatCode(StrEnum):
    """Ed-Fi CourseRepeatCode: how an attempt counts when a course was taken more than once."""

    NOT_COUNTED_OTHER = "Not Counted Other"
    REPEAT_COUNTED = "Repeat Counted"
    REPEAT_NOT_COUNTED = "Repeat NotCounted"
    REPEAT_OTHER_INSTITUTION = "Repeat Other Institution"
    REPLACED_NOT_COUNTED = "Replaced NotCounted"
    REPLACEMENT_COUNTED = "Replacement Counted"

    @property
    def counts(self) -> bool:
        """Whether the attempt earns credit and goes into the GPA."""
        return self not in {
            RepeatCode.NOT_COUNTED_OTHER,
            RepeatCode.REPEAT_NOT_COUNTED,
            RepeatCode.REPLACED_NOT_COUNTED,
        }


class MethodCode(StrEnum):
    """Ed-Fi MethodCreditEarned: how the credit was or will be earned."""

    CLASSROOM = "Classroom credit"
    CONVERTED_EXPERIENCE = "Converted occupational experience credit"
    CORRESPONDENCE = "Correspondence credit"
    EXAMINATION = "Credit by examination"
    RECOVERY = "Credit recovery"
    ONLINE = "Online credit"
    OTHER = "Other"
    TRANSFER = "Transfer credit"


class AttemptResult(StrEnum):
    """Ed-Fi CourseAttemptResult: how an attempt ended."""

    PASSED = "Pass"
    FAIL = "Fail"
    INCOMPLETE = "Incomplete"
    WITHDRAWN = "Withdrawn"


class CreditRule(StrEnum):
    """Which attempts at one course earn its credit.

    ``best``: whichever serves the student best (the default). ``first``, ``last``: in this order, until the course
    is earned. ``replaces``: the last result alone, even where it is worse.
    """

    BEST = "best"
    FIRST = "first"
    LAST = "last"
    REPLACES = "replaces"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One attempt at a course; ``id`` names it within the record and breaks ties.

    ``units`` are earned (done) or expected (now, planned); a failed course has 0 of its
    ``attempted_units`` (None: the same as ``units``). ``result`` says how it ended where a mark does not:
    a pass without a mark, a withdrawal. ``school_year`` is the year in which it starts.
    ``offering`` names the way in which it is taken, where several exist ("": the course's own); no rule asks for it.
    ``graded_as`` is the entry before a later course cleared its mark (`validation`); records never state it.
    """

    id: str
    course: Course
    stage: Stage
    units: int
    attempted_units: int | None = None
    mark: str | None = None
    result: AttemptResult | None = None
    grade_level: int
    school_year: int
    term: Term = Term.YEAR
    repeat: RepeatCode | None = None
    method: MethodCode = MethodCode.CLASSROOM
    offering: str = ""
    graded_as: "Entry | None" = field(default=None, metadata=IF_STATED)

    def __post_init__(self) -> None:
        """A blank mark is no mark, whichever door it came through."""
        if self.mark is not None and is_blank(self.mark):
            object.__setattr__(self, "mark", None)


FactValue: TypeAlias = bool | int | Fraction | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that is no course: service hours, a score, CPR, a signed plan. Keys are lower-case words.

    ``grade_level`` is that of its day, where somebody states it; else the classes or the class year tell it.
    """

    key: str
    value: FactValue
    on: date | None = None
    grade_level: int | None = field(default=None, metadata=IF_STATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """What keys rule versions: the graduating class, and the year of entering grade 9."""

    class_of: int | None = None
    entered_ninth_in: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """The student's wish that an entry count for one requirement of one rulebook."""

    entry_id: str
    rulebook_id: str
    path: str


class ExceptionKind(StrEnum):
    """What a granted exception does to the node at its path.

    ``waive`` drops it; ``reduce`` lowers its units; ``admit`` lets one more course count (substitute, or
    insert into its list); ``override`` and ``certify`` call it met on a person's word.
    """

    WAIVE = "waive"
    REDUCE = "reduce"
    ADMIT = "admit"
    OVERRIDE = "override"
    CERTIFY = "certify"


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantedException:
    """A person's decision about one node of one rulebook, for this student, until it expires.

    Exceptions apply in the order of ``granted_on``; one without a day is older than all others.
    """

    rulebook_id: str
    path: str
    kind: ExceptionKind
    authority: str
    reason: str
    units: int | None = None
    course_code: str | None = None
    expires_on: date | None = None
    granted_on: date | None = field(default=None, metadata=IF_STATED)

    @property
    def never_lasts(self) -> bool:
        """Whether it expires before it is granted, so that it is in force on no day."""
        return self.granted_on is not None and self.expires_on is not None and self.expires_on < self.granted_on

    @property
    def lacks(self) -> str | None:
        """What its kind must say and it does not: the units of a reduction, the course that is admitted."""
        if self.kind is ExceptionKind.REDUCE and not self.units:
            return "units"
        return "course_code" if self.kind is ExceptionKind.ADMIT and not (self.course_code or "").strip() else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Everything that an audit reads about one student; the order of the entries never matters.

    ``school`` is the code of the student's school ("": not known); plans ask what it teaches, no rule does.
    ``calendar`` is the one in whose terms the entries stand.
    ``repeats`` is the district's rule for a course that was taken more than once.
    """

    entries: tuple[Entry, ...] = ()
    facts: tuple[Fact, ...] = ()
    cohort: Cohort = Cohort()
    grade_level: int | None = None
    school: str = ""
    pins: tuple[Pin, ...] = ()
    exceptions: tuple[GrantedException, ...] = ()
    calendar: SchoolCalendar = field(default=DEFAULT_CALENDAR, repr=False)
    repeats: CreditRule = CreditRule.BEST
