"""Everything that an audit reads of a student, in one query: the same rows as from the three tables."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.cast import Cast
from tests.credit import credits
from waypost.engine.attempts import is_passed
from waypost.engine.catalog import Catalog
from waypost.web.access.actor import Actor
from waypost.web.records.adapters import to_entry
from waypost.web.records.models import RequirementException, StudentFact
from waypost.web.records.queries import course_records_of, record_rows_of


def rows(cast: Cast, actor: Actor) -> Any:
    return record_rows_of(actor, student_ids=[cast.maya.pk])


def test_courses_come_oldest_first_as_they_are_stored(cast: Cast) -> None:
    actor = cast.actor(cast.maya)
    stored = list(course_records_of(actor, student_ids=[cast.maya.pk]))
    read = rows(cast, actor).courses
    assert [(row.pk, row.code, row.mark, row.units_earned, row.status) for row in read] == [
        (row.pk, row.code, row.mark, row.units_earned, row.status) for row in stored
    ]


@pytest.mark.parametrize("blank", ["", " ", "\t", "\N{ZERO WIDTH SPACE}"])
def test_a_row_with_a_blank_mark_earns_nothing(cast: Cast, blank: str) -> None:
    (own, *_) = course_records_of(cast.actor(cast.maya), student_ids=[cast.maya.pk])
    own.status, own.mark, own.units_attempted, own.units_earned, own.repeat = "completed", blank, 120, 120, ""
    read = to_entry(own, catalog=Catalog())
    assert read.mark is None
    assert not is_passed(read)


def test_facts_and_exceptions_keep_their_numbers_and_days(cast: Cast) -> None:
    StudentFact.objects.create(student=cast.maya, kind="service-hours", value=Decimal("12.30"), on=date(2026, 10, 1))
    RequirementException.objects.create(
        district=cast.district,
        student=cast.maya,
        rulebook_key="grad",
        path="pe",
        kind="reduce",
        units=credits(0.5),
        authority="Dr. Lee",
        reason="A knee",
        expires_on=date(2027, 6, 1),
    )
    read = rows(cast, cast.actor(cast.maya))
    assert [(fact.value, fact.on) for fact in read.facts] == [(Decimal("12.3"), date(2026, 10, 1))]
    (exception,) = read.exceptions
    assert (exception.units, exception.course_code, exception.expires_on) == (credits(0.5), "", date(2027, 6, 1))


def test_it_is_one_query(cast: Cast, django_assert_num_queries: Any) -> None:
    actor = cast.actor(cast.maya)
    with django_assert_num_queries(1):
        rows(cast, actor)


def test_a_stranger_reads_nothing(cast: Cast) -> None:
    for part in (cast.stranger, cast.other_student, cast.theo):
        read = rows(cast, cast.actor(part))
        assert not (read.courses)
        assert not (read.facts)
        assert not (read.exceptions)
