"""The units that each attempt of a record brings, stage by stage, and which are attempts at one course."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from waypost.engine.attempts import Outcome, outcomes_of
from waypost.engine.families import NO_UNITS, Family, Source, Units, families_in, in_time, worth_of
from waypost.engine.plan import Plan
from waypost.engine.record import CreditRule, Entry, Record, Stage
from waypost.engine.result import Held, HeldBecause
from waypost.engine.sameness import course_key, excludes


def sources_of(record: Record, *, plan: Plan, on: date | None = None) -> list[Source]:
    """The attempts in an order that the record's order does not change, with what they match and their families."""
    sources = plain_sources(record, on=on)
    mask_of = plan.mask_of
    for source in sources:
        matched = mask_of(source.entry)
        source.mask, source.held, source.counted = matched.mask, matched.held, matched.counted
    return sources


def plain_sources(record: Record, *, on: date | None = None) -> list[Source]:
    """The attempts in order and with their families, without what they match.

    ``on`` is today: what was to end before it and has no mark brings nothing.
    """
    outcomes = _outcomes_of(record, on=on)
    sources = [Source(*prepared) for prepared in outcomes.attempts]
    if outcomes.excludes:
        _leave_out_excluded(sources)
    for places in outcomes.together:
        members = [sources[at] for at in places]
        _apply_rule(members, rule=record.repeats)
        family = Family(members)
        binds = family.binds
        for source in members:
            source.kin, source.family = family, family if binds else None
    return sources


#: An attempt with the number of its stage, its units at the stages, whether it counts, and why it brings nothing.
Prepared = tuple[Entry, int, Units, bool, HeldBecause | None]


class _Outcomes(NamedTuple):
    """The attempts of a record in order, the places of those at one course, and whether a planned one excludes."""

    record: Record
    on: date | None
    attempts: list[Prepared]
    together: list[list[int]]
    excludes: bool


#: The last record that was looked at: one record is mostly audited against several rulebooks in a row.
_last = [_Outcomes(Record(), None, [], [], False)]


def _outcomes_of(record: Record, *, on: date | None) -> _Outcomes:
    """What became of each attempt; the very same record is not looked at twice in a row."""
    known = _last[0]
    if known.record is not record or known.on != on:
        entries = sorted(record.entries, key=_order)
        attempts = [_prepared(*pair) for pair in zip(entries, outcomes_of(entries, on=on), strict=True)]
        is_excluding = any(entry.course.excludes for entry in entries if entry.stage is Stage.PLANNED)
        _last[0] = known = _Outcomes(record, on, attempts, _attempts_at_one_course(entries), is_excluding)
    return known


def held_entries(sources: list[Source], *, plan: Plan, used: dict[int, int]) -> tuple[Held, ...]:
    """What was set aside and why; ``used`` has the units that count of each attempt in a family, by place."""
    held = []
    for at, source in enumerate(sources):
        entry = source.entry
        if source.because is not None:
            held.append(Held(entry.id, source.because, entry.units))
        elif source.family is not None and used[at] < source.units[2]:
            held.append(Held(entry.id, HeldBecause.REPEATED, source.units[2] - used[at]))
        if source.held and source.units[2]:
            paths = {path for slot in plan.slots if source.held >> slot.bit & 1 for path in slot.paths}
            held.extend(Held(entry.id, HeldBecause.UNKNOWN_MARK, entry.units, path) for path in sorted(paths))
    return tuple(held)


def earned_units(record: Record) -> list[tuple[Entry, int]]:
    """The units that each attempt earned, of repeated courses the best attempts alone."""
    sources = plain_sources(record)
    alone = [(own.entry, own.units[0]) for own in sources if own.family is None]
    return alone + [(own.entry, units) for family in families_in(sources) for own, units in family.kept(0)]


def stage_number(stage: Stage) -> int:
    """0 done, 1 now, 2 planned."""
    return 0 if stage is Stage.DONE else 1 if stage is Stage.NOW else 2


def _order(entry: Entry) -> tuple[int, int, str]:
    return (stage_number(entry.stage), entry.school_year, entry.id)


def sources_from(entries: list[Entry], *, units: list[int], counts: list[bool]) -> list[Source]:
    """Attempts at one course of which it is known what they bring, without what they match and without a family."""
    return [Source(*_prepared(*known)) for known in zip(entries, map(Outcome, units, counts), strict=True)]


def _prepared(entry: Entry, outcome: Outcome) -> Prepared:
    units, counts, because = outcome
    stage = stage_number(entry.stage)
    by_stage = (units, units, units) if stage == 0 else (0, units, units) if stage == 1 else (0, 0, units)
    return entry, stage, by_stage, counts, because


def _attempts_at_one_course(entries: Sequence[Entry]) -> list[list[int]]:
    """The places of two or more attempts at one course."""
    courses = [entry.course for entry in entries]
    if len({course.code for course in courses}) == len(courses) and not any(
        course.equivalents or course.level_of for course in courses
    ):
        return []
    groups: dict[str, list[int]] = {}
    for at, course in enumerate(courses):
        groups.setdefault(course_key(course), []).append(at)
    return [group for group in groups.values() if len(group) > 1]


def _leave_out_excluded(sources: list[Source]) -> None:
    """Let a planned class bring nothing with or after another one that its catalog excludes.

    What a school has credited stays: the transcript knows better than today's catalog.
    """
    for own in sources:
        if own.stage == 2 and own.entry.course.excludes and _is_excluded(own, sources):
            own.units, own.counts, own.because = NO_UNITS, False, HeldBecause.EXCLUDED


def _is_excluded(own: Source, sources: list[Source]) -> bool:
    course = own.entry.course
    return any(
        other.counts and other.moment <= own.moment and excludes(course, other.entry.course)
        for other in sources
        if other is not own
    )


def _apply_rule(members: list[Source], *, rule: CreditRule) -> None:
    """Let a district's named rule say which results count; by default whichever serves the student best.

    A planned class takes nothing from a result, whatever the rule.
    """
    if rule is CreditRule.BEST:
        return
    results = sorted((own for own in members if own.stage == 0), key=in_time, reverse=rule is not CreditRule.FIRST)
    if rule is CreditRule.REPLACES:
        _keep_last_result(results)
    else:
        _keep_in_order(results)


def _keep_in_order(members: list[Source]) -> None:
    """Keep the attempts in this order until the course is earned in full."""
    left = worth_of([own.entry for own in members])
    for own in members:
        units = min(own.units[2], left)
        left -= units
        if units < own.units[2]:
            own.units = tuple(min(most, units) for most in own.units)  # type: ignore[assignment]
            own.because = own.because or (HeldBecause.REPEATED if not units else None)


def _keep_last_result(members: list[Source]) -> None:
    """Keep the last school year with a result; what was done before it no longer counts, even where it was better."""
    years = [own.entry.school_year for own in members if own.because is not HeldBecause.NO_MARK]
    last = max(years, default=0)
    for own in members:
        if own.entry.school_year < last and own.units != NO_UNITS:
            own.units, own.counts, own.because = NO_UNITS, False, HeldBecause.REPLACED
