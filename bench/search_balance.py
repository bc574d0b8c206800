"""The Balanced Academic Curriculum Problem as a question to the search."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from waypost.engine.catalog import Course, Term
from waypost.engine.compiled import compile_rulebook
from waypost.engine.prerequisite import FREE, EveryOf, NeedCourse, Prerequisite
from waypost.engine.record import Record
from waypost.engine.rulebook import load_rulebook
from waypost.engine.search import Calendar, Offering, Question

RULES = """
id = "curriculum"
title = "Curriculum"
kind = "graduation"
authority = "Bench"
citation = "CSPLib 30"
checked_on = 2026-11-24
credit_scale = 120
[[part]]
slug = "all"
title = "All courses"
credits = {credits}
from = {{ any_course = true }}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Curriculum:
    """One instance: its name, the question, and the least greatest load that was proven."""

    name: str
    question: Question
    proven: int


def curriculum(path: Path, *, proven: int) -> Curriculum:
    """The instance of a file: a course's units are its load, and two periods are one school year."""
    content = json.loads(path.read_text())
    loads: Mapping[str, int] = content["load"]
    needs: dict[str, list[str]] = {}
    for pair in content["prerequisites"]:
        needs.setdefault(pair["course"], []).append(pair["needs"])
    courses = [_course(code, load, needs.get(code, [])) for code, load in loads.items()]
    loaded = load_rulebook(RULES.format(credits=sum(loads.values())))
    if loaded.rulebook is None:
        raise ValueError([str(problem) for problem in loaded.problems])
    return Curriculum(
        name=path.stem,
        question=Question(
            record=Record(),
            rulebooks=(compile_rulebook(loaded.rulebook),),
            offerings=tuple(Offering(course=course, load=course.units) for course in courses),
            calendar=_calendar(content),
        ),
        proven=proven,
    )


def _course(code: str, load: int, needs: list[str]) -> Course:
    return Course(
        code=code,
        title=code,
        subject="EL",
        units=load,
        terms=frozenset({Term.FALL, Term.SPRING}),
        prerequisite=_all_of(needs),
    )


def _all_of(needs: list[str]) -> Prerequisite:
    parts = tuple(NeedCourse(code=code) for code in needs)
    return EveryOf(parts=parts) if parts else FREE


def _calendar(content: Mapping[str, Any]) -> Calendar:
    fewest, most = content["courses_per_period"]
    least, greatest = content["load_per_period"]
    return Calendar(
        school_year=2026,
        grade_level=1,
        last_grade=content["periods"] // 2,
        periods=most,
        least_periods=fewest,
        least_load=least,
        most_load=greatest,
        summer_periods=0,
    )
