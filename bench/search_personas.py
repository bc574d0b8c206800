"""Generated students of Del Norte High School: its real catalog, invented lives."""

import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from waypost.engine.catalog import Course, Level, Term
from waypost.engine.compiled import CompiledRulebook, compile_rulebook
from waypost.engine.prerequisite import parse_prerequisite
from waypost.engine.record import Entry, Record, Stage
from waypost.engine.rulebook import load_rulebook
from waypost.engine.search import (
    Calendar,
    Effort,
    Found,
    LighterTerm,
    Question,
    Target,
    Wishes,
    find_plan,
    school_offerings,
)
from waypost.interchange.bundle import open_bundle
from waypost.interchange.catalogue import read_del_norte

RULES = """
id = "{id}"
title = "{id}"
kind = "graduation"
authority = "Bench"
citation = "Bench"
checked_on = 2026-11-24
credit_scale = 10
total = {total}
"""

PARTS = (
    ("english", 40, 'tag = "english"'),
    ("mathematics", 30, 'tag = "mathematics"'),
    ("life-science", 10, 'tag = "life-science"'),
    ("physical-science", 10, 'tag = "physical-science"'),
    ("world-history", 10, 'tag = "world-history"'),
    ("us-history", 10, 'tag = "us-history"'),
    ("civics", 10, 'tag = "civics-economics"'),
    ("arts-or-language", 10, 'tag = ["fine-arts", "world-languages"]'),
    ("physical-education", 20, 'tag = "physical-education"'),
    ("health", 5, 'tag = "health"'),
    ("electives", 75, "any_course = true"),
)
UNIVERSITY = (
    ("a", 20, 'tag = "uc:a"'),
    ("b", 40, 'tag = "uc:b"'),
    ("c", 30, 'tag = "uc:c"'),
    ("d", 20, 'tag = "uc:d"'),
    ("e", 20, 'tag = "uc:e"'),
    ("f", 10, 'tag = "uc:f"'),
    ("g", 10, 'tag = ["uc:a", "uc:b", "uc:c", "uc:d", "uc:e", "uc:f", "uc:g"]'),
)
PATHWAYS = ("Computer", "Art", "Marketing", "Chemistry", "Band", "Psychology", "Spanish", "Engineering")


def rules(name: str, parts: Iterable[tuple[str, int, str]]) -> CompiledRulebook:
    """A rulebook of plain parts, in California's credits."""
    rows = [
        f'[[part]]\nslug = "{slug}"\ntitle = "{slug}"\ncredits = {credits}\nfrom = {{ {wanted} }}\n'
        + ('same = "language:"\n' if slug == "e" else "")
        for slug, credits, wanted in parts
    ]
    total = sum(credits for _, credits, _ in parts)
    loaded = load_rulebook(RULES.format(id=name, total=total) + "".join(rows))
    if loaded.rulebook is None:
        raise ValueError([str(problem) for problem in loaded.problems])
    return compile_rulebook(loaded.rulebook)


def courses_of(path: Path) -> list[Course]:
    """The catalog's courses as the engine knows them."""
    return [
        Course(
            code=row.code,
            title=row.title,
            subject=row.subject,
            units=row.units,
            tags=frozenset(row.tags),
            level=Level(row.level.value),
            grades=frozenset(row.grades),
            terms=frozenset(Term(term) for term in row.terms),
            periods=row.periods,
            prerequisite=parse_prerequisite(row.prerequisite),
        )
        for row in read_del_norte(open_bundle(path)).courses
    ]


class Personas:
    """Makes students by number; the same number is always the same student."""

    def __init__(self, path: Path) -> None:
        """Read the catalog and find one ordinary plan for each pathway, which becomes the past of older students."""
        self.courses = courses_of(path)
        self.diploma = rules("diploma", list(PARTS))
        self.university = rules("university", list(UNIVERSITY))
        self._pasts: dict[str, tuple[Entry, ...]] = {}

    def read_pasts(self, pathways: Iterable[str]) -> None:
        """Find the pasts now, so that no question waits for one."""
        for pathway in pathways:
            self._past(pathway)

    def question(self, number: int) -> Question:
        """A student's question."""
        chance = random.Random(number)
        kinds: list[Callable[[Question, random.Random], Question]] = [
            _ordinary,
            _supported,
            _recovering,
            _transferred,
            _early,
            _university,
        ]
        kind = kinds[number % len(kinds)]
        grade = 9 if kind in {_ordinary, _supported} else chance.choice((10, 11)) if kind is not _early else 10
        pathway = chance.choice(PATHWAYS)
        asked = self._asked(pathway, grade, university=kind is _university)
        return kind(asked, chance)

    def _asked(self, pathway: str, grade: int, *, university: bool) -> Question:
        past = self._past(pathway) if grade > 9 else ()
        entries = tuple(_earned(entry) for entry in past if entry.grade_level < grade)
        liked = Target(courses=frozenset(course.code for course in self.courses if pathway in course.title), weight=2)
        return Question(
            record=Record(entries=entries, grade_level=grade),
            rulebooks=(self.diploma, *((self.university,) if university else ())),
            offerings=school_offerings(self.courses),
            calendar=Calendar(school_year=2017 + grade, grade_level=grade, periods=7, summer_periods=0),
            wishes=Wishes(likes=(liked,), never=(Target(tags=frozenset({"special-education"})),)),
        )

    def _past(self, pathway: str) -> tuple[Entry, ...]:
        if pathway not in self._pasts:
            answer = find_plan(self._asked(pathway, 9, university=False), effort=Effort(work=2.0))
            self._pasts[pathway] = answer.plans[0].record.entries if isinstance(answer, Found) else ()
        return self._pasts[pathway]


def _earned(entry: Entry) -> Entry:
    return replace(entry, stage=Stage.DONE, mark="B")


def _ordinary(asked: Question, _chance: random.Random) -> Question:
    return asked


def _supported(asked: Question, chance: random.Random) -> Question:
    """One or two support periods in every grade."""
    fewer = chance.choice((1, 2))
    free = tuple(LighterTerm(grade_level=grade, fewer=fewer) for grade in range(9, 13))
    return replace(asked, wishes=replace(asked.wishes, free_period=free))


def _recovering(asked: Question, chance: random.Random) -> Question:
    """Several courses failed."""
    failed = {entry.id for entry in chance.sample(asked.record.entries, min(len(asked.record.entries), 5))}
    entries = tuple(
        replace(entry, units=0, mark="F") if entry.id in failed else entry for entry in asked.record.entries
    )
    return replace(asked, record=replace(asked.record, entries=entries))


def _transferred(asked: Question, chance: random.Random) -> Question:
    """Came from elsewhere with a part of the credits."""
    kept = tuple(entry for entry in asked.record.entries if chance.random() < 0.5)
    return replace(asked, record=replace(asked.record, entries=kept))


def _early(asked: Question, chance: random.Random) -> Question:
    """Wants to be done a term or a year early."""
    finish = chance.choice(((12, Term.FALL), (11, Term.SPRING)))
    return replace(asked, wishes=replace(asked.wishes, finish_early=finish))


def _university(asked: Question, _chance: random.Random) -> Question:
    return asked
