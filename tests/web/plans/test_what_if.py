"""What-ifs: the real plan stays the same until one is used, and what was there is kept."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core.exceptions import PermissionDenied

from tests.cast import Cast
from tests.factories import make_plan
from waypost.web.base.concurrency import StaleWrite
from waypost.web.base.moves import IllegalMove
from waypost.web.history.models import Event
from waypost.web.plans.actions.branching import put_away_what_if, start_plan, start_what_if, use_what_if
from waypost.web.plans.actions.editing import add_course, remove_course
from waypost.web.plans.actions.undoing import undo_edit
from waypost.web.plans.models import Branch, BranchKind, Plan, PlanVersion


@pytest.fixture
def real(cast: Cast) -> Branch:
    return make_plan(cast.maya, (cast.courses["ENG11"], 11, "year")).branches.get()


@pytest.fixture
def what_if(cast: Cast, real: Branch, now: datetime) -> Branch:
    """A what-if with anatomy in place of nothing."""
    branch = start_what_if(cast.actor(cast.maya), source=real, name="CNA path", at=now)
    add_course(
        cast.actor(cast.maya), branch=branch, seen=1, course=cast.courses["ANAT"], grade_level=11, term="year", at=now
    )
    return branch


def codes(branch: Branch) -> list[str]:
    return sorted(branch.planned.values_list("course__code", flat=True))


def test_a_what_if_leaves_the_real_plan_alone(real: Branch, what_if: Branch) -> None:
    assert codes(real) == ["ENG11"]
    assert codes(what_if) == ["ANAT", "ENG11"]


def test_using_it_replaces_the_plan_and_keeps_both_versions(
    cast: Cast, real: Branch, what_if: Branch, now: datetime
) -> None:
    use_what_if(cast.actor(cast.maya), branch=what_if, seen=what_if.version, real_seen=1, at=now)
    assert codes(real) == ["ANAT", "ENG11"]
    kept = PlanVersion.objects.order_by("number")
    assert [(version.reason, len(version.snapshot)) for version in kept] == [("before_what_if", 1), ("what_if_used", 2)]
    assert Event.objects.filter(verb="what_if_used", student=cast.maya).count() == 1


def test_using_it_can_be_undone(cast: Cast, real: Branch, what_if: Branch, now: datetime) -> None:
    use_what_if(cast.actor(cast.maya), branch=what_if, seen=what_if.version, real_seen=1, at=now)
    undo_edit(cast.actor(cast.maya), branch=real, seen=2, at=now)
    assert codes(real) == ["ENG11"]


def test_a_real_plan_that_changed_since_is_not_replaced(
    cast: Cast, real: Branch, what_if: Branch, now: datetime
) -> None:
    remove_course(cast.actor(cast.maya), planned=real.planned.get(), seen=1, at=now)
    with pytest.raises(StaleWrite) as stale:
        use_what_if(cast.actor(cast.maya), branch=what_if, seen=what_if.version, real_seen=1, at=now)
    assert stale.value.current == real
    assert codes(real) == []
    assert not PlanVersion.objects.exists()


def test_it_is_used_once(cast: Cast, real: Branch, what_if: Branch, now: datetime) -> None:
    use_what_if(cast.actor(cast.maya), branch=what_if, seen=what_if.version, real_seen=1, at=now)
    with pytest.raises(IllegalMove):
        use_what_if(cast.actor(cast.maya), branch=what_if, seen=what_if.version, real_seen=2, at=now)


def test_the_real_plan_is_never_put_away(cast: Cast, real: Branch, now: datetime) -> None:
    with pytest.raises(IllegalMove):
        put_away_what_if(cast.actor(cast.maya), branch=real, seen=1, at=now)


def test_a_what_if_is_put_away(cast: Cast, what_if: Branch, now: datetime) -> None:
    put_away_what_if(cast.actor(cast.maya), branch=what_if, seen=what_if.version, at=now)
    what_if.refresh_from_db()
    assert not what_if.is_open


def test_a_plan_is_started_once(cast: Cast, now: datetime) -> None:
    first = start_plan(cast.actor(cast.maya), student=cast.maya, at=now)
    again = start_plan(cast.actor(cast.maya), student=cast.maya, at=now)
    assert first == again
    assert Plan.objects.count() == Branch.objects.filter(kind=BranchKind.REAL).count() == 1


@pytest.mark.parametrize("part", ["lucia", "ms_whitfield", "principal", "stranger", "theo"])
def test_nobody_else_can_branch_or_use(cast: Cast, real: Branch, what_if: Branch, now: datetime, part: str) -> None:
    actor = cast.actor(getattr(cast, part))
    with pytest.raises(PermissionDenied):
        start_what_if(actor, source=real, name="Mine", at=now)
    with pytest.raises(PermissionDenied):
        use_what_if(actor, branch=what_if, seen=what_if.version, real_seen=1, at=now)
    with pytest.raises(PermissionDenied):
        put_away_what_if(actor, branch=what_if, seen=what_if.version, at=now)
    assert codes(real) == ["ENG11"]
