"""The planned courses of many students as the requests that the engine counts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from waypost.engine.calendar import DEFAULT_CALENDAR, SchoolCalendar
from waypost.engine.calendar.writing import write_calendar
from waypost.engine.calendar_reading import read_calendar
from waypost.engine.demand import CourseTerm, Demand, Timetable, demand_from_counts, timetable_of

PlannedRow = tuple[int, str, str]
Requests = dict[str, list[CourseTerm]]


def to_requests(rows: Iterable[PlannedRow], *, calendar: SchoolCalendar = DEFAULT_CALENDAR) -> Requests:
    """From (student id, course code, term): what each student wants."""
    found: Requests = {}
    for student_id, code, term in rows:
        found.setdefault(str(student_id), []).append(CourseTerm(code, calendar.term(term)))
    return found


def to_period_question(
    demand: Demand, *, courses: Collection[CourseTerm], periods: int, calendar: SchoolCalendar = DEFAULT_CALENDAR
) -> dict[str, Any]:
    """What the search for periods must know: counts alone, so that any worker may read it."""
    named = sorted(set(courses))
    number = {wanted: at for at, wanted in enumerate(named)}
    pairs = [
        [number[one], number[other], students]
        for (one, other), students in demand.pairs.items()
        if one in number and other in number
    ]
    return {
        "periods": periods,
        "courses": [[wanted.course, wanted.term.value, demand.counts[wanted]] for wanted in named],
        "pairs": sorted(pairs),
        **({} if calendar == DEFAULT_CALENDAR else {"calendar": write_calendar(calendar)}),
    }


def period_digest(question: Mapping[str, Any]) -> str:
    """The same for the same counts."""
    return hashlib.sha256(json.dumps(question, sort_keys=True).encode()).hexdigest()


def read_period_question(question: Mapping[str, Any]) -> tuple[Demand, list[CourseTerm]]:
    """The counts of a kept question, and the courses that need a period."""
    courses = _courses(question)
    counts = {wanted: row[2] for wanted, row in zip(courses, question["courses"], strict=True)}
    pairs = {(courses[one], courses[other]): students for one, other, students in question["pairs"]}
    return demand_from_counts(counts=counts, pairs=pairs), courses


def _courses(question: Mapping[str, Any]) -> list[CourseTerm]:
    """The courses of a kept question, in the terms of the calendar that it was asked in."""
    text = question.get("calendar", "")
    calendar = (read_calendar(text).calendar if text else None) or DEFAULT_CALENDAR
    return [CourseTerm(code, calendar.term(term)) for code, term, _students in question["courses"]]


def to_period_answer(found: Timetable, *, courses: Collection[CourseTerm]) -> dict[str, Any]:
    """The period of each course, in the order of the question."""
    return {"periods": [found.periods[wanted] for wanted in courses], "unavoidable": found.unavoidable}


def to_timetable(demand: Demand, *, question: Mapping[str, Any], answer: Mapping[str, Any]) -> Timetable:
    """The timetable of a kept answer."""
    courses = _courses(question)
    return timetable_of(
        demand, periods=dict(zip(courses, answer["periods"], strict=True)), unavoidable=answer["unavoidable"]
    )
