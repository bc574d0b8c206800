"""The units that each entry brings, stage by stage, after repeats are settled."""

from dataclasses import dataclass

from waypost.engine.catalog import Course
from waypost.engine.marks import mark_order
from waypost.engine.plan import Plan
from waypost.engine.record import Entry, Record, Stage
from waypost.engine.result import Held, HeldBecause
from waypost.engine.sameness import course_key

Units = tuple[int, int, int]

NO_UNITS: Units = (0, 0, 0)


@dataclass(slots=True)
class Source:
    """An entry with what it matches and its units at the stages done, with now, with planned."""

    entry: Entry
    stage: int
    mask: int
    held: int
    counted: int
    units: Units


def sources_of(record: Record, *, plan: Plan) -> list[Source]:
    """The sources in an order that the record's order does not change; a course earns its credit once."""
    sources = plain_sources(record)
    mask_of = plan.mask_of
    for source in sources:
        matched = mask_of(source.entry)
        source.mask, source.held, source.counted = matched.mask, matched.held, matched.counted
    return settled(sources)


def plain_sources(record: Record) -> list[Source]:
    """The sources in order, without what they match and with every attempt at full units."""
    sources = []
    for entry in sorted(record.entries, key=_order):
        stage = entry.stage
        units = entry.units if entry.repeat is None or entry.repeat.counts else 0
        if stage is Stage.DONE:
            sources.append(Source(entry, 0, 0, 0, 0, (units, units, units)))
        elif stage is Stage.NOW:
            sources.append(Source(entry, 1, 0, 0, 0, (0, units, units)))
        else:
            sources.append(Source(entry, 2, 0, 0, 0, (0, 0, units)))
    return sources


def settled(sources: list[Source]) -> list[Source]:
    """The same sources with repeats settled."""
    for attempts in _attempts_at_one_course(sources):
        _settle(attempts)
    return sources


def held_entries(sources: list[Source], *, plan: Plan) -> tuple[Held, ...]:
    """What was set aside: attempts that do not count, repeats, and marks that nobody can compare."""
    held = []
    for source in sources:
        entry = source.entry
        lost = entry.units - source.units[2]
        if lost:
            counts = entry.repeat is None or entry.repeat.counts
            because = HeldBecause.REPEATED if counts else HeldBecause.NOT_COUNTED
            held.append(Held(entry.id, because, lost))
        if source.held and source.units[2]:
            paths = {path for slot in plan.slots if source.held >> slot.bit & 1 for path in slot.paths}
            held.extend(Held(entry.id, HeldBecause.UNKNOWN_MARK, entry.units, path) for path in sorted(paths))
    return tuple(held)


def _order(entry: Entry) -> tuple[int, int, str]:
    return (stage_number(entry.stage), entry.school_year, entry.id)


def stage_number(stage: Stage) -> int:
    """0 done, 1 now, 2 planned."""
    return 0 if stage is Stage.DONE else 1 if stage is Stage.NOW else 2


def _attempts_at_one_course(sources: list[Source]) -> list[list[Source]]:
    """The groups of two or more sources of one course that may not be repeated for credit."""
    codes = {source.entry.course.code for source in sources}
    if len(codes) == len(sources) and not any(map(_has_another_code, (source.entry.course for source in sources))):
        return []
    groups: dict[str, list[Source]] = {}
    for source in sources:
        course = source.entry.course
        if not course.repeatable and source.units[2]:
            groups.setdefault(course_key(course), []).append(source)
    return [group for group in groups.values() if len(group) > 1]


def _has_another_code(course: Course) -> bool:
    return bool(course.equivalents or course.level_of)


def _settle(attempts: list[Source]) -> None:
    """Let the attempts bring no more than the course is worth, at every stage."""
    worth = max(source.entry.course.units for source in attempts)
    if sum(source.units[2] for source in attempts) <= worth:
        return
    best_first = sorted(attempts, key=_by_merit)
    at_stage = [_kept(best_first, worth=worth, stage=stage) for stage in range(3)]
    for place, source in enumerate(best_first):
        done, now, planned = (kept[place] for kept in at_stage)
        source.units = (done, now, planned)


def _by_merit(source: Source) -> tuple[int, tuple[int, ...], int, str]:
    known, rank = mark_order(source.entry.mark)
    return (source.stage, (-known, -int(rank * 1000)), source.entry.school_year, source.entry.id)


def _kept(attempts: list[Source], *, worth: int, stage: int) -> list[int]:
    """The units kept of each attempt: the best first; a later one replaces only what it can do all of, and more."""
    kept = [0] * len(attempts)
    for place, source in enumerate(attempts):
        wanted = source.units[stage]
        kept[place] = min(wanted, worth - sum(kept))
        for earlier in range(place):
            other = attempts[earlier].mask
            if kept[place] < wanted and other != source.mask and other & ~source.mask == 0:
                moved = min(wanted - kept[place], kept[earlier])
                kept[earlier] -= moved
                kept[place] += moved
    return kept
