"""Invented students that try all that a rulebook asks about: its tags, marks, repeats, facts, pins, exceptions."""

import random
from collections.abc import Iterator
from dataclasses import replace

from tests.credit import credits
from tests.engine.calendar.calendars import ready
from waypost.engine.batch.reads import matches_of
from waypost.engine.calendar import DEFAULT_CALENDAR, SchoolCalendar
from waypost.engine.catalog import SUBJECTS, Course, Level, Term
from waypost.engine.compiled import CompiledRulebook
from waypost.engine.record import (
    Cohort,
    Entry,
    ExceptionKind,
    Fact,
    FactValue,
    GrantedException,
    MethodCode,
    Pin,
    Record,
    RepeatCode,
    Stage,
)
from waypost.engine.requirement import Credits, FactTest, Tally, When
from waypost.engine.sameness import closed
from waypost.engine.selector import Match

#: The usual terms, and those of schools that count in others.
CALENDARS = (DEFAULT_CALENDAR, ready("trimesters"), DEFAULT_CALENDAR, ready("quarters"), ready("two-summers"))
MARKS = ("A", "A-", "B+", "B", "C", "C-", "D", "F", "P", "91", "58", None)


def invented(rulebook: CompiledRulebook, *, students: int, seed: int) -> list[Record]:
    """Records whose courses, facts and decisions concern this rulebook."""
    chance = random.Random(seed)
    courses = _courses(list(_matches(rulebook)), chance)
    records = [_record(rulebook, courses, chance) for _ in range(students)]
    return [_in_terms_of(CALENDARS[at % len(CALENDARS)], record) for at, record in enumerate(records)]


def _in_terms_of(calendar: SchoolCalendar, record: Record) -> Record:
    """The record of a school with that calendar; without one of its own it stays as it is."""
    if calendar is DEFAULT_CALENDAR:
        return record
    entries = tuple(
        replace(entry, term=calendar.known[(at + entry.grade_level) % len(calendar.known)])
        for at, entry in enumerate(record.entries)
    )
    return replace(record, entries=entries, calendar=calendar)


def _matches(rulebook: CompiledRulebook) -> Iterator[Match]:
    for node in rulebook.nodes.values():
        if isinstance(node, Credits | Tally):
            yield from matches_of(node.selector)


def _courses(matches: list[Match], chance: random.Random) -> list[Course]:
    tags = sorted({tag for match in matches for tag in (*match.tags, *match.all_tags)})
    tags += ["language:spanish", "language:french", "language:latin"]
    codes = sorted({code for match in matches for code in match.codes}) or ["C1"]
    ranges = sorted({one for match in matches for one in match.numbers})
    codes += [f"{one.prefix}{number}" for one in ranges for number in (one.first, one.last, one.last + 1)]
    courses = []
    for number in range(60):
        twin = frozenset({f"X{number - 1}"}) if number % 9 == 8 else frozenset()
        courses.append(
            Course(
                code=codes[number] if number < len(codes) and number % 2 else f"X{number}",
                title=f"Course {number}",
                subject=chance.choice(SUBJECTS),
                units=credits(chance.choice((0.5, 1, 1))),
                tags=frozenset(chance.sample(tags, min(len(tags), chance.choice((0, 1, 1, 2, 3))))),
                level=chance.choice(tuple(Level)),
                repeatable=number % 11 == 5,
                equivalents=twin,
            )
        )
    return list(closed(courses))


def _record(rulebook: CompiledRulebook, courses: list[Course], chance: random.Random) -> Record:
    taken = chance.sample(courses, chance.randrange(0, 30))
    taken += [chance.choice(taken) for _ in range(chance.choice((0, 0, 1, 4))) if taken]
    entries = tuple(_entry(f"e{number:02}", course, chance) for number, course in enumerate(taken))
    pins, exceptions = _decisions(rulebook, entries, chance)
    return Record(
        entries=entries,
        facts=tuple(_facts(rulebook, chance)),
        cohort=Cohort(class_of=chance.choice((None, 2027, 2029)), entered_ninth_in=chance.choice((None, 2023, 2025))),
        pins=pins,
        exceptions=exceptions,
    )


def _entry(id: str, course: Course, chance: random.Random) -> Entry:
    stage = chance.choice((Stage.DONE, Stage.DONE, Stage.NOW, Stage.PLANNED))
    mark = chance.choice(MARKS) if stage is Stage.DONE else None
    grade = chance.randrange(8, 13)
    return Entry(
        id=id,
        course=course,
        stage=stage,
        units=0 if mark == "F" else chance.choice((course.units, course.units, course.units // 2)),
        mark=mark,
        grade_level=grade,
        school_year=2014 + grade,
        term=chance.choice(Term.usual),
        repeat=chance.choice((None, None, None, None, *RepeatCode)),
        method=chance.choice((MethodCode.CLASSROOM, MethodCode.CLASSROOM, *MethodCode)),
    )


def _facts(rulebook: CompiledRulebook, chance: random.Random) -> Iterator[Fact]:
    tests = [node.test if isinstance(node, When) else node for node in rulebook.nodes.values()]
    for test in {test.key: test for test in tests if isinstance(test, FactTest)}.values():
        if chance.random() < 0.3:
            continue
        yield Fact(key=test.key, value=_value(test, chance))
        if chance.random() < 0.05:
            yield Fact(key=test.key, value=_value(test, chance))


def _value(test: FactTest, chance: random.Random) -> FactValue:
    if test.at_least is not None:
        return int(test.at_least) + chance.randrange(-3, 4)
    if test.one_of:
        return chance.choice((*test.one_of, "other"))
    return chance.choice((True, True, False))


def _decisions(
    rulebook: CompiledRulebook, entries: tuple[Entry, ...], chance: random.Random
) -> tuple[tuple[Pin, ...], tuple[GrantedException, ...]]:
    paths = [path for path, node in rulebook.nodes.items() if isinstance(node, Credits)]
    if chance.random() < 0.9 or not entries or not paths:
        return (), ()
    own = rulebook.rulebook.id
    pin = Pin(entry_id=chance.choice(entries).id, rulebook_id=own, path=chance.choice(paths))
    kind = chance.choice(tuple(ExceptionKind))
    granted = GrantedException(
        rulebook_id=chance.choice((own, "another")),
        path=chance.choice(paths),
        kind=kind,
        authority="Principal",
        reason="Moved here",
        units=credits(0.5) if kind is ExceptionKind.REDUCE else None,
        course_code=chance.choice(entries).course.code if kind is ExceptionKind.ADMIT else None,
    )
    return ((pin,), ()) if chance.random() < 0.5 else ((), (granted,))
