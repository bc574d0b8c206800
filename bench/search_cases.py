"""Invented catalogs, a rulebook of 12 groups, and students for the search bench."""

import random

from waypost.engine.catalog import Course, Level, Term
from waypost.engine.compiled import CompiledRulebook, compile_rulebook
from waypost.engine.prerequisite import FREE, AnyOf, NeedCourse, Prerequisite
from waypost.engine.record import Entry, Record, Stage
from waypost.engine.rulebook import load_rulebook
from waypost.engine.search import (
    Calendar,
    Effort,
    Found,
    Question,
    Target,
    Wishes,
    find_plan,
    school_offerings,
)
from waypost.engine.units import UNITS_PER_CREDIT

RULEBOOK = """
id = "diploma"
title = "Diploma"
kind = "graduation"
authority = "Bench"
citation = "Bench"
checked_on = 2026-11-24
total = 24
[[part]]
slug = "english"
title = "English"
credits = 4
from = { subject = "EN" }
[[part]]
slug = "algebra"
title = "Algebra"
credits = 1
from = { tag = "algebra" }
[[part]]
slug = "advanced-math"
title = "Advanced math"
credits = 1
from = { tag = "advanced" }
[[part]]
slug = "math"
title = "More math"
credits = 2
from = { subject = "MA" }
[[part]]
slug = "lab"
title = "Lab science"
credits = 2
from = { subject = "SC", tag = "lab" }
[[part]]
slug = "science"
title = "More science"
credits = 1
from = [{ subject = "SC" }, { tag = "computing" }]
[[part]]
slug = "social"
title = "Social studies"
credits = 3
from = { subject = "SS" }
[[part]]
slug = "language"
title = "One language"
credits = 2
same = "language:"
from = { subject = "WL" }
[[part]]
slug = "arts"
title = "Arts"
credits = 1
from = { subject = "AR" }
[[part]]
slug = "career"
title = "Career"
credits = 2
from = { subject = "CT" }
[[part]]
slug = "pe"
title = "PE"
credits = 1.5
from = { subject = "PE" }
[[part]]
slug = "electives"
title = "Electives"
credits = 3.5
from = { any_course = true }
"""

SHARES = {"EN": 36, "MA": 30, "SC": 36, "SS": 30, "WL": 24, "AR": 24, "CT": 40, "PE": 12, "EL": 18}
#: Courses that every subject has: with fewer a small catalog would have no plan at all.
FEWEST = 4
TAGS = {
    "MA": ("algebra", "", "advanced", ""),
    "SC": ("lab", "", "lab"),
    "WL": ("language:spanish", "language:french", "language:german"),
    "CT": ("computing", "health", "trades", "business"),
}


def diploma() -> CompiledRulebook:
    """The rulebook of 12 groups, ready."""
    loaded = load_rulebook(RULEBOOK)
    if loaded.rulebook is None:
        raise ValueError([str(problem) for problem in loaded.problems])
    return compile_rulebook(loaded.rulebook)


def catalog(chance: random.Random, *, size: int = 250) -> list[Course]:
    """A catalog with chains, either-or prerequisites, half-year courses, grade levels and double periods."""
    total = sum(SHARES.values())
    found: list[Course] = []
    for subject, share in SHARES.items():
        own: list[Course] = []
        for number in range(max(FEWEST, round(share * size / total))):
            own.append(_course(chance, subject, number, own))
        found.extend(own)
    return found


def _course(chance: random.Random, subject: str, number: int, own: list[Course]) -> Course:
    half = subject in {"PE", "EL", "AR"} or chance.random() < 0.2
    rank = number % 4
    return Course(
        code=f"{subject}{number:03}",
        title=f"{subject} {number}",
        subject=subject,
        units=UNITS_PER_CREDIT // 2 if half else UNITS_PER_CREDIT,
        tags=frozenset(filter(None, [TAGS.get(subject, ("",))[number % len(TAGS.get(subject, ("",)))]])),
        level=Level.AP if number % 9 == 8 else Level.HONORS if number % 5 == 4 else Level.REGULAR,
        grades=frozenset(range(9 + rank, 13)) if chance.random() < 0.4 else frozenset(),
        terms=frozenset({Term.FALL, Term.SPRING} if half else {Term.YEAR}),
        periods=2 if subject == "CT" and number % 8 == 7 else 1,
        prerequisite=_prerequisite(chance, own, rank),
    )


def _prerequisite(chance: random.Random, own: list[Course], rank: int) -> Prerequisite:
    if not own or rank == 0 or chance.random() < 0.35:
        return FREE
    picked = chance.sample(own[-6:], min(len(own[-6:]), chance.choice((1, 1, 2))))
    needs = tuple(NeedCourse(code=course.code, min_grade=chance.choice((None, "C"))) for course in picked)
    return needs[0] if len(needs) == 1 else AnyOf(parts=needs)


def wishes(chance: random.Random, courses: list[Course]) -> Wishes:
    """Likes for two fields and some courses, a dislike, and a lighter year."""
    liked = [
        Target(courses=frozenset({course.code}), weight=chance.randint(1, 3)) for course in chance.sample(courses, 25)
    ]
    field = Target(tags=frozenset({chance.choice(TAGS["CT"])}), weight=1)
    disliked = Target(courses=frozenset(course.code for course in chance.sample(courses, 10)))
    return Wishes(likes=(*liked, field), rather_not=(disliked,))


def question(number: int, *, size: int = 250, grades: int = 4) -> Question:
    """A student at the start of the first of so many grades with an empty plan."""
    chance = random.Random(number)
    courses = catalog(chance, size=size)
    first = 13 - grades
    calendar = Calendar(school_year=2026, grade_level=first, periods=7, summer_periods=0)
    return Question(
        record=Record(grade_level=first),
        rulebooks=(diploma(),),
        offerings=school_offerings(courses),
        calendar=calendar,
        wishes=wishes(chance, courses),
    )


def half_done(number: int, *, size: int = 250) -> Question | None:
    """A student before grade 11 whose planned course was dropped: two years earned, two planned, one short."""
    asked = question(number, size=size)
    answer = find_plan(asked, effort=Effort(work=1.0))
    if not isinstance(answer, Found):
        return None
    chance = random.Random(number)
    entries = [_earned(entry) if entry.grade_level < 11 else entry for entry in answer.plans[0].record.entries]
    planned = sorted(entry.id for entry in entries if entry.stage is Stage.PLANNED)
    dropped = chance.choice(planned)
    return Question(
        record=Record(entries=tuple(entry for entry in entries if entry.id != dropped), grade_level=11),
        rulebooks=asked.rulebooks,
        offerings=tuple(one for one in asked.offerings if not dropped.startswith(one.course.code)),
        calendar=Calendar(school_year=2028, grade_level=11, periods=7, summer_periods=0),
        wishes=asked.wishes,
    )


def _earned(entry: Entry) -> Entry:
    return Entry(
        id=entry.id,
        course=entry.course,
        stage=Stage.DONE,
        units=entry.units,
        mark="B",
        grade_level=entry.grade_level,
        school_year=entry.school_year,
        term=entry.term,
    )
