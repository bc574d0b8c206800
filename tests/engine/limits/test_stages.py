"""Under a limit a plan empties no part that is filled, unless that brings more credit in all."""

import pytest

from tests.credit import credits
from tests.engine.batch.agreeing import assert_batch_agrees
from tests.engine.cases import course, entry, node, record, rulebook
from waypost.engine.audit import audit, compile_rulebook
from waypost.engine.lowering import Lowered, LoweredBecause, lowered_by_plan
from waypost.engine.record import Entry, Record, Stage
from waypost.engine.requirement import Rulebook
from waypost.engine.result import AuditResult, Status
from waypost.engine.transcript import read_record, write_record

GROUP = '[[part]]\nslug = "g"\ntitle = "G"\n[[part.limit]]\nat_most = {0}\nfrom = {{ {1} }}\n'
PART = '[[part.part]]\nslug = "{0}"\ntitle = "{0}"\ncredits = {1}\n{2}\n'

PE = rulebook(
    GROUP.format(1, 'subject = "PE"')
    + PART.format("senior", 1, 'from = { subject = "PE", min_mark = "B" }')
    + PART.format("other", 1, 'by_grade = 9\nfrom = { subject = "PE" }')
)

EARLY = entry(course("PE1", subject="PE"), "C", id="early")


def fills(result: AuditResult, *paths: str) -> list[tuple[int, ...]]:
    return [tuple(node(result.root, path).meter) for path in paths]


def later(stage: Stage, *, units: int = credits(1)) -> Entry:
    return entry(course("PE2", subject="PE"), "A", id="later", grade=12, stage=stage, units=units)


@pytest.mark.parametrize("stage", [Stage.NOW, Stage.PLANNED])
@pytest.mark.parametrize("units", [credits(0.5), credits(1)])
def test_a_plan_for_an_earlier_part_leaves_what_the_limit_gave_to_a_later_one(stage: Stage, units: int) -> None:
    own = record(EARLY, later(stage, units=units))
    result = audit(own, PE)
    assert node(result.root, "g/other").status is Status.MET
    assert fills(result, "g/senior", "g/other") == [(0, 0, 0, credits(1)), (credits(1), 0, 0, 0)]
    assert lowered(own, PE, result) == ()
    same_in_every_door(own, PE)


def test_what_runs_is_kept_by_the_plan_as_well() -> None:
    running = entry(course("PE3", subject="PE"), id="running", grade=9, stage=Stage.NOW)
    result = audit(record(running, later(Stage.PLANNED)), PE)
    assert fills(result, "g/senior", "g/other") == [(0, credits(1), 0, 0), (0, 0, 0, credits(1))]


def test_units_that_the_limit_leaves_still_go_to_the_earlier_part() -> None:
    half = entry(course("PE1", subject="PE"), "C", id="early", units=credits(0.5))
    result = audit(record(half, later(Stage.PLANNED)), PE)
    assert fills(result, "g/senior", "g/other") == [
        (0, 0, credits(0.5), credits(0.5)),
        (credits(0.5), 0, 0, credits(0.5)),
    ]


FOR_MORE = rulebook(
    GROUP.format(1, 'tag = "online"')
    + '[[part.limit]]\nat_most = 1\nfrom = { tag = "recovery" }\n'
    + "".join(PART.format(name, 1, f'from = {{ subject = "{name.upper()}" }}') for name in ("ar", "ma", "sc"))
)


def test_a_part_is_emptied_for_more_credit_in_all_and_that_is_said() -> None:
    """The art class uses up both limits; without it one class under each of them counts."""
    art = entry(course("A", subject="AR", tags="online recovery"), id="art")
    math = entry(course("B", subject="MA", tags="online"), id="math", grade=11, stage=Stage.PLANNED)
    science = entry(course("C", subject="SC", tags="recovery"), id="science", grade=12, stage=Stage.PLANNED)
    own = record(art, math, science)
    result = audit(own, FOR_MORE)
    assert fills(result, "g/ar", "g/ma") == [(0, 0, 0, credits(1)), (0, 0, credits(1), 0)]
    assert lowered(own, FOR_MORE, result) == (Lowered("g/ar", credits(1), LoweredBecause.LIMIT),)
    kept = audit(record(art, math), FOR_MORE)
    assert fills(kept, "g/ar", "g/ma") == [(credits(1), 0, 0, 0), (0, 0, 0, credits(1))]
    same_in_every_door(own, FOR_MORE)


MOVED = rulebook(
    GROUP.format(1, 'level = "regular"')
    + PART.format("first", 1, 'by_grade = 11\nfrom = { subject = "MA" }')
    + PART.format("second", 2, 'min_mark = "D"\nfrom = { any_course = true }')
    + '[[part]]\nslug = "lab"\ntitle = "Lab"\ncredits = 1\nfrom = { tag = "lab" }\n'
)


def test_what_is_done_and_moves_to_another_part_is_still_done() -> None:
    """A quarter of math leaves the first part for the lab; the language then fills the second part alone."""
    then = course("MA1", subject="MA", units=credits(0.25), tags="lab")
    today = course("MA1", subject="MA", units=credits(0.25))
    language = entry(course("WL1", subject="WL"), "D", id="language", grade=10)
    planned = entry(then, id="planned", grade=10, stage=Stage.PLANNED)
    own = record(language, planned, entry(today, id="done", grade=11))
    result = audit(own, MOVED)
    assert tuple(result.meter) == (credits(1), 0, credits(0.25), credits(2.75))
    assert fills(result, "g/second") == [(credits(1), 0, 0, credits(1))]
    assert lowered(own, MOVED, result) == (Lowered("g/first", credits(0.25), LoweredBecause.LIMIT),)
    same_in_every_door(own, MOVED)


def lowered(own: Record, rules: Rulebook, result: AuditResult) -> tuple[Lowered, ...]:
    return lowered_by_plan(result, record=own, rulebook=compile_rulebook(rules))


def same_in_every_door(own: Record, rules: Rulebook) -> None:
    """The batch and the record from a file come to the same."""
    assert_batch_agrees([own], rules)
    loaded = read_record(write_record(own)).record
    assert loaded is not None
    assert audit(loaded, rules).root == audit(own, rules).root
