"""In which term of the district's calendar a class of a roster meets."""

from __future__ import annotations

from datetime import date

import pytest

from waypost.engine.calendar import SchoolCalendar
from waypost.engine.calendar.ready import READY
from waypost.engine.calendar_reading import read_calendar
from waypost.interchange.oneroster.rows import AcademicSession
from waypost.interchange.oneroster.vocabulary import SessionType, Status
from waypost.web.imports.adapters.roster.seats import merged_terms, term_of


def ready(name: str) -> SchoolCalendar:
    calendar = read_calendar(READY[name]).calendar
    assert calendar is not None
    return calendar


def session(title: str, starts_on: date, ends_on: date) -> AcademicSession:
    return AcademicSession(
        source_id=title,
        status=Status.ACTIVE,
        modified_at=None,
        title=title,
        type=SessionType.TERM,
        starts_on=starts_on,
        ends_on=ends_on,
        school_year=2026,
    )


@pytest.mark.parametrize(
    ("name", "title", "starts_on", "ends_on", "term"),
    [
        ("trimesters", "Tri 2", date(2026, 9, 1), date(2026, 9, 2), "T2"),
        ("trimesters", "Winter", date(2026, 12, 1), date(2027, 3, 1), "T2"),
        ("trimesters", "2026-27", date(2026, 8, 20), date(2027, 6, 9), "year"),
        ("trimesters", "Extra", date(2027, 6, 20), date(2027, 7, 20), "summer"),
        ("quarters", "Block 1", date(2026, 8, 18), date(2026, 10, 22), "Q1"),
        ("quarters", "First half", date(2026, 8, 18), date(2026, 12, 18), "fall"),
        ("two-summers", "July", date(2027, 7, 6), date(2027, 7, 27), "summer-2"),
    ],
)
def test_a_session_is_the_term_of_its_title_or_of_its_days(
    name: str, title: str, starts_on: date, ends_on: date, term: str
) -> None:
    assert term_of(session(title, starts_on, ends_on), date(2026, 8, 1), calendar=ready(name)) == term


@pytest.mark.parametrize(
    ("terms", "offered", "held"),
    [
        ({"T1", "T2", "T3"}, [], ["year"]),
        ({"T1"}, ["year"], ["year"]),
        ({"T1", "T2"}, [], ["T1", "T2"]),
        ({"T1", "T2", "T3"}, ["T1", "T2", "T3"], ["T1", "T2", "T3"]),
        ({"year", "summer"}, [], ["year", "summer"]),
        ({"summer"}, [], ["summer"]),
    ],
)
def test_the_parts_of_a_whole_year_are_one_record(terms: set[str], offered: list[str], held: list[str]) -> None:
    assert merged_terms(terms, {"terms": offered, "units": 120}, calendar=ready("trimesters")) == held
