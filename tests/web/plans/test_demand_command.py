"""`waypost demand`: the same counts on the command line."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.cast import Cast
from tests.factories import make_plan
from waypost.web.history.models import Event


def run(**options: Any) -> str:
    out = StringIO()
    call_command("demand", district="cedar-valley-unified", stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def planned(cast: Cast) -> Cast:
    for student in (cast.maya, cast.theo):
        grade = student.grade_level + 1
        make_plan(student, (cast.courses["ANAT"], grade, "year"), (cast.courses["ART1"], grade, "year"))
    return cast


def test_it_prints_a_summary_and_writes_the_file(planned: Cast, tmp_path: Path) -> None:
    file = tmp_path / "demand.csv"
    said = run(year=2027, csv=file)
    assert "2027-28: 2 of 2 students have planned" in said
    assert "ANAT,Anatomy & Physiology,year,2,1,0," in file.read_text()
    assert Event.objects.get(verb="demand_exported").user is None


def test_json_has_the_pairs_but_no_number_that_could_tell_of_a_student(planned: Cast) -> None:
    said = json.loads(run(json=True, periods=1))
    assert said["pairs"] == [{"pair": [["ANAT", "year"], ["ART1", "year"]], "students": None}]
    assert said["clashes"] == {"lost": 2, "unavoidable": 2, "avoidable": 0}
    assert said["courses"][0]["sections"] == 1


@pytest.mark.parametrize("wrong", [{"year": 2026}, {"size": 0}, {"least": 30}, {"periods": 0}])
def test_a_question_without_sense_is_refused(planned: Cast, wrong: dict[str, int]) -> None:
    with pytest.raises(CommandError):
        run(**wrong)


def test_an_unknown_district_is_refused(cast: Cast) -> None:
    with pytest.raises(CommandError, match="no district"):
        call_command("demand", district="nowhere")
