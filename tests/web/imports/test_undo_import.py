"""Taking an import back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from tests.cast import Cast
from tests.factories import NOW, make_plan
from tests.web.imports.conftest import Office, changed
from tests.web.plans.audit_run_pages import work_off
from tests.web.rules import DIPLOMA
from waypost.web.audits.models import StoredAudit
from waypost.web.base.concurrency import StaleWrite
from waypost.web.base.moves import IllegalMove
from waypost.web.catalog.actions import adopt_rulebook, load_rulebook_text
from waypost.web.imports import actions
from waypost.web.imports.adapters.tables import TABLES
from waypost.web.imports.models import RunState
from waypost.web.schools.models import District, School, Student
from waypost.web.standings.models import AuditRun


def everything(district: District) -> dict[str, list[Any]]:
    """Every row of every table that an import can write; record versions only rise, also when it is taken back."""
    rows = {
        name: list(table.model._default_manager.filter(**{table.district: district.pk}).order_by("pk").values())
        for name, table in TABLES.items()
    }
    return {name: [{**row, "record_version": 0} for row in some] for name, some in rows.items()}


def test_undo_of_the_first_import_leaves_nothing_of_it(office: Office) -> None:
    before = everything(office.district)
    run = office.bring_in()
    office.undo(run)
    assert everything(office.district) == before
    assert (run.state, run.kept) == (RunState.UNDONE, [])


def test_undo_puts_every_changed_row_back(office: Office) -> None:
    office.bring_in()
    before = everything(office.district)
    files = changed("users.csv", "S2,active", "S2,tobedeleted")
    files = changed("users.csv", '"G1,G2",10', "G1,11", files)
    run = office.bring_in(changed("demographics.csv", "2011-02-03", "2011-02-04", files))
    assert everything(office.district) != before
    office.undo(run)
    assert everything(office.district) == before


def test_rows_that_people_changed_since_are_kept_and_listed(office: Office) -> None:
    run = office.bring_in()
    Student.objects.filter(source_id="S2").update(family_name="Nunez-Ford")
    office.undo(run)
    assert list(Student.objects.filter(district=office.district).values_list("source_id", flat=True)) == ["S2"]
    assert {"students", "schools"} == {row["table"] for row in run.kept}


def test_a_new_student_with_a_plan_is_kept(office: Office) -> None:
    run = office.bring_in()
    make_plan(Student.objects.get(source_id="S1"))
    office.undo(run)
    assert [row["why"] for row in run.kept if row["table"] == "students"] == ["used"]
    assert School.objects.filter(source_id="H").exists()
    assert Student.objects.get(district=office.district).source_id == "S1"


def test_everybody_is_audited_again_after_both_and_what_was_kept_of_it_goes_too(office: Office) -> None:
    before = everything(office.district)
    rulebook = load_rulebook_text(office.actor, text=DIPLOMA, at=NOW)
    adopt_rulebook(office.actor, rulebook=rulebook, class_from=2027, class_to=2030, at=NOW)
    run = office.bring_in()
    work_off()
    assert StoredAudit.objects.filter(student__district=office.district).exists()
    office.undo(run)
    work_off()
    assert (everything(office.district), run.kept) == (before, [])
    assert list(AuditRun.objects.order_by("pk").values_list("kind", "state")) == [("refresh", "done")] * 2


def test_after_seven_days_it_is_too_late(office: Office) -> None:
    run = office.bring_in()
    with pytest.raises(IllegalMove):
        actions.undo_run(office.actor, run=run, seen=run.version, at=NOW + timedelta(days=7))


def test_an_undone_import_can_be_checked_and_applied_again(office: Office) -> None:
    run = office.undo(office.bring_in())
    again = actions.check_again(office.actor, run=run, at=NOW)
    assert office.apply(again) is actions.ApplyAnswer.APPLIED
    assert Student.objects.filter(district=office.district).count() == 3


def test_a_stale_undo_changes_nothing(office: Office) -> None:
    run = office.bring_in()
    with pytest.raises(StaleWrite):
        actions.undo_run(office.actor, run=run, seen=run.version - 1, at=NOW)
    assert Student.objects.filter(district=office.district).count() == 3


def test_a_counselor_cannot_undo(office: Office, cast: Cast) -> None:
    run = office.bring_in()
    with pytest.raises(PermissionDenied):
        actions.undo_run(cast.actor(cast.ms_whitfield), run=run, seen=run.version, at=NOW)
