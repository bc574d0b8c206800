"""The demo in the database: everything is there, and the roster that it exports changes nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.credit import quarters
from waypost.interchange.oneroster import write_oneroster
from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.queries import roles_held
from waypost.web.access.scope import students_for
from waypost.web.accounts.models import User
from waypost.web.audits.models import StoredAudit
from waypost.web.catalog.models import Adoption
from waypost.web.demo.district import build_district, cast
from waypost.web.demo.district.course_history import history_files
from waypost.web.demo.district.roster import to_roster
from waypost.web.demo.district.sample_bundle import BAD_ROWS, FILE_NAME, sample_bundle
from waypost.web.demo.loader import NotTheDemo, clear_demo, load_demo
from waypost.web.demo.people import PEOPLE
from waypost.web.demo.queries import people_here
from waypost.web.imports.actions.check import check_upload
from waypost.web.imports.models import Run, RunKind
from waypost.web.plans.models import Branch
from waypost.web.reviews.models import Proposal, Review
from waypost.web.schools.models import District, Role, Student

NOON = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)


def _actor(username: str, role: Role) -> Actor:
    held = roles_held(User.objects.get(username=username))
    return next(one.actor for one in held if one.actor.role == role)


@pytest.mark.django_db
def test_the_whole_demo_is_in_the_database_and_agrees_with_its_own_exports(tmp_path: Path, settings: Any) -> None:
    settings.VAR = tmp_path
    load_demo()
    _everybody_is_there()
    _each_sees_their_own()
    _the_story_is_in_place()
    _own_exports_change_nothing(tmp_path)
    _the_sample_is_stopped(tmp_path)


def _everybody_is_there() -> None:
    assert Student.objects.filter(district__slug="cedar-valley").count() == 2400
    assert Student.objects.filter(district__slug="mesa-ridge").count() == 30
    assert {user.username for user in people_here()} == {person.username for person in PEOPLE}
    assert Adoption.objects.filter(district__slug="cedar-valley").count() == 10


def _each_sees_their_own() -> None:
    counselor = _actor("dana.whitfield", Role.COUNSELOR)
    assert students_for(counselor, Permission.PLAN_READ).count() == 352
    mother = _actor("lucia.reyes", Role.GUARDIAN)
    assert {one.first_name for one in students_for(mother, Permission.PLAN_READ)} == {"Maya", "Mateo"}
    stranger = _actor("hollis.maren1@mesaridge.example", Role.COUNSELOR)
    assert set(students_for(stranger, Permission.PLAN_READ).values_list("district__slug", flat=True)) == {"mesa-ridge"}


def _the_story_is_in_place() -> None:
    branches = Branch.objects.filter(plan__student__user__username="maya.reyes").order_by("kind")
    assert [(one.name, one.planned.count()) for one in branches] == [("", 6), ("CNA path", 11)]
    assert Review.objects.filter(asked_of__family_name="Whitfield", state="waiting").count() == 13
    assert Proposal.objects.get().plan.student.first_name == "Theo"
    maya = StoredAudit.objects.get(student__source_id=cast.MAYA)
    assert (maya.done, maya.now, maya.planned, maya.needed) == quarters(32, 28, 24, 96)
    students = Student.objects.filter(district__slug="cedar-valley")
    assert not students.filter(audits=None).exists()


def _own_exports_change_nothing(tmp_path: Path) -> None:
    bundle = tmp_path / "whole.zip"
    bundle.write_bytes(write_oneroster(to_roster(build_district())))
    history = tmp_path / "history"
    history.mkdir()
    for name, content in history_files(build_district()).items():
        (history / name).write_bytes(content)
    for run in (_checked(RunKind.ONEROSTER, bundle), _checked(RunKind.COURSE_HISTORY, history)):
        assert run.counts["held"] == 0
        for table, counts in run.counts["tables"].items():
            assert counts == {"new": 0, "changed": 0, "gone": 0, "same": counts["same"]}, table


def _the_sample_is_stopped(tmp_path: Path) -> None:
    sample = tmp_path / FILE_NAME
    sample.write_bytes(sample_bundle())
    run = _checked(RunKind.ONEROSTER, sample)
    assert run.counts["held"] == BAD_ROWS
    assert run.counts["tables"]["students"]["gone"] == 540
    assert {stop["table"] for stop in run.brake["stops"]} == {"students", "schools"}


def _checked(kind: RunKind, path: Path) -> Run:
    return check_upload(_actor("kofi.abara", Role.DISTRICT_ADMIN), kind=kind, uploads=path, at=NOON)


@pytest.mark.django_db
def test_a_district_that_the_demo_did_not_make_is_left_alone() -> None:
    District.objects.create(name="Somewhere real", slug="somewhere-real", state="OR")
    with pytest.raises(NotTheDemo, match="Somewhere real"):
        clear_demo()
    assert District.objects.filter(slug="somewhere-real").exists()
