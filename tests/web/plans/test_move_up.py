"""At the turn of the school year everybody is taken to be in the next grade, until a roster says it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from tests.cast import Cast
from tests.factories import make_student
from waypost.web.history.models import Event
from waypost.web.plans.actions.moving_up import move_up
from waypost.web.schools.models import Student

NEXT_FALL = datetime(2027, 9, 7, 15, 0, tzinfo=UTC)
IN_TWO_YEARS = datetime(2028, 10, 10, 15, 0, tzinfo=UTC)


def _grades(cast: Cast) -> list[tuple[int, int | None]]:
    found = Student.objects.filter(pk__in=[cast.maya.pk, cast.theo.pk]).order_by("pk")
    return list(found.values_list("grade_level", "grade_in"))


@pytest.fixture
def known(cast: Cast) -> Cast:
    """Maya in 10th and Theo in 11th grade, as a roster of 2026-27 says."""
    Student.objects.filter(district=cast.district).update(grade_in=2026)
    return cast


def _move(cast: Cast, monkeypatch: pytest.MonkeyPatch, moment: datetime, *, back: bool = False) -> int:
    monkeypatch.setattr("waypost.web.base.clock.now", lambda: moment)
    return move_up(cast.actor(cast.mr_abara), at=moment, back=back)


def test_nothing_moves_within_the_school_year(known: Cast, now: datetime) -> None:
    assert move_up(known.actor(known.mr_abara), at=now) == 0


def test_the_next_year_moves_everybody_up_once(known: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _move(known, monkeypatch, NEXT_FALL) == 2
    assert _grades(known) == [(11, 2027), (12, 2027)]
    assert set(Event.objects.filter(verb="grade_moved_on").values_list("student", flat=True)) == {
        known.maya.pk,
        known.theo.pk,
    }
    assert _move(known, monkeypatch, NEXT_FALL) == 0


def test_nobody_is_moved_past_12th_grade(known: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    _move(known, monkeypatch, IN_TWO_YEARS)
    assert _grades(known) == [(12, 2028), (12, 2027)]


def test_only_the_demo_goes_back(known: Cast, monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    _move(known, monkeypatch, IN_TWO_YEARS)
    assert _move(known, monkeypatch, now) == 0
    assert _move(known, monkeypatch, now, back=True) == 2
    assert _grades(known) == [(10, 2026), (11, 2026)]


def test_what_nobody_dated_and_what_is_locked_or_ungraded_stays(known: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    Student.objects.filter(pk=known.maya.pk).update(locked=["grade_level"])
    Student.objects.filter(pk=known.theo.pk).update(grade_in=None)
    make_student(known.school, grade_level=9, grade_in=2026, is_ungraded=True)
    assert _move(known, monkeypatch, NEXT_FALL) == 0


def test_another_district_stays(known: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    Student.objects.filter(pk=known.other_student.pk).update(grade_in=2026)
    _move(known, monkeypatch, NEXT_FALL)
    assert Student.objects.get(pk=known.other_student.pk).grade_level == 10


def test_only_the_district_office_moves_it(known: Cast, now: datetime) -> None:
    with pytest.raises(PermissionDenied):
        move_up(known.actor(known.ms_whitfield), at=now)


def test_the_command_of_the_night_does_it(known: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("waypost.web.base.clock.now", lambda: NEXT_FALL)
    call_command("audit_plans", district=known.district.slug, verbosity=0)
    assert _grades(known) == [(11, 2027), (12, 2027)]
