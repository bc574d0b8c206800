"""Keeping where students stand: once for each record, the newest on top, all of a district or one student."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cast import Cast
from tests.credit import quarters
from tests.factories import NOW, make_plan
from tests.web.plans.audit_run_pages import work_off
from tests.web.rules import adopt
from waypost.web.audits.models import StoredAudit
from waypost.web.plans.actions.standings import store_standing
from waypost.web.plans.models import PlannedCourse
from waypost.web.standings.actions.auditing import refresh_standings


@pytest.fixture
def planned(cast: Cast) -> Cast:
    adopt(cast)
    make_plan(cast.maya, (cast.courses["ENG11"], 11, "year"))
    return cast


def test_the_plan_counts_as_planned(planned: Cast) -> None:
    store_standing(planned.actor(planned.maya), student=planned.maya, at=NOW)
    kept = StoredAudit.objects.get()
    assert (kept.done, kept.now, kept.planned, kept.needed) == quarters(12, 8, 4, 32)
    assert kept.status == "open"


def test_the_same_record_is_kept_once_with_its_newest_moment(planned: Cast) -> None:
    actor = planned.actor(planned.maya)
    store_standing(actor, student=planned.maya, at=NOW)
    row = PlannedCourse.objects.get()
    PlannedCourse.objects.filter(pk=row.pk).update(grade_level=12)
    store_standing(actor, student=planned.maya, at=NOW + timedelta(minutes=1))
    PlannedCourse.objects.filter(pk=row.pk).update(grade_level=11)
    store_standing(actor, student=planned.maya, at=NOW + timedelta(minutes=2))
    kept = StoredAudit.objects.order_by("-at")
    assert [one.at - NOW for one in kept] == [timedelta(minutes=2), timedelta(minutes=1)]


def test_a_stranger_keeps_nothing_of_anybody_else(planned: Cast) -> None:
    assert store_standing(planned.actor(planned.stranger), student=planned.maya, at=NOW) == 0
    assert not StoredAudit.objects.exists()


def test_a_whole_district_is_kept(planned: Cast) -> None:
    refresh_standings(planned.actor(planned.mr_abara), at=NOW)
    work_off()
    assert StoredAudit.objects.filter(student=planned.maya).count() == 1
    assert not StoredAudit.objects.filter(student=planned.other_student).exists()
