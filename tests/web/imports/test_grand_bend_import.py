"""Ed-Fi's Grand Bend sample district as it is: a real bundle, by command and by page."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from tests.credit import credits
from tests.web.imports.conftest import Office, page_of, upload
from waypost.interchange.writing import zip_bytes
from waypost.web.catalog.models import Course, Section
from waypost.web.imports.models import Run, RunState
from waypost.web.records.models import CourseRecord
from waypost.web.schools.models import District, Guardian, Guardianship, Post, School, Staff, Student

pytestmark = pytest.mark.django_db

COUNTS = {
    School: 3,
    Student: 960,
    Guardian: 1873,
    Staff: 68,
    Course: 84,
    Section: 520,
}


@pytest.fixture
def bundle(reference_data: Path) -> Path:
    return reference_data / "oneroster-grand-bend"


def run_command(*arguments: str) -> tuple[int, dict[str, Any]]:
    """The exit code and the report of `waypost import`."""
    out = StringIO()
    with pytest.raises(SystemExit) as left:
        call_command("import", *arguments, "--json", stdout=out)
    return int(str(left.value.code)), json.loads(out.getvalue())


def test_by_command_as_a_new_district(bundle: Path) -> None:
    code, report = run_command("oneroster", str(bundle), "--new-district", "--state", "TX", "--apply")
    district = District.objects.get()
    assert (district.name, district.slug, district.state, district.source_id) == (
        "Grand Bend ISD",
        "grand-bend-isd",
        "TX",
        "255901",
    )
    assert {model: model.objects.filter(district=district).count() for model in COUNTS} == COUNTS
    assert (Guardianship.objects.count(), Post.objects.count(), CourseRecord.objects.count()) == (1872, 69, 0)
    assert (code, report["held"], report["state"]) == (3, 2, "applied")  # two courses have no credits in the file
    assert Course.objects.filter(units=credits(1)).count() == 82


def test_the_same_bundle_again_changes_nothing(bundle: Path) -> None:
    run_command("oneroster", str(bundle), "--new-district", "--state", "TX", "--apply")
    code, report = run_command("oneroster", str(bundle), "--apply")
    assert report["nothing_to_do"]
    assert (code, report["state"], report["brake"]) == (3, "checked", None)


def test_without_apply_a_new_district_leaves_nothing(bundle: Path) -> None:
    _, report = run_command("oneroster", str(bundle), "--new-district", "--state", "TX")
    assert report["tables"]["students"]["new"] == 960
    assert not District.objects.exists()
    assert not Run.objects.exists()


def test_by_page_as_a_zip(bundle: Path, office: Office, page_client: Client) -> None:
    content = zip_bytes({path.name: path.read_bytes() for path in bundle.iterdir()})
    run = upload(page_client, ("grand-bend.zip", content))
    assert "We understood 2,901 people. 2 rows need a look." in page_of(page_client, run)
    office.apply(run)
    found = {model: model.objects.filter(district=office.district, is_active=True).count() for model in COUNTS}
    assert found == {**COUNTS, Staff: 69}  # and the person who imports
    assert run.state == RunState.APPLIED


def test_grade_levels_and_class_years(bundle: Path) -> None:
    run_command("oneroster", str(bundle), "--new-district", "--state", "TX", "--apply")
    seniors = Student.objects.filter(grade_level=11)
    assert seniors.count() == 57
    assert set(seniors.values_list("class_of", "entered_ninth_in")) == {(2023, 2019)}
    assert Student.objects.filter(born_on=None).count() == 0
