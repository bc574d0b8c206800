"""The class year that a person says, and that imports keep."""

from __future__ import annotations

import io
from datetime import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories import make_student
from tests.web.plans.forms_of import post, text_of
from tests.web.rules import adopt
from waypost.web.base.concurrency import StaleWrite
from waypost.web.history.models import Event
from waypost.web.plans.actions.class_year import say_class_year
from waypost.web.schools.models import Student


def _maya(cast: Cast) -> Student:
    return Student.objects.get(pk=cast.maya.pk)


def _ungraded(cast: Cast) -> Student:
    """A student of whom the roster says neither grade nor class."""
    student = make_student(cast.school, grade_level=9, is_ungraded=True)
    Student.objects.filter(pk=student.pk).update(class_of=None, entered_ninth_in=None)
    student.refresh_from_db()
    return student


def test_the_counselor_says_the_class_year_and_it_is_locked(client: Client, cast: Cast) -> None:
    adopt(cast)
    client.force_login(cast.ms_whitfield.user)
    address = reverse("plans:class_year", args=[cast.maya.pk])
    assert "Class of 2029, as the roster makes it." in text_of(client.get(address))
    answer = post(client, address, class_of=2030, seen=2029)
    assert answer.status_code == 302
    assert "Class of 2030, as a person said. Imports keep it." in text_of(client.get(address))
    assert (_maya(cast).class_of, _maya(cast).locked) == (2030, ["class_of"])
    event = Event.objects.get(verb="class_year_said")
    assert (event.student, event.detail) == (cast.maya, {"before": 2029, "after": 2030})


def test_the_plan_leads_there_for_who_may_say_it(client: Client, cast: Cast) -> None:
    address = reverse("plans:class_year", args=[cast.maya.pk])
    client.force_login(cast.ms_whitfield.user)
    assert address in client.get(reverse("front:plan_detail", args=[cast.maya.pk])).content.decode()
    client.force_login(cast.maya.user)
    assert address not in client.get(reverse("front:home")).content.decode()


@pytest.mark.parametrize("part", ["maya", "lucia", "mr_osei", "stranger"])
def test_nobody_else_says_it(cast: Cast, now: datetime, part: str) -> None:
    with pytest.raises(PermissionDenied):
        say_class_year(cast.actor(getattr(cast, part)), student=cast.maya, seen=2029, class_of=2030, at=now)
    assert _maya(cast).class_of == 2029


def test_a_stale_page_changes_nothing(client: Client, cast: Cast, now: datetime) -> None:
    actor = cast.actor(cast.ms_whitfield)
    say_class_year(actor, student=cast.maya, seen=2029, class_of=2030, at=now)
    with pytest.raises(StaleWrite):
        say_class_year(actor, student=cast.maya, seen=2029, class_of=2028, at=now)
    assert _maya(cast).class_of == 2030
    client.force_login(cast.ms_whitfield.user)
    answer = post(client, reverse("plans:class_year", args=[cast.maya.pk]), class_of=2028, seen=2029)
    assert answer.status_code == 422
    assert "changed after this page was opened" in text_of(answer)


@pytest.mark.parametrize("year", ["", "29", "soon", "99999"])
def test_what_is_no_year_is_refused(client: Client, cast: Cast, year: str) -> None:
    client.force_login(cast.ms_whitfield.user)
    answer = post(client, reverse("plans:class_year", args=[cast.maya.pk]), class_of=year, seen=2029)
    assert answer.status_code == 422
    assert _maya(cast).class_of == 2029


def test_an_ungraded_student_is_placed_by_the_class(cast: Cast, now: datetime) -> None:
    student = _ungraded(cast)
    placed = say_class_year(cast.actor(cast.principal), student=student, seen=None, class_of=2027, at=now)
    assert (placed.grade_level, placed.grade_in, placed.class_of) == (12, 2026, 2027)


def test_without_a_class_year_the_plan_says_what_is_missing(client: Client, cast: Cast) -> None:
    adopt(cast)
    student = _ungraded(cast)
    client.force_login(student.user)
    said = text_of(client.get(reverse("front:home")))
    assert "No grade level" in said
    assert "The class year is not known yet" in said
    assert client.get(reverse("plans:planner", args=[student.pk])).status_code == 200


def test_the_command_says_it_too(cast: Cast) -> None:
    said = io.StringIO()
    where = {"district": cast.district.slug, "stdout": said}
    call_command("class_year", "2030", student=cast.maya.source_id, **where)
    assert said.getvalue() == "Class of 2030. Imports keep it.\n"
    assert _maya(cast).class_of == 2030
    with pytest.raises(CommandError):
        call_command("class_year", "2030", student="nobody", **where)
    with pytest.raises(CommandError):
        call_command("class_year", "30", student=cast.maya.source_id, **where)
