"""A small school for the tables: two years, eight courses, a diploma of six credits."""

from dataclasses import replace

from tests.credit import credits
from tests.engine.cases import rulebook
from waypost.engine.catalog import Course, Level, Term
from waypost.engine.compiled import CompiledRulebook, compile_rulebook
from waypost.engine.prerequisite import FREE, NeedCourse, Prerequisite
from waypost.engine.record import Entry, Record, Stage
from waypost.engine.search import Calendar, Modality, Offering, Question, Wishes, school_offerings

RULES = """
[[part]]
slug = "english"
title = "English"
credits = 2
from = { subject = "EN" }
[[part]]
slug = "math"
title = "Math"
credits = 2
waivable = true
from = { subject = "MA" }
[[part]]
slug = "health"
title = "Health"
credits = 0.5
from = { tag = "health" }
[[part]]
slug = "more"
title = "Electives"
credits = 1.5
from = { any_course = true }
"""


def diploma(rules: str = RULES) -> CompiledRulebook:
    """The diploma, ready."""
    return compile_rulebook(rulebook(rules))


def year(code: str, *, after: str | None = None, grades: tuple[int, ...] = (), level: Level = Level.REGULAR) -> Course:
    """A course of a year; the first two signs of its code are its subject."""
    needs: Prerequisite = NeedCourse(code=after, min_grade="C") if after else FREE
    return Course(
        code=code,
        title=code,
        subject=code[:2],
        units=credits(1),
        level=level,
        grades=frozenset(grades),
        terms=frozenset({Term.YEAR}),
        prerequisite=needs,
    )


def half(code: str, *, tag: str = "", terms: tuple[Term, ...] = (Term.FALL, Term.SPRING)) -> Course:
    """A course of half a year."""
    tags = frozenset({tag} if tag else ())
    return Course(code=code, title=code, subject=code[:2], units=credits(0.5), tags=tags, terms=frozenset(terms))


COURSES = (
    year("EN11", grades=(11,)),
    year("EN12", after="EN11", grades=(12,)),
    year("MA31"),
    year("MA41", after="MA31"),
    half("PE10", tag="health"),
    half("AR10"),
    half("AR20"),
    year("CT10"),
    year("CT90", level=Level.AP),
)

#: The year in which the student is in grade 11.
FIRST = 2026


def question(
    *entries: Entry,
    wishes: Wishes | None = None,
    periods: int = 4,
    more: tuple[Offering, ...] = (),
    courses: tuple[Course, ...] = COURSES,
    summer_periods: int = 0,
) -> Question:
    """A student at the start of grade 11."""
    return Question(
        record=Record(entries=entries, grade_level=11),
        rulebooks=(diploma(),),
        offerings=(*school_offerings(courses), *more),
        calendar=Calendar(school_year=FIRST, grade_level=11, periods=periods, summer_periods=summer_periods),
        wishes=wishes or Wishes(),
    )


def course(code: str) -> Course:
    """A course of the school."""
    return next(course for course in COURSES if course.code == code)


def planned(code: str, *, grade: int, term: Term = Term.YEAR) -> Entry:
    """A planned entry."""
    own = course(code)
    return Entry(
        id=f"own-{code}",
        course=own,
        stage=Stage.PLANNED,
        units=own.units,
        grade_level=grade,
        school_year=FIRST + grade - 11,
        term=term,
    )


FULL_PLAN = (
    planned("EN11", grade=11),
    planned("MA31", grade=11),
    planned("PE10", grade=11, term=Term.FALL),
    planned("CT10", grade=11),
    planned("EN12", grade=12),
    planned("MA41", grade=12),
    planned("AR10", grade=12, term=Term.FALL),
)


def without(*codes: str) -> tuple[Entry, ...]:
    """The full plan without some courses."""
    return tuple(entry for entry in FULL_PLAN if entry.course.code not in codes)


def earned(code: str, *, mark: str = "B", units: int | None = None) -> Entry:
    """A course of grade 10."""
    own = replace(planned(code, grade=11), id=f"past-{code}")
    units = own.units if units is None else units
    return replace(own, stage=Stage.DONE, mark=mark, units=units, grade_level=10, school_year=FIRST - 1)


def online(code: str, *, cents: int = 20_000) -> Offering:
    """The same course of an online provider."""
    return Offering(course=course(code), modality=Modality.VIRTUAL, provider="online", cost_cents=cents, periods=0)
