"""Laws of repeated courses: what was met stays met, no attempt lowers the total, and the total is the most."""

from dataclasses import replace
from itertools import product

import pytest

from tests.credit import credits
from tests.engine.histories import History, count_kinds, history, moment
from waypost.engine.attempts import is_passed
from waypost.engine.audit import audit
from waypost.engine.catalog import Course
from waypost.engine.matching import accepts
from waypost.engine.record import Entry, Record, Stage
from waypost.engine.requirement import Credits
from waypost.engine.result import AuditResult, Status
from waypost.engine.sameness import course_key
from waypost.engine.transcript import write_result

SHORT = range(400)
LONG = range(10_000)


def _done(result: AuditResult) -> dict[str, int]:
    return {part.path: part.meter.done for part in result.root.parts}


def what_was_met_stays_met(seed: int) -> None:
    """In order of time: with each attempt more nothing that was filled is less filled, done or with the plan."""
    one = history(seed)
    entries = one.record.entries
    before: AuditResult | None = None
    for count in range(len(entries) + 1):
        if count < len(entries) and count and moment(entries[count])[:2] == moment(entries[count - 1])[:2]:
            continue
        now = audit(replace(one.record, entries=entries[:count]), one.rulebook)
        if before is not None:
            for own, then in zip(now.root.parts, before.root.parts, strict=True):
                assert own.meter.done >= then.meter.done, (seed, count, own.path)
                assert own.meter.open <= then.meter.open, (seed, count, own.path)
                assert then.status is not Status.MET or own.status is Status.MET, (seed, count, own.path)
        before = now


def no_attempt_lowers_the_total(seed: int) -> None:
    """Without any one attempt the total done is no more than with it."""
    one = history(seed)
    total = sum(_done(audit(one.record, one.rulebook)).values())
    for at in range(len(one.record.entries)):
        entries = (*one.record.entries[:at], *one.record.entries[at + 1 :])
        fewer = sum(_done(audit(replace(one.record, entries=entries), one.rulebook)).values())
        assert fewer <= total, (seed, at)


def the_total_is_the_most(seed: int) -> None:
    """The filled units are the least cut: slots outside of a set, and what each course can bring to the set."""
    one = history(seed)
    result = audit(one.record, one.rulebook)
    leaves = [part for part in one.rulebook.root.parts if isinstance(part, Credits)]  # type: ignore[union-attr]
    meters = {part.path: part.meter for part in result.root.parts}
    for stage in range(3):
        filled = sum(sum(meters[leaf.about.path][: stage + 1]) for leaf in leaves)
        assert filled == _most(one.record, leaves, stage=stage), (seed, stage)


def _most(record: Record, leaves: list[Credits], *, stage: int) -> int:
    entries = [entry for entry in record.entries if tuple(Stage).index(entry.stage) <= stage]
    courses: dict[str, list[Entry]] = {}
    for entry in entries:
        courses.setdefault(course_key(entry.course), []).append(entry)
    least = None
    for inside in product((False, True), repeat=len(leaves)):
        drawn = [leaf for leaf, is_in in zip(leaves, inside, strict=True) if is_in]
        cut = sum(leaf.units for leaf, is_in in zip(leaves, inside, strict=True) if not is_in)
        for own in courses.values():
            brought = sum(_units(entry, own) for entry in own if any(accepts(leaf.selector, entry) for leaf in drawn))
            cut += min(brought, _worth(own))
        least = cut if least is None else min(least, cut)
    return least or 0


def _units(entry: Entry, attempts: list[Entry]) -> int:
    """What an attempt brings: nothing where it was not passed; a seat loses what has a result."""
    if entry.stage is Stage.DONE:
        return entry.units if is_passed(entry) else 0
    if entry.stage is Stage.PLANNED:
        return entry.units
    halves = {"fall": {0}, "spring": {1}, "summer": {2}, "year": {0, 1}}
    own = halves[entry.term.value]
    parts = [
        other
        for other in attempts
        if other.stage is Stage.DONE and other.school_year == entry.school_year and own & halves[other.term.value]
    ]
    over = {half for part in parts for half in halves[part.term.value]}
    return 0 if own <= over else max(0, entry.units - sum(part.attempted_units or 0 for part in parts))


def _worth(attempts: list[Entry]) -> int:
    once = [entry for entry in attempts if not entry.course.repeatable]
    again = [entry for entry in attempts if entry.course.repeatable]
    attempted = [
        sum(max(entry.attempted_units or 0, entry.units) for entry in once if entry.school_year == year)
        for year in {entry.school_year for entry in once}
    ]
    in_all = [_passes(entry.course) for entry in again]
    return max(*attempted, *in_all, *(entry.course.units for entry in once), *(entry.units for entry in again), 0)


def _passes(course: Course) -> int:
    """What all passes of a repeatable course bring together."""
    no_end = credits(1000)
    by_times = no_end if course.repeat_times is None else course.repeat_times * course.units
    return min(by_times, no_end if course.repeat_units is None else course.repeat_units)


def bytes_do_not_depend_on_the_order(seed: int) -> None:
    """Entries in any order give the same result."""
    one: History = history(seed, options=True, limits=seed % 2 == 0)
    backwards = replace(one.record, entries=one.record.entries[::-1])
    assert write_result(audit(one.record, one.rulebook)) == write_result(audit(backwards, one.rulebook))


def claims_stay_under_the_ceiling(seed: int) -> None:
    """No course gives more than it is worth, whatever options and limits say."""
    one = history(seed, options=True, limits=seed % 2 == 0)
    result = audit(one.record, one.rulebook)
    courses: dict[str, list[Entry]] = {}
    for entry in one.record.entries:
        courses.setdefault(course_key(entry.course), []).append(entry)
    claimed = {use.entry_id: sum(claim.units for claim in use.claims) for use in result.entries}
    for own in courses.values():
        assert sum(claimed[entry.id] for entry in own) <= _worth(own), seed
        assert all(claimed[entry.id] <= _units(entry, own) for entry in own), seed


LAWS = [
    what_was_met_stays_met,
    no_attempt_lowers_the_total,
    the_total_is_the_most,
    bytes_do_not_depend_on_the_order,
    claims_stay_under_the_ceiling,
]


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_a_law_of_histories_holds(law) -> None:  # type: ignore[no-untyped-def]
    for seed in SHORT:
        law(seed)


@pytest.mark.long
@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_a_law_of_histories_holds_in_the_long_run(law) -> None:  # type: ignore[no-untyped-def]
    for seed in LONG:
        law(seed)


HARD = ("repeat across a deadline", "shrunk course", "biting limit", "more than all passes")


def test_the_histories_hold_every_hard_case_often() -> None:
    counts = count_kinds(1000)
    assert min(counts[kind] for kind in HARD) >= 50
    assert counts["option switch possible"] == 500
