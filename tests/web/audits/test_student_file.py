"""Live audits of a student's file."""

from __future__ import annotations

from typing import Any

from tests.cast import Cast
from tests.credit import quarters
from tests.factories import make_student, take
from tests.web.rules import DIPLOMA, adopt
from waypost.web.audits.queries import audits_of, student_file, student_files
from waypost.web.catalog.models import Follow


def test_what_is_done_and_in_progress_counts(cast: Cast) -> None:
    adopt(cast)
    file = student_file(cast.actor(cast.maya), student=cast.maya, follows=())
    (one,) = audits_of(file)
    assert (one.result.meter.done, one.result.meter.now, one.result.meter.open) == quarters(12, 8, 12)


def test_a_chosen_rulebook_holds_only_for_those_who_chose_it(cast: Cast) -> None:
    adoption = adopt(cast, DIPLOMA.replace("graduation", "pathway"), follow=Follow.CHOSEN)
    actor = cast.actor(cast.maya)
    assert not audits_of(student_file(actor, student=cast.maya, follows=()))
    assert len(audits_of(student_file(actor, student=cast.maya, follows=[adoption.rulebook.key]))) == 1


def test_a_stranger_reads_an_empty_file(cast: Cast) -> None:
    adopt(cast)
    file = student_file(cast.actor(cast.stranger), student=cast.maya, follows=())
    assert not file.record.entries
    assert not file.adoptions
    assert not file.catalog.courses


def test_many_students_ask_the_database_no_more_than_one(cast: Cast, django_assert_num_queries: Any) -> None:
    adopt(cast)
    students = [make_student(cast.school, f"Student {number}") for number in range(10)]
    for student in students:
        take(student, cast.courses["BIO"], grade_level=9)
    actor = cast.actor(cast.principal)
    with django_assert_num_queries(3):
        student_file(actor, student=cast.maya, follows=())
    with django_assert_num_queries(3):
        files = student_files(actor, students=students, follows={})
    assert all(len(file.record.entries) == 1 for file in files)
