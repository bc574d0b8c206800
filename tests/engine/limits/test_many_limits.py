"""Several limits at once on a record of 40 entries: right, in few steps, and honest where there are too many ways."""

import random
from dataclasses import replace

import pytest

from tests.credit import credits
from tests.engine.cases import course, entry, node, record, rulebook
from tests.engine.limits import oracle
from tests.engine.limits.students import AREAS, LIMITED, district, limits_text, some_limits, student
from waypost.engine.audit import audit, compile_rulebook
from waypost.engine.budget import Budget
from waypost.engine.record import Pin, Record
from waypost.engine.requirement import Rulebook
from waypost.engine.result import AuditResult, NodeKind, NodeResult, Status, Unchecked
from waypost.engine.transcript import write_result

EIGHT = [(0, 1), (1, 1), (2, 2), (3, 1), (4, 1), (5, 1), (6, 1), (7, 2)]

#: About 20 milliseconds.
FEW_STEPS = 3000


def leaves(node: NodeResult) -> list[NodeResult]:
    """The credit leaves of a result."""
    own = [node] if node.kind is NodeKind.CREDITS else []
    return own + [leaf for part in node.parts for leaf in leaves(part)]


def fills(result: AuditResult) -> dict[str, int]:
    return {leaf.path: leaf.meter.needed - leaf.meter.open for leaf in leaves(result.root)}


def check(taken: Record, rules: Rulebook, *, steps: int = FEW_STEPS) -> None:
    """The audit agrees with the solver and keeps to its steps."""
    budget = Budget(steps)
    result = audit(taken, rules, budget=budget)
    assert not budget.is_spent
    assert fills(result) == oracle.fills(taken, rules, stage=2)


@pytest.mark.parametrize("count", range(1, 9))
def test_up_to_eight_limits_that_all_bite_are_right_in_few_steps(count: int) -> None:
    for number in range(3):
        check(student(random.Random(number)), district(EIGHT[:count]))


@pytest.mark.parametrize("number", range(12))
def test_any_limits_are_right_also_on_inner_nodes_and_twice_on_the_same_courses(number: int) -> None:
    chance = random.Random(number)
    rules = district(some_limits(chance, count=5), inner=some_limits(chance, count=3))
    check(student(chance), rules, steps=12_000)


@pytest.mark.long
@pytest.mark.parametrize("number", range(12, 400))
def test_any_limits_are_right_in_the_long_run(number: int) -> None:
    chance = random.Random(number)
    rules = district(some_limits(chance, count=5), inner=some_limits(chance, count=3))
    check(student(chance), rules, steps=12_000)


def test_every_stage_is_judged_by_itself() -> None:
    taken, rules = student(random.Random(7)), district(EIGHT)
    meter = audit(taken, rules).meter
    assert meter.done <= sum(oracle.fills(taken, rules, stage=0).values())
    assert meter.done + meter.now <= sum(oracle.fills(taken, rules, stage=1).values())
    earned = replace(taken, entries=tuple(own for own in taken.entries if own.stage == "done"))
    assert audit(earned, rules).meter.done == sum(oracle.fills(taken, rules, stage=0).values())


def test_a_limit_of_nothing_keeps_everything_out_and_says_so() -> None:
    taken = record(*(entry(course(f"P{at}", subject="PE")) for at in range(3)))
    rules = district([(0, 0), (0, 1)])
    pe = node(audit(taken, rules).root, "pe")
    assert pe.meter.done == 0
    assert pe.why is not None
    assert pe.why.limited


def test_a_limit_that_cannot_bite_changes_nothing() -> None:
    taken = student(random.Random(1))
    with_it, without = audit(taken, district([(at, 40) for at in range(8)])), audit(taken, district([]))
    assert with_it.root == without.root


def test_only_a_leaf_that_a_full_limit_keeps_courses_from_is_called_limited() -> None:
    taken = record(*(entry(course(f"P{at}", subject="PE", tags="online")) for at in range(3)))
    root = audit(taken, district([(0, 1), (2, 1)])).root
    assert node(root, "pe").why.limited  # type: ignore[union-attr]
    assert not node(root, "en").why.limited  # type: ignore[union-attr]


def test_two_limits_that_share_a_course_leave_room_for_each_other() -> None:
    """The online PE course would use up both; without it PE and the online course count."""
    rules = rulebook(
        limits_text([(0, 1), (2, 1)])
        + '[[part]]\nslug = "any"\ntitle = "Any"\ncredits = 3\nfrom = { any_course = true }\n'
    )
    taken = [
        entry(course("A", subject="PE", tags="online")),
        entry(course("B", subject="PE")),
        entry(course("C", subject="EL", tags="online")),
    ]
    assert audit(record(*taken), rules).meter.done == credits(2)
    assert audit(record(*taken[:2]), rules).meter.done == credits(1)


BESIDE = """
[[part]]
slug = "language"
title = "One language"
credits = 2
same = "language:"
from = { subject = "WL" }
[[part]]
slug = "host"
title = "Any"
credits = 8
from = { any_course = true }
[[part]]
slug = "lab"
title = "Of these online"
credits = 3
within = "host"
from = { tag = "online" }
[[part]]
slug = "arts-or-pe"
title = "Arts or PE"
choose = 1
  [[part.part]]
  slug = "arts"
  title = "Arts"
  credits = 2
  from = { subject = "AR" }
  [[part.part]]
  slug = "pe"
  title = "PE"
  credits = 2
  from = { subject = "PE" }
"""


@pytest.mark.parametrize("number", range(6))
def test_limits_stand_beside_same_within_options_and_pins(number: int) -> None:
    chance = random.Random(number)
    rules = compile_rulebook(rulebook(limits_text(EIGHT) + BESIDE))
    taken = student(chance)
    spoken = [
        replace(own, course=replace(own.course, tags=own.course.tags | {f"language:{chance.choice(('es', 'fr'))}"}))
        for own in taken.entries
    ]
    pins = tuple(Pin(entry_id=f"e{at:02}", rulebook_id="case", path="host") for at in (3, 17, 31))
    taken = replace(taken, entries=tuple(spoken), pins=pins)
    budget = Budget()
    result = audit(taken, rules, budget=budget)
    assert not budget.is_spent
    backwards = replace(taken, entries=taken.entries[::-1], pins=pins[::-1])
    assert write_result(audit(backwards, rules)) == write_result(result)


def test_past_its_steps_a_part_cannot_be_checked_and_is_never_open_or_met() -> None:
    taken, rules = student(random.Random(3)), district(EIGHT)
    budget = Budget(30)
    result = audit(taken, rules, budget=budget)
    assert budget.is_spent
    assert result.status is Status.CANNOT_CHECK
    unmet = [leaf for leaf in leaves(result.root) if leaf.status is not Status.MET]
    assert unmet
    assert {(leaf.status, leaf.unchecked, leaf.why) for leaf in unmet} == {
        (Status.CANNOT_CHECK, Unchecked.TOO_MANY_WAYS, None)
    }
    assert b'"unchecked":"too_many_ways"' in write_result(result)


def test_what_was_found_past_the_steps_still_keeps_every_limit() -> None:
    taken = student(random.Random(3))
    for steps in (5, 30, 100, 300):
        result = audit(taken, district(EIGHT), budget=Budget(steps))
        online = {own.id for own in taken.entries if "online" in own.course.tags}
        claimed = [claim for leaf in leaves(result.root) for claim in leaf.claims]
        assert sum(claim.units for claim in claimed if claim.entry_id in online) <= credits(2)


def test_the_cases_bite() -> None:
    """A check of the cases: every limit of the eight keeps something out on most students."""
    biting = 0
    for number in range(10):
        taken = student(random.Random(number))
        without = [audit(taken, district(EIGHT[:at] + EIGHT[at + 1 :])).meter.open for at in range(8)]
        biting += sum(audit(taken, district(EIGHT)).meter.open > units for units in without)
    assert biting >= 10
    assert len(LIMITED) > len(EIGHT) > len(AREAS)


TWICE = """
[[part]]
slug = "early"
title = "PE by grade 9"
credits = 1
by_grade = 9
from = { subject = "PE" }
[[part]]
slug = "good"
title = "PE with a B"
credits = 1
min_mark = "B"
from = { subject = "PE" }
[[part]]
slug = "any"
title = "Any"
credits = 2
from = { any_course = true }
"""


@pytest.mark.parametrize(("most", "done"), [(3, 2), (2, 2), (1.5, 1.5), (1, 1), (0.5, 0.5)])
def test_attempts_at_one_course_bring_its_credit_once_also_under_limits(most: float, done: float) -> None:
    pe, other = course("PE1", subject="PE"), course("PE2", subject="PE", tags="online")
    taken = record(
        entry(pe, "C", id="first", grade=9),
        entry(pe, "A", id="again", grade=11),
        entry(other, "A", id="other", grade=11),
    )
    rules = rulebook(limits_text([(0, most), (2, 40), (9, 40)]) + TWICE)
    result = audit(taken, rules)
    assert result.meter.done == credits(done)
    claims = [claim for leaf in leaves(result.root) for claim in leaf.claims if claim.entry_id != "other"]
    assert sum(claim.units for claim in claims) <= credits(1)
