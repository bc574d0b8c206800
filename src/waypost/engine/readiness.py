"""Heads-ups about a place in a plan, and what makes a student ready: they warn, never block, carry no sentences."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from waypost.engine.attempts import attempts_by_course, brings_credit, completing
from waypost.engine.calendar import SchoolCalendar, Term
from waypost.engine.load import Half, halves_of, loads_of
from waypost.engine.marks import mark_reaches
from waypost.engine.prerequisite import AnyOf, Ask, EveryOf, Free, NeedCourse, Prerequisite
from waypost.engine.record import Entry, Record, Stage
from waypost.engine.sameness import codes_of, course_key, excludes, most_in_all, teaches


class HeadsUpKind(StrEnum):
    """What a heads-up is about."""

    PREREQUISITE = "prerequisite"
    COREQUISITE = "corequisite"
    MINIMUM_GRADE = "minimum_grade"
    OFFERED_TERM = "offered_term"
    GRADE_LEVEL = "grade_level"
    LOAD = "load"
    DUPLICATE = "duplicate"
    EXCLUDED = "excluded"
    OTHER_SCHOOL = "other_school"
    ASK = "ask"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadsUp:
    """One warning about one entry (None: about a whole term).

    ``course_codes`` are the courses meant: the missing prerequisite (any of them will do), the duplicate, or the one
    that excludes it. ``needed`` and ``actual`` are what is asked and what is: marks, terms, grade levels, periods,
    or schools.
    ``text`` is the catalog's own words, for a person to judge.
    """

    kind: HeadsUpKind
    entry_id: str | None
    course_codes: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    actual: str | None = None
    text: str | None = None
    school_year: int | None = None
    term: Term | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """An entry that makes the student ready; while it is not earned, ``needed`` is the mark that is assumed."""

    course_code: str
    entry_id: str
    stage: Stage
    needed: str | None
    actual: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """What is missing for one entry, and what it rests on."""

    heads_ups: tuple[HeadsUp, ...]
    supports: tuple[Support, ...]

    @property
    def is_ready(self) -> bool:
        """Whether nothing is missing."""
        return not self.heads_ups


def check_plan(record: Record, *, most_periods: int | None = None) -> tuple[HeadsUp, ...]:
    """All heads-ups of what is in progress or planned, entry by entry, then the terms that hold too much."""
    found: list[HeadsUp] = []
    for entry in sorted(record.entries, key=lambda entry: (entry.school_year, entry.id)):
        found.extend(check_placement(entry, record=record))
    return (*found, *_load(record, halves=None, most=most_periods))


def check_placement(entry: Entry, *, record: Record, most_periods: int | None = None) -> tuple[HeadsUp, ...]:
    """The heads-ups of one entry where it stands; an earned one has none."""
    if entry.stage is Stage.DONE:
        return ()
    return (
        *readiness_of(entry, record=record).heads_ups,
        *_corequisite(entry, record=record),
        *_offered_term(entry, calendar=record.calendar),
        *_grade_level(entry),
        *_duplicate(entry, record=record),
        *_excluded(entry, record=record),
        *_other_school(entry, record=record),
        *_load(record, halves=set(halves_of(entry)), most=most_periods),
    )


def readiness_of(entry: Entry, *, record: Record) -> Readiness:
    """Whether the prerequisites are met where the entry stands, and by what."""
    return _judged(entry.course.prerequisite, entry=entry, record=record)


def _judged(asked: Prerequisite, *, entry: Entry, record: Record) -> Readiness:
    match asked:
        case Free():
            return Readiness(heads_ups=(), supports=())
        case Ask():
            heads_up = HeadsUp(kind=HeadsUpKind.ASK, entry_id=entry.id, text=asked.text)
            return Readiness(heads_ups=(heads_up,), supports=())
        case NeedCourse():
            return _course(asked, entry=entry, record=record)
        case EveryOf():
            parts = [_judged(part, entry=entry, record=record) for part in asked.parts]
            return Readiness(
                heads_ups=tuple(heads_up for part in parts for heads_up in part.heads_ups),
                supports=tuple(support for part in parts for support in part.supports),
            )
        case AnyOf():
            return _any_of([_judged(part, entry=entry, record=record) for part in asked.parts])


def _any_of(parts: list[Readiness]) -> Readiness:
    """The first part that is ready; else the nearest, naming the courses of all that lack just one."""
    best = min(parts, key=lambda part: len(part.heads_ups))
    if best.is_ready or len(best.heads_ups) > 1 or best.heads_ups[0].kind is not HeadsUpKind.PREREQUISITE:
        return best
    single = [part.heads_ups[0] for part in parts if len(part.heads_ups) == 1]
    codes = tuple(dict.fromkeys(code for heads_up in single for code in heads_up.course_codes))
    return replace(best, heads_ups=(replace(best.heads_ups[0], course_codes=codes),))


def _course(asked: NeedCourse, *, entry: Entry, record: Record) -> Readiness:
    """The best attempt before this entry: earned with the grade, then in progress, then planned."""
    earlier = [other for other in _attempts(asked.code, record=record) if _is_before(other, entry, asked=asked)]
    judged = [(_shortfall(other, asked=asked, entry=entry), other) for other in earlier]
    ready = [other for shortfall, other in judged if shortfall is None]
    if ready:
        best = min(ready, key=_nearest_earned)
        support = Support(
            course_code=best.course.code,
            entry_id=best.id,
            stage=best.stage,
            needed=asked.min_grade,
            actual=best.mark,
        )
        return Readiness(heads_ups=(), supports=(support,))
    short = sorted((own for own, _ in judged if own is not None), key=lambda own: own.kind is not HeadsUpKind.ASK)
    missing = HeadsUp(kind=HeadsUpKind.PREREQUISITE, entry_id=entry.id, course_codes=(asked.code,))
    return Readiness(heads_ups=(short[0] if short else missing,), supports=())


def _attempts(code: str, *, record: Record) -> list[Entry]:
    """The attempts that complete the course, a course of its name or a higher level, nearest to earned first."""
    keys = {course_key(other.course) for other in record.entries if code in codes_of(other.course)}
    if not keys:
        return []
    groups = attempts_by_course(other for other in record.entries if course_key(other.course) in keys)
    whole = [other for attempts in groups.values() for other in completing(attempts)]
    return sorted((other for other in whole if code in codes_of(other.course)), key=_nearest_earned)


def _nearest_earned(entry: Entry) -> tuple[int, int, str]:
    return ((Stage.DONE, Stage.NOW, Stage.PLANNED).index(entry.stage), entry.school_year, entry.id)


def _is_before(other: Entry, entry: Entry, *, asked: NeedCourse) -> bool:
    if other.id == entry.id:
        return False
    last, first = max(halves_of(other)), min(halves_of(entry))
    return last < first or (asked.concurrent and min(halves_of(other)) <= max(halves_of(entry)))


def _shortfall(other: Entry, *, asked: NeedCourse, entry: Entry) -> HeadsUp | None:
    """What an attempt lacks of the grade; one without a final mark is assumed to reach it."""
    if asked.min_grade is None or other.stage is not Stage.DONE:
        return None
    reached = None if other.mark is None else mark_reaches(other.mark, asked.min_grade)
    if reached:
        return None
    return HeadsUp(
        kind=HeadsUpKind.ASK if reached is None else HeadsUpKind.MINIMUM_GRADE,
        entry_id=entry.id,
        course_codes=(other.course.code,),
        needed=(asked.min_grade,),
        actual=other.mark,
    )


def _corequisite(entry: Entry, *, record: Record) -> Iterable[HeadsUp]:
    asked = _concurrent(entry.course.corequisite)
    for heads_up in _judged(asked, entry=entry, record=record).heads_ups:
        if heads_up.kind is HeadsUpKind.PREREQUISITE:
            yield replace(heads_up, kind=HeadsUpKind.COREQUISITE)
        else:
            yield heads_up


def _concurrent(asked: Prerequisite) -> Prerequisite:
    """The same condition with the same term early enough."""
    match asked:
        case NeedCourse():
            return replace(asked, concurrent=True)
        case EveryOf() | AnyOf():
            return replace(asked, parts=tuple(_concurrent(part) for part in asked.parts))
        case _:
            return asked


def _offered_term(entry: Entry, *, calendar: SchoolCalendar) -> Iterable[HeadsUp]:
    offered = calendar.meant(entry.course.terms)
    if offered and not calendar.meant({entry.term}) <= offered and not _spans(entry.term, offered):
        needed = tuple(term.value for term in calendar.in_order(entry.course.terms))
        yield HeadsUp(kind=HeadsUpKind.OFFERED_TERM, entry_id=entry.id, needed=needed, actual=entry.term.value)


def _spans(term: Term, offered: frozenset[Term]) -> bool:
    """Whether shorter terms that are offered make up a longer one, as fall and spring make up the year."""
    inside = [one.parts for one in offered if set(one.parts) < set(term.parts)]
    return len(term.parts) > 1 and {part for parts in inside for part in parts} == set(term.parts)


def _grade_level(entry: Entry) -> Iterable[HeadsUp]:
    grades = entry.course.grades
    if not entry.course.is_for(entry.grade_level):
        yield HeadsUp(
            kind=HeadsUpKind.GRADE_LEVEL,
            entry_id=entry.id,
            needed=tuple(map(str, sorted(grades))),
            actual=str(entry.grade_level),
        )


def _duplicate(entry: Entry, *, record: Record) -> Iterable[HeadsUp]:
    """An earlier attempt that earns the credit already; the halves of one course are no duplicates."""
    course = entry.course
    most = most_in_all(course)
    if most is None:
        return
    key = course_key(course)
    others = [
        other
        for other in record.entries
        if other.id != entry.id
        and brings_credit(other)
        and course_key(other.course) == key
        and _comes_first(other, entry)
    ]
    if others and sum(other.units for other in others) + entry.units > max(most, entry.units):
        first = min(others, key=_nearest_earned)
        yield HeadsUp(
            kind=HeadsUpKind.DUPLICATE,
            entry_id=entry.id,
            course_codes=(first.course.code,),
            school_year=first.school_year,
            actual=first.mark,
        )


def _excluded(entry: Entry, *, record: Record) -> Iterable[HeadsUp]:
    """A course with or after which this one may not be taken; a failed one excludes nothing."""
    for other in sorted(record.entries, key=_nearest_earned):
        if (
            brings_credit(other)
            and other.id != entry.id
            and excludes(entry.course, other.course)
            and not _is_later(other, entry)
        ):
            yield HeadsUp(
                kind=HeadsUpKind.EXCLUDED,
                entry_id=entry.id,
                course_codes=(other.course.code,),
                school_year=other.school_year,
            )
            return


def _is_later(other: Entry, entry: Entry) -> bool:
    return min(halves_of(other)) > max(halves_of(entry))


def _other_school(entry: Entry, *, record: Record) -> Iterable[HeadsUp]:
    """A course that the student's own school does not teach; another way to take it is no matter of schools."""
    if not entry.offering and not teaches(record.school, entry.course):
        yield HeadsUp(
            kind=HeadsUpKind.OTHER_SCHOOL,
            entry_id=entry.id,
            needed=tuple(sorted(entry.course.schools)),
            actual=record.school,
        )


def _comes_first(other: Entry, entry: Entry) -> bool:
    return (min(halves_of(other)), other.id) < (min(halves_of(entry)), entry.id)


def _load(record: Record, *, halves: set[Half] | None, most: int | None) -> Iterable[HeadsUp]:
    if most is None:
        return
    for half, periods in sorted(loads_of(record).items()):
        if periods > most and (halves is None or half in halves) and not half.term.is_summer:
            yield HeadsUp(
                kind=HeadsUpKind.LOAD,
                entry_id=None,
                needed=(str(most),),
                actual=str(periods),
                school_year=half.school_year,
                term=half.term,
            )
