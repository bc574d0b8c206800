"""Low marks that a later course of a sequence clears, where a rulebook says so.

Example (University of California): a D in Algebra 1 counts as a C once Geometry or Algebra 2 has a C. Only what is
earned clears. The grade average still reads the mark that was given.
"""

from collections.abc import Sequence
from dataclasses import replace

from waypost.engine.attempts import is_passed
from waypost.engine.marks import mark_order, mark_reaches
from waypost.engine.matching import accepts
from waypost.engine.plan import same_values
from waypost.engine.record import AttemptResult, Entry, Record, Stage
from waypost.engine.result import Validated
from waypost.engine.validation import Validation


def with_validations(record: Record, validations: Sequence[Validation]) -> tuple[Record, tuple[Validated, ...]]:
    """The record with cleared marks in place of low ones, and which entry clears which."""
    found = {one.entry_id: one for rule in validations for one in _cleared(record.entries, rule)}
    if not found:
        return record, ()
    entries = tuple(_as_cleared(entry, found[entry.id]) if entry.id in found else entry for entry in record.entries)
    return replace(record, entries=entries), tuple(found[entry_id] for entry_id in sorted(found))


def as_graded(entry: Entry) -> Entry:
    """The entry as the school graded it, whatever clears its mark."""
    return entry.graded_as or entry


def _cleared(entries: Sequence[Entry], rule: Validation) -> list[Validated]:
    done = sorted((entry for entry in entries if entry.stage is Stage.DONE), key=lambda entry: entry.id)
    clearing = [entry for entry in done if is_passed(entry) and mark_reaches(entry.mark or "", rule.min_mark)]
    found = []
    for entry in done:
        step = _step(entry, rule)
        if step is None or not _is_graded(entry) or mark_reaches(entry.mark or "", rule.min_mark) is not False:
            continue
        later = next((own for own in clearing if (_step(own, rule) or 0) > step and _is_alike(own, entry, rule)), None)
        if later is not None:
            found.append(Validated(entry.id, later.id, rule.min_mark))
    return found


def _is_graded(entry: Entry) -> bool:
    """Whether the course was finished for a grade: what was withdrawn, audited or left incomplete is not cleared."""
    return mark_order(entry.mark)[0] == 1 and entry.result in {None, AttemptResult.PASSED, AttemptResult.FAIL}


def _step(entry: Entry, rule: Validation) -> int | None:
    """The highest step of the sequence that an entry stands on."""
    return next((at for at in reversed(range(len(rule.steps))) if accepts(rule.steps[at], entry)), None)


def _is_alike(one: Entry, other: Entry, rule: Validation) -> bool:
    if rule.same is None:
        return True
    return not set(same_values(rule.same, one.course)).isdisjoint(same_values(rule.same, other.course))


def _as_cleared(entry: Entry, cleared: Validated) -> Entry:
    """A failed course brings what was attempted."""
    attempted = entry.course.units if entry.attempted_units is None else entry.attempted_units
    units = entry.units or attempted
    return replace(entry, mark=cleared.mark, result=None, units=units, graded_as=entry)
