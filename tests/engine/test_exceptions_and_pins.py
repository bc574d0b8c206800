"""What people decide: exceptions with scope and end, and pins with their cost."""

from datetime import date

from tests.credit import credits
from tests.engine.cases import (
    ALGEBRA,
    GEOMETRY,
    MATH_AND_QUANTITATIVE,
    STATISTICS,
    entry,
    node,
    record,
    rulebook,
)
from waypost.engine.audit import audit
from waypost.engine.record import ExceptionKind, GrantedException, Pin
from waypost.engine.result import RefusedBecause, Status


def exception(path: str, kind: ExceptionKind, **more: object) -> GrantedException:
    fields = {"rulebook_id": "case", "authority": "Principal", "reason": "Transfer", **more}
    return GrantedException(path=path, kind=kind, **fields)  # type: ignore[arg-type]


FLEXIBLE = """
waiver_limit = 2
[[part]]
slug = "core"
title = "Core"
credits = 3
from = { subject = "MA" }
[[part]]
slug = "electives"
title = "Flexible"
credits = 4
waivable = true
from = { any_course = true }
"""


def test_at_most_two_flexible_credits_can_be_waived_and_core_never() -> None:
    waived = exception("electives", ExceptionKind.REDUCE, units=credits(2))
    result = audit(record(exceptions=(waived,)), rulebook(FLEXIBLE))
    assert result.meter.needed == credits(5)
    core = exception("core", ExceptionKind.WAIVE)
    too_much = exception("electives", ExceptionKind.REDUCE, units=credits(3))
    result = audit(record(exceptions=(core, too_much)), rulebook(FLEXIBLE))
    assert [refused.because for refused in result.refused] == [
        RefusedBecause.NOT_WAIVABLE,
        RefusedBecause.OVER_WAIVER_LIMIT,
    ]
    assert [refused.units for refused in result.refused] == [None, credits(1)]
    assert result.meter.needed == credits(5)


def test_an_exception_ends_on_its_day_and_must_name_a_part() -> None:
    granted = exception("math", ExceptionKind.WAIVE, expires_on=date(2026, 6, 30))
    lost = exception("no/such/part", ExceptionKind.WAIVE)
    rules = rulebook(MATH_AND_QUANTITATIVE)
    student = record(entry(STATISTICS), exceptions=(granted, lost))
    assert audit(student, rules, as_of=date(2026, 6, 30)).status is Status.MET
    after = audit(student, rules, as_of=date(2026, 7, 1))
    assert after.status is Status.OPEN
    assert {refused.because for refused in after.refused} == {
        RefusedBecause.EXPIRED,
        RefusedBecause.UNKNOWN_PATH,
    }


def test_a_substitute_course_is_admitted_for_one_leaf() -> None:
    admitted = exception("quantitative", ExceptionKind.ADMIT, course_code="GEO")
    result = audit(record(entry(ALGEBRA), entry(GEOMETRY), exceptions=(admitted,)), rulebook(MATH_AND_QUANTITATIVE))
    assert result.status is Status.MET
    assert node(result.root, "quantitative").waived_by == admitted


def test_a_certified_part_is_met_by_the_person_who_certifies_it() -> None:
    rules = rulebook("""
[[part]]
slug = "capstone"
title = "Capstone"
certified = "adviser"
""")
    assert audit(record(), rules).status is Status.AWAITS_WORD
    certified = exception("capstone", ExceptionKind.CERTIFY)
    assert audit(record(exceptions=(certified,)), rules).status is Status.MET


def test_a_pin_is_kept_and_its_cost_told() -> None:
    rules = rulebook(MATH_AND_QUANTITATIVE)
    student = record(entry(STATISTICS, id="s"), entry(ALGEBRA, id="a"))
    costly = Pin(entry_id="s", rulebook_id="case", path="math")
    free = Pin(entry_id="a", rulebook_id="case", path="math")
    unfit = Pin(entry_id="a", rulebook_id="case", path="quantitative")
    result = audit(record(*student.entries, pins=(costly,)), rules)
    assert [(pin.kept, pin.open_units) for pin in result.pins] == [(True, credits(1))]
    result = audit(record(*student.entries, pins=(free, unfit)), rules)
    assert [(pin.kept, pin.open_units) for pin in result.pins] == [(True, 0), (False, 0)]
