"""`waypost batch`: everyone in a folder, results as Parquet, a summary as JSON."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from pathlib import Path

import pyarrow.dataset as ds
import pytest
from django.core.management import CommandError, call_command

from tests.cast import Cast
from tests.factories import make_plan
from tests.rulebooks.transcripts.us_ar import CORE_22
from tests.web.rules import DIPLOMA, adopt
from waypost.engine.audit import audit
from waypost.engine.batch import tables_of, write_tables
from waypost.engine.record import Record
from waypost.engine.rulebook import load_rulebook
from waypost.rulebooks import rulebook_text
from waypost.web.access.permissions import Permission
from waypost.web.access.queries import office_of
from waypost.web.audits.queries import audit_by
from waypost.web.history.models import Event
from waypost.web.plans.queries.standings import planned_files

DAY = "2026-11-24"


@pytest.fixture
def records(tmp_path: Path) -> Path:
    write_tables(tables_of([(7, CORE_22.full), (8, Record())]), folder=tmp_path / "records")
    return tmp_path / "records"


def run(records: Path, *more: str, rulebook: str = "us-ar-core-22") -> str:
    said = StringIO()
    out = str(records.parent / "out")
    call_command(
        "batch", "--records", str(records), "--rulebook", rulebook, "--out", out, "--on", DAY, "--processes", "1",
        *more, stdout=said, stderr=StringIO(),
    )  # fmt: skip
    return said.getvalue()


def test_batch_writes_what_the_single_audit_says(records: Path) -> None:
    assert json.loads(run(records)) == {
        "students": 2,
        "parts": 1,
        "resumed_parts": 0,
        "audited_singly": {"us-ar-core-22": 0},
        "set_aside": [],
    }
    rows = ds.dataset(records.parent / "out", partitioning="hive").to_table().to_pylist()
    rulebook = load_rulebook(rulebook_text("us-ar-core-22") or "").rulebook
    assert rulebook is not None
    for row, record in zip(rows, (CORE_22.full, Record()), strict=True):
        result = audit(record, rulebook, as_of=date.fromisoformat(DAY))
        assert (row["status"], row["done"], row["open"]) == (result.status, result.meter.done, result.meter.open)
        assert row["rulebook"] == "us-ar-core-22"


def test_the_same_call_again_finds_everything_done(records: Path) -> None:
    run(records)
    assert json.loads(run(records))["resumed_parts"] == 1


def test_a_rulebook_option_that_is_repeated_adds_to_the_first(records: Path) -> None:
    said = json.loads(run(records, "--rulebook", "us-wa-24"))
    assert set(said["audited_singly"]) == {"us-ar-core-22", "us-wa-24"}


def test_batch_refuses_a_folder_of_another_run(records: Path) -> None:
    run(records)
    with pytest.raises(CommandError, match="another run") as refused:
        run(records, rulebook="us-wa-24")
    assert refused.value.returncode == 1


def test_batch_says_when_there_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no folder") as refused:
        run(tmp_path / "nowhere")
    assert refused.value.returncode == 2


def test_a_district_is_audited_straight_from_the_database(cast: Cast, tmp_path: Path) -> None:
    adoption = adopt(cast)
    make_plan(cast.maya, (cast.courses["ENG12"], 12, "year"))
    file = tmp_path / "diploma.toml"
    file.write_text(DIPLOMA, encoding="utf-8")
    said = StringIO()
    out = tmp_path / "out"
    call_command(
        "batch", "--district", cast.district.slug, "--rulebook", str(file), "--out", str(out), "--on", DAY,
        "--processes", "1", stdout=said, stderr=StringIO(),
    )  # fmt: skip
    students = list(cast.district.student_set.filter(is_active=True))
    assert json.loads(said.getvalue())["students"] == len(students)
    rows = ds.dataset(out, partitioning="hive").to_table().to_pylist()
    names = {row["student"]: (row["status"], row["done"], row["now"], row["planned"]) for row in rows}
    for one in planned_files(office_of(cast.district), students=students, deed=Permission.RULEBOOK_TRY):
        result = audit_by(one.file, adoption.rulebook, planned=one.planned, pins=one.pins)
        meter, key = result.meter, one.file.student.source_id or f"waypost-{one.file.student.pk}"
        assert names.pop(key) == (result.status, meter.done, meter.now, meter.planned)
    assert not names
    assert Event.objects.get(verb="standings_exported").detail == {"students": len(students)}


def test_an_unknown_district_is_refused(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no district"):
        call_command("batch", "--district", "x", "--rulebook", "us-ar-core-22", "--out", str(tmp_path / "out"))


def test_batch_reports_a_rulebook_with_problems(records: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text('id = "broken"\n', encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        run(records, rulebook=str(broken))
    assert left.value.code == 1
