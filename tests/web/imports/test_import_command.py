"""`waypost import`: reports, exit codes, and what it refuses to guess."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.interchange.small_bundle import small_bundle
from tests.web.imports.conftest import Office, changed, make_office
from tests.web.imports.test_brake import without_middle_school
from waypost.interchange.writing import zip_bytes
from waypost.web.history.models import Event
from waypost.web.imports.models import Run
from waypost.web.schools.models import District, Student


def zipped(folder: Path, files: dict[str, bytes] | None = None) -> str:
    path = folder / "cedar.zip"
    path.write_bytes(zip_bytes(files or small_bundle()))
    return str(path)


def run_command(*arguments: str) -> tuple[int, str]:
    """The exit code and what was printed."""
    out = StringIO()
    with pytest.raises(SystemExit) as left:
        call_command("import", *arguments, stdout=out)
    return int(str(left.value.code)), out.getvalue()


def report(*arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run_command(*arguments, "--json")[1])
    return found


def refusal(*arguments: str) -> CommandError:
    with pytest.raises(CommandError) as refused:
        call_command("import", *arguments)
    return refused.value


def test_without_apply_it_only_says_what_would_change(office: Office, tmp_path: Path) -> None:
    code, said = run_command("oneroster", zipped(tmp_path))
    assert code == 0
    assert "Cedar Valley: We understood 7 people." in said
    assert not Student.objects.exists()


def test_with_apply_it_writes_and_says_so(office: Office, tmp_path: Path) -> None:
    code, said = run_command("oneroster", zipped(tmp_path), "--apply", "--district", "cedar-valley")
    assert (code, Student.objects.count()) == (0, 3)
    assert "Done. 7 people are up to date." in said
    event = Event.objects.get(verb="import_applied")
    assert (event.user, event.role) == (None, "district_admin")


def test_rows_that_wait_are_named_and_give_three(office: Office, tmp_path: Path) -> None:
    code, said = run_command("oneroster", zipped(tmp_path, changed("users.csv", "G3,07", "G3,7")), "--apply")
    assert code == 3
    assert "(users.csv, line 4)" in said


def test_a_file_that_cannot_be_used_gives_one(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("hello")
    code, said = run_command("oneroster", str(path), "--apply")
    assert code == 1
    assert "notes.txt is not a zip file." in said


def test_the_brake_gives_four_until_the_name_is_given(office: Office, tmp_path: Path) -> None:
    office.bring_in()
    path = zipped(tmp_path, without_middle_school())
    assert run_command("oneroster", path, "--apply")[0] == 4
    assert Student.objects.filter(is_active=False).count() == 0
    assert refusal("oneroster", path, "--apply", "--confirm", "Nowhere").returncode == 2
    assert run_command("oneroster", path, "--apply", "--confirm", "Ridgeview Middle")[0] == 0
    assert Student.objects.filter(is_active=False).count() == 1


def test_the_same_bundle_again_is_nothing_to_do(office: Office, tmp_path: Path) -> None:
    run_command("oneroster", zipped(tmp_path), "--apply")
    again = report("oneroster", zipped(tmp_path), "--apply")
    assert (again["nothing_to_do"], again["state"]) == (True, "checked")


def test_a_folder_and_its_zip_give_one_change_set(office: Office, tmp_path: Path) -> None:
    folder = tmp_path / "bundle"
    folder.mkdir()
    for name, content in small_bundle().items():
        (folder / name).write_bytes(content)
    run_command("oneroster", str(folder))
    run_command("oneroster", zipped(tmp_path))
    assert len(set(Run.objects.values_list("fingerprint", flat=True))) == 1


def test_of_several_districts_one_must_be_named(office: Office, tmp_path: Path) -> None:
    make_office("Mesa Ridge")
    refused = refusal("oneroster", zipped(tmp_path))
    assert (refused.returncode, "cedar-valley, mesa-ridge" in str(refused)) == (2, True)


def test_a_new_district_needs_its_state_and_is_opened_once(db: None, tmp_path: Path) -> None:
    path = zipped(tmp_path)
    assert refusal("oneroster", path, "--new-district").returncode == 2
    run_command("oneroster", path, "--new-district", "--state", "CA", "--apply")
    district = District.objects.get()
    assert (district.name, district.credit_scale, district.time_zone) == (
        "Cedar Valley Unified",
        10,
        "America/Los_Angeles",
    )
    assert "cedar-valley-unified" in str(refusal("oneroster", path, "--new-district", "--state", "CA"))


def test_a_catalog_needs_a_name_for_a_new_district(db: None, tmp_path: Path) -> None:
    path = tmp_path / "catalogue.csv"
    path.write_text("code,title,subject,credits\nMA101,Algebra 1,MA,1\n")
    assert refusal("catalog", str(path), "--new-district", "--state", "TX").returncode == 2
    assert run_command("catalog", str(path), "--new-district", "Del Norte", "--state", "TX", "--apply")[0] == 0
    assert District.objects.get().courses.get().code == "MA101"


def test_a_path_that_does_not_exist_gives_two(office: Office) -> None:
    assert refusal("oneroster", "no-such-file.zip").returncode == 2


def test_problems_are_in_the_json_with_their_places(office: Office, tmp_path: Path) -> None:
    found = report("oneroster", zipped(tmp_path, changed("users.csv", "G3,07", "G3,7")))
    grade = next(problem for problem in found["problems"] if problem["code"] == "bad-grade")
    assert (grade["severity"], grade["file"], grade["column"], grade["count"]) == ("held", "users.csv", "grades", 1)
    assert grade["places"] == [{"line": 4, "subject": "S3", "detail": "7", "suggestion": "07"}]
