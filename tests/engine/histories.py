"""Generated histories with repeated courses, and what laws need to know of them.

Run as a program it prints how often each hard case occurs: `python -m tests.engine.histories 10000`.
"""

import random
import sys
from collections import Counter
from dataclasses import dataclass, replace
from fractions import Fraction

from tests.credit import credits, quarters
from tests.engine.cases import as_rulebook, course
from waypost.engine.attempts import is_passed
from waypost.engine.catalog import Course, Term
from waypost.engine.load import halves_of
from waypost.engine.matching import accepts
from waypost.engine.record import Entry, MethodCode, Record, Stage
from waypost.engine.requirement import About, AllOf, ChooseOf, Credits, Limit, Measure, Requirement, Rulebook, Tally
from waypost.engine.sameness import closed, closed_record, course_key, most_in_all
from waypost.engine.selector import BothMatch, Match, Selector

TAGS = ("a", "b", "c", "language:es", "language:fr")
MARKS = ("A", "B", "C", "D", "F", "W", "I", "P", None)


@dataclass(frozen=True)
class History:
    """A student's attempts in order of time, and a rulebook that asks about them."""

    record: Record
    rulebook: Rulebook


def history(seed: int, *, options: bool = False, limits: bool = False) -> History:
    """One history; the same for the same seed."""
    chance = random.Random(seed)
    courses = _courses(chance)
    entries = [_attempt(number, chance.choice(courses), chance) for number in range(chance.randrange(2, 9))]
    if chance.random() < 0.5:
        entries += _taken_again(entries, chance)
    entries.sort(key=moment)
    named = tuple(replace(entry, id=f"e{number}") for number, entry in enumerate(entries))
    record = closed_record(Record(entries=named))
    return History(record, as_rulebook(_root(chance, options=options, limits=limits)))


def moment(entry: Entry) -> tuple[int, object, str]:
    """Where an attempt stands in the order of time."""
    return tuple(Stage).index(entry.stage), max(halves_of(entry)), entry.id


def _courses(chance: random.Random) -> list[Course]:
    own = []
    for number in range(chance.randrange(2, 6)):
        tags = " ".join(chance.sample(TAGS, chance.randrange(0, 3)))
        twin = f"C{number - 1}" if number and chance.random() < 0.25 else ""
        one = course(f"C{number}", units=chance.choice(quarters(0, 2, 4, 4)), tags=tags, equivalents=twin)
        own.append(_repeatable(one, chance) if chance.random() < 0.3 else one)
    return list(closed(own))


def _repeatable(own: Course, chance: random.Random) -> Course:
    """The course for so many passes, for so much credit, or without an end."""
    times, units = chance.choice(((None, None), (1, None), (2, None), (None, credits(0.5)), (3, credits(1))))
    return replace(own, repeatable=True, repeat_times=times, repeat_units=units)


def _attempt(number: int, taken: Course, chance: random.Random) -> Entry:
    grade = chance.randrange(8, 13)
    stage = chance.choice((Stage.DONE, Stage.DONE, Stage.DONE, Stage.NOW, Stage.PLANNED))
    mark = chance.choice(MARKS) if stage is Stage.DONE else None
    attempted = chance.choice((taken.units, taken.units, *quarters(2, 4)))
    then = _edition(taken, chance, units=attempted) if chance.random() < 0.3 else taken
    shift = {Stage.DONE: 2014, Stage.NOW: 2020, Stage.PLANNED: 2021}[stage]
    return Entry(
        id=f"x{number}",
        course=then,
        stage=stage,
        units=0 if mark in {"F", "W", "I"} else attempted,
        attempted_units=attempted,
        mark=mark,
        grade_level=grade,
        school_year=shift + grade,
        term=chance.choice((Term.FALL, Term.SPRING, Term.YEAR, Term.SUMMER)),
        method=chance.choice((MethodCode.CLASSROOM, MethodCode.CLASSROOM, MethodCode.RECOVERY)),
    )


def _edition(own: Course, chance: random.Random, *, units: int) -> Course:
    """The course in the catalog of another year, with other units; some could be repeated then, or no longer."""
    other = replace(own, units=units)
    if chance.random() < 0.7:
        return other
    if own.repeatable:
        return replace(other, repeatable=False, repeat_times=None, repeat_units=None)
    return _repeatable(other, chance)


def _taken_again(entries: list[Entry], chance: random.Random) -> list[Entry]:
    """The same course a year or two later, with a better mark, for what the catalog says then."""
    before = chance.choice(entries)
    later = before.school_year + chance.choice((1, 2))
    units = chance.choice((before.units, before.course.units, credits(0.5)))
    return [
        replace(
            before,
            id="again",
            units=units,
            attempted_units=units,
            mark="A" if before.stage is Stage.DONE else None,
            grade_level=min(12, before.grade_level + later - before.school_year),
            school_year=later,
        )
    ]


def _selector(chance: random.Random) -> Selector:
    own = Match(tags=frozenset(chance.sample(TAGS[:3], chance.randrange(0, 3))))
    also = chance.choice(
        (
            Match(),
            Match(),
            Match(by_semester=chance.choice((2, 4, 6))),
            Match(min_mark=chance.choice(("C", "B"))),
            Match(grades=frozenset(chance.sample(range(8, 13), 2))),
            Match(terms=frozenset({Term.SUMMER, Term.YEAR})),
            Match(methods=frozenset({MethodCode.CLASSROOM})),
        )
    )
    return own if also == Match() else BothMatch(parts=(own, also))


def _root(chance: random.Random, *, options: bool, limits: bool) -> AllOf:
    parts: list[Requirement] = []
    for number in range(chance.randrange(1, 5)):
        parts.append(_leaf(f"p{number}", chance, same=options and chance.random() < 0.3))
    if chance.random() < 0.6:
        parts.append(_tally("tally", chance))
    if options:
        inner = tuple(_leaf(f"choice/{at}", chance, same=False) for at in range(3))
        parts.append(ChooseOf(about=_about("choice"), count=chance.randrange(1, 3), parts=inner))
    own = (Limit(units=chance.choice(quarters(0, 2, 4)), selector=_selector(chance)),) if limits else ()
    return AllOf(about=_about(""), parts=tuple(parts), limits=own)


def _leaf(path: str, chance: random.Random, *, same: bool) -> Credits:
    units = chance.choice(quarters(2, 4, 4, 6))
    return Credits(about=_about(path), units=units, selector=_selector(chance), same="language:" if same else None)


def _tally(path: str, chance: random.Random) -> Tally:
    measure = chance.choice((Measure.COURSES, Measure.UNITS, Measure.TERMS, Measure.SUBJECTS))
    least = Fraction(chance.randrange(1, 4))
    return Tally(about=_about(path), measure=measure, at_least=least, selector=_selector(chance))


def _about(path: str) -> About:
    return About(path=path, title=path)


def kinds_of(one: History) -> set[str]:
    """Which of the hard cases a history holds."""
    found = set()
    by_key: dict[str, list[Entry]] = {}
    for entry in one.record.entries:
        by_key.setdefault(course_key(entry.course), []).append(entry)
    selectors = list(_selectors(one.rulebook.root))
    for own in by_key.values():
        passed = [entry for entry in own if entry.stage is not Stage.DONE or is_passed(entry)]
        if len(passed) > 1 and len({entry.school_year for entry in passed}) > 1:
            answers = {tuple(accepts(selector, entry) for selector in selectors) for entry in passed}
            found |= {"repeat across a deadline"} if len(answers) > 1 else {"repeat"}
        if any(entry.units > min(other.course.units for other in own) for entry in own):
            found.add("shrunk course")
        ends = [most_in_all(entry.course) for entry in own if entry.course.repeatable]
        if len(passed) > 1 and any(end is not None and entry.units > end for end in ends for entry in passed):
            found.add("more than all passes")
    limits = one.rulebook.root.limits  # type: ignore[union-attr]
    for limit in limits:
        if sum(entry.units for entry in one.record.entries if accepts(limit.selector, entry)) > limit.units:
            found.add("biting limit")
    return found


def _selectors(node: Requirement) -> list[Selector]:
    match node:
        case AllOf() | ChooseOf():
            return [selector for part in node.parts for selector in _selectors(part)]
        case Credits() | Tally():
            return [node.selector]
        case _:
            return []


def count_kinds(most: int) -> Counter[str]:
    """How often each hard case occurs among so many histories."""
    counts: Counter[str] = Counter()
    for seed in range(most):
        one = history(seed, options=seed % 2 == 1, limits=seed % 3 == 2)
        counts.update(kinds_of(one))
        if seed % 2 == 1:
            counts["option switch possible"] += 1
    return counts


if __name__ == "__main__":
    for kind, number in sorted(count_kinds(int(sys.argv[1])).items()):
        sys.stdout.write(f"{number:6}  {kind}\n")
