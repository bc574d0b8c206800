"""What the preview shows is what is written: one change set, rebuilt from the same bytes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.web.imports.conftest import Office, changed
from waypost.interchange.writing import zip_bytes
from waypost.web.base.concurrency import StaleWrite
from waypost.web.base.moves import IllegalMove
from waypost.web.imports import actions
from waypost.web.imports.models import Run, RunState
from waypost.web.schools.models import Student


def written(run: Run) -> dict[str, tuple[int, int]]:
    """New and changed rows of each table as the batches hold them."""
    found: dict[str, tuple[int, int]] = {}
    for batch in run.batches.order_by("pk"):
        new = sum(before is None for _, before, _ in batch.rows)
        had = found.get(batch.table, (0, 0))
        found[batch.table] = (had[0] + new, had[1] + len(batch.rows) - new)
    return found


def shown(run: Run) -> dict[str, tuple[int, int]]:
    """The same as the preview counted it."""
    tables = run.counts["tables"].items()
    return {name: counts for name, n in tables if any(counts := (n["new"], n["changed"] + n["gone"]))}


def test_exactly_what_was_shown_is_written(office: Office) -> None:
    first = office.bring_in()
    assert written(first) == shown(first)
    files = changed("users.csv", "S2,active", "S2,tobedeleted")
    second = office.bring_in(changed("courses.csv", "Biology", "Biology I", files))
    assert written(second) == shown(second)
    assert written(second)["students"] == (0, 1)


def test_checking_the_same_bytes_twice_gives_one_fingerprint(office: Office) -> None:
    run, other = office.check(), office.check()
    assert (run.digest, run.fingerprint) == (other.digest, other.fingerprint)
    assert office.check(changed("users.csv", "Theo,", "Theodor,")).fingerprint != run.fingerprint


def test_when_the_district_changed_in_between_the_new_numbers_are_shown_first(office: Office) -> None:
    office.bring_in()
    run = office.check(changed("users.csv", "Theo,Núñez", "Theodor,Núñez"))
    Student.objects.filter(source_id="S1").update(given_name="Maja")
    assert office.apply(run) is actions.ApplyAnswer.LOOK_AGAIN
    run.refresh_from_db()
    assert run.state == RunState.CHECKED
    assert run.counts["tables"]["students"]["changed"] == 2
    assert Student.objects.get(source_id="S2").given_name == "Theo"
    assert office.apply(run) is actions.ApplyAnswer.APPLIED


def test_a_run_is_applied_once(office: Office) -> None:
    run = office.bring_in()
    with pytest.raises(IllegalMove):
        office.apply(run)


def test_a_stale_apply_writes_nothing(office: Office) -> None:
    run = office.check()
    with pytest.raises(StaleWrite):
        actions.apply_run(office.actor, run=run, seen=run.version + 1, at=run.made_at)
    assert not Student.objects.filter(district=office.district).exists()


def test_an_agreed_fix_reads_the_same_file_anew(office: Office) -> None:
    run = office.check(changed("users.csv", "G3,07", "G3,7"))
    assert run.counts["tables"]["students"]["new"] == 2
    actions.accept_fix(office.actor, run=run, code="bad-grade", seen=run.version)
    assert run.counts["tables"]["students"]["new"] == 3
    office.apply(run)
    assert Student.objects.get(source_id="S3").grade_level == 7


def test_dropping_a_run_keeps_it_in_the_list(office: Office) -> None:
    run = office.check()
    actions.drop_run(office.actor, run=run, seen=run.version, at=run.made_at)
    assert Run.objects.get(pk=run.pk).state == RunState.DROPPED


@pytest.mark.parametrize("harm", ["gone", "altered"])
def test_bytes_that_are_gone_or_altered_are_never_applied(office: Office, tmp_path: Path, harm: str) -> None:
    run = office.check()
    kept = tmp_path / "uploads" / run.digest / "cedar.zip"
    if harm == "gone":
        shutil.rmtree(kept.parent)
    else:
        kept.write_bytes(zip_bytes(changed("users.csv", "Theo,", "Theodor,")))
    assert office.apply(run) is actions.ApplyAnswer.LOOK_AGAIN
    assert run.state == RunState.REFUSED
    assert not Student.objects.filter(district=office.district).exists()


def test_the_same_bytes_are_kept_once(office: Office, tmp_path: Path) -> None:
    office.check()
    office.check()
    assert len(list((tmp_path / "uploads").iterdir())) == 1
