"""Single audit, batch, planner's search and command agree on students of all calendars and grains."""

import random
from dataclasses import replace

import pytest

from tests.credit import QUARTER
from tests.engine.batch.agreeing import assert_batch_agrees
from tests.engine.calendar.calendars import ready
from tests.engine.histories import History, history
from waypost.engine.audit import audit, compile_rulebook
from waypost.engine.calendar import SchoolCalendar
from waypost.engine.calendar.ready import READY
from waypost.engine.catalog import Course
from waypost.engine.record import Entry, Record
from waypost.engine.requirement import AllOf, ChooseOf, Credits, Measure, Requirement, Tally
from waypost.engine.search import Calendar, Effort, Found, Question, find_plan, school_offerings
from waypost.engine.search.complete import open_nodes
from waypost.engine.selector import BothMatch, Match, Selector
from waypost.engine.transcript import read_record, write_record, write_result
from waypost.engine.units import UNITS_PER_CREDIT

CALENDARS = {name: ready(name) for name in READY}

#: Units of the smallest share of a credit that a school grants: quarters, thirds, fifths, sixths, eighths, tenths.
GRAINS = (30, 40, 24, 20, 15, 12)

#: The year in which searches begin; histories end before it, but for what they plan.
NEXT_YEAR = 2034

SHORT, LONG = range(60), range(10_000)


def student(seed: int) -> History:
    """A history in one of the calendars and grains."""
    chance = random.Random(seed)
    calendar = CALENDARS[chance.choice(sorted(CALENDARS))]
    one = history(seed, options=seed % 2 == 1, limits=seed % 3 == 0)
    unit = chance.choice(GRAINS)
    entries = tuple(_moved(entry, calendar, unit=unit, chance=chance) for entry in one.record.entries)
    root = _scaled(one.rulebook.root, calendar, unit=unit, chance=chance)
    record = Record(entries=entries, calendar=calendar, grade_level=11)
    return History(record, replace(one.rulebook, root=root))


def _moved(entry: Entry, calendar: SchoolCalendar, *, unit: int, chance: random.Random) -> Entry:
    attempted = entry.attempted_units
    return replace(
        entry,
        course=_course(entry.course, unit=unit),
        units=_units(entry.units, unit),
        attempted_units=None if attempted is None else _units(attempted, unit),
        term=chance.choice(calendar.known),
    )


def _course(course: Course, *, unit: int) -> Course:
    most = course.repeat_units
    return replace(course, units=_units(course.units, unit), repeat_units=None if most is None else _units(most, unit))


def _units(units: int, unit: int) -> int:
    return units * unit // QUARTER


def _scaled(node: Requirement, calendar: SchoolCalendar, *, unit: int, chance: random.Random) -> Requirement:
    match node:
        case AllOf() | ChooseOf():
            parts = tuple(_scaled(part, calendar, unit=unit, chance=chance) for part in node.parts)
            limits = tuple(replace(limit, units=_units(limit.units, unit)) for limit in node.limits)
            return replace(node, parts=parts, limits=limits)
        case Credits():
            selector = _in_terms(node.selector, calendar, chance=chance)
            return replace(node, units=_units(node.units, unit), selector=selector)
        case Tally(measure=Measure.UNITS):
            return replace(node, at_least=node.at_least * unit)
        case _:
            return node


def _in_terms(selector: Selector, calendar: SchoolCalendar, *, chance: random.Random) -> Selector:
    match selector:
        case Match() if selector.terms:
            return replace(selector, terms=frozenset(chance.sample(list(calendar.known), 2)))
        case BothMatch():
            return BothMatch(parts=tuple(_in_terms(part, calendar, chance=chance) for part in selector.parts))
        case _:
            return selector


def the_batch_agrees(one: History) -> None:
    """The student, and the same student at two earlier times, audit alike in the batch."""
    entries = one.record.entries
    students = [replace(one.record, entries=entries[:count]) for count in (len(entries), len(entries) - 1, 1)]
    assert_batch_agrees(students, one.rulebook)


def the_command_agrees(one: History) -> None:
    """The record written and read again, as commands do, has the same audit to the byte."""
    loaded = read_record(write_record(one.record))
    assert loaded.record is not None, loaded.problems
    compiled = compile_rulebook(one.rulebook)
    assert write_result(audit(loaded.record, compiled)) == write_result(audit(one.record, compiled))


def the_search_agrees(one: History) -> None:
    """A plan that the search calls complete audits complete; where nothing is open it finds one."""
    compiled = compile_rulebook(one.rulebook)
    own = {entry.course.code: entry.course for entry in one.record.entries}
    calendar = Calendar(school_year=NEXT_YEAR, grade_level=11, terms=one.record.calendar)
    question = Question(
        record=one.record,
        rulebooks=(compiled,),
        offerings=school_offerings([own[code] for code in sorted(own)]),
        calendar=calendar,
    )
    before = audit(one.record, compiled)
    answer = find_plan(question, effort=Effort(work=0.2))
    plans = answer.plans if isinstance(answer, Found) else ()
    assert plans or open_nodes(before, compiled)
    for plan in plans:
        result = audit(plan.record, compiled)
        assert not (plan.is_complete and open_nodes(result, compiled))
        assert write_result(plan.audits[0]) == write_result(result)
        the_batch_agrees(History(plan.record, one.rulebook))


DOORS = [the_batch_agrees, the_command_agrees, the_search_agrees]


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_doors_agree_on_students_of_all_calendars_and_grains(door) -> None:  # type: ignore[no-untyped-def]
    for seed in SHORT:
        door(student(seed))


@pytest.mark.long
@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_doors_agree_in_the_long_run(door) -> None:  # type: ignore[no-untyped-def]
    for seed in LONG:
        door(student(seed))


def test_the_students_are_of_all_calendars_and_grains() -> None:
    students = [student(seed) for seed in range(300)]
    assert {one.record.calendar for one in students} == set(CALENDARS.values())
    assert {UNITS_PER_CREDIT // unit for unit in GRAINS} == {4, 3, 5, 6, 8, 10}
