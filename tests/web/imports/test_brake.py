"""Too much would vanish: nobody is turned off until two people type the name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.interchange.small_bundle import small_bundle
from tests.web.imports.conftest import Office, changed
from waypost.web.imports import actions
from waypost.web.imports.adapters.brake import too_many
from waypost.web.imports.models import RunState
from waypost.web.schools.models import School, Student


def without_middle_school() -> dict[str, bytes]:
    """The bundle without Ridgeview Middle and its one student."""
    files = small_bundle()
    for name, start in {"orgs.csv": b"M,", "users.csv": b"S3,", "roles.csv": b"R3,"}.items():
        rows = files[name].split(b"\r\n")
        files[name] = b"\r\n".join(row for row in rows if not row.startswith(start))
    return files


@pytest.mark.parametrize(
    ("gone", "on", "stops"),
    [(0, 0, False), (20, 199, True), (20, 200, False), (21, 200, True), (19, 100, False), (3, 5, True), (2, 4, False)],
)
def test_the_limit_is_ten_in_a_hundred_and_twenty_or_more_than_half(gone: int, on: int, stops: bool) -> None:
    assert too_many(gone, on) is stops


def test_a_missing_school_pulls_the_brake(office: Office) -> None:
    office.bring_in()
    run = office.check(without_middle_school())
    assert [stop["school_ids"] for stop in run.brake["stops"] if stop["school_ids"]] == [("M",)]


def test_with_the_brake_on_changes_go_in_and_nobody_is_turned_off(office: Office) -> None:
    office.bring_in()
    files = changed("users.csv", "Theo,Núñez", "Theodor,Núñez", without_middle_school())
    run = office.check(files)
    assert office.apply(run) is actions.ApplyAnswer.APPLIED
    assert run.counts["kept_on"] > 0
    assert Student.objects.get(source_id="S2").given_name == "Theodor"
    assert Student.objects.filter(district=office.district, is_active=True).count() == 3
    assert School.objects.get(source_id="M").is_active


def test_a_wrong_name_changes_nothing(office: Office) -> None:
    office.bring_in()
    run = office.check(without_middle_school())
    assert office.apply(run, name="Cedar") is actions.ApplyAnswer.WRONG_NAME
    run.refresh_from_db()
    assert run.state == RunState.CHECKED
    assert School.objects.get(source_id="M").is_active


def test_the_schools_name_turns_off_the_school_and_its_students(office: Office) -> None:
    office.bring_in()
    run = office.check(without_middle_school())
    assert actions.names_to_type(run) == ["Ridgeview Middle"]
    assert office.apply(run, name=" ridgeview middle ") is actions.ApplyAnswer.NEEDS_SECOND
    assert office.apply(run, name="Ridgeview Middle", by=office.colleague()) is actions.ApplyAnswer.APPLIED
    assert not School.objects.get(source_id="M").is_active
    assert not Student.objects.get(source_id="S3").is_active


def test_one_person_alone_turns_nobody_off(office: Office) -> None:
    office.bring_in()
    run = office.check(without_middle_school())
    for _ in range(2):
        assert office.apply(run, name="Ridgeview Middle") is actions.ApplyAnswer.NEEDS_SECOND
    assert run.state == RunState.CHECKED
    assert Student.objects.get(source_id="S3").is_active


def test_new_numbers_ask_both_people_again(office: Office) -> None:
    office.bring_in()
    run = office.check(without_middle_school())
    office.apply(run, name="Ridgeview Middle")
    Student.objects.filter(source_id="S2").update(given_name="Theodor")
    assert office.apply(run, name="Ridgeview Middle", by=office.colleague()) is actions.ApplyAnswer.LOOK_AGAIN
    assert run.vouched_by is None


def test_whoever_holds_the_server_confirms_alone(office: Office) -> None:
    office.bring_in()
    run = office.check(without_middle_school())
    server = replace(office.actor, user_id=None)
    assert office.apply(run, name="Ridgeview Middle", by=server) is actions.ApplyAnswer.APPLIED


def test_everybody_under_a_new_id_is_told_as_such(office: Office) -> None:
    office.bring_in()
    files = {
        name: text.replace(b"S1", b"Z1").replace(b"S2", b"Z2").replace(b"S3", b"Z3")
        for name, text in small_bundle().items()
    }
    run = office.check(files)
    assert run.brake["is_rekeyed"]
