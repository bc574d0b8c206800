"""What is wrong with a question before any search: named, located values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from waypost.engine.catalog import Course
from waypost.engine.deciding import turns_with_the_plan
from waypost.engine.load import halves_of
from waypost.engine.prerequisite import AnyOf, EveryOf, NeedCourse, Prerequisite
from waypost.engine.record import Stage
from waypost.engine.requirement import Score, Tally, When
from waypost.engine.search.question import Question
from waypost.engine.search.wishes import Target


class ProblemKind(StrEnum):
    """What is wrong; those that end in a refusal come first."""

    NO_TERMS = "no_terms"
    NO_PERIODS = "no_periods"
    NO_RULEBOOK = "no_rulebook"
    CONTRADICTION = "contradiction"
    NOT_PLANNABLE = "not_plannable"
    UNKNOWN_WISH = "unknown_wish"
    CYCLE = "cycle"
    NEVER_OFFERED = "never_offered"
    UNKNOWN_COURSE = "unknown_course"
    UNKNOWN_PREREQUISITE = "unknown_prerequisite"
    OVERFULL = "overfull"
    PLANNED_PAST = "planned_past"
    IN_THE_FUTURE = "in_the_future"
    SCORE_NOT_PLANNED = "score_not_planned"


_REFUSING = {
    ProblemKind.NO_TERMS,
    ProblemKind.NO_PERIODS,
    ProblemKind.NO_RULEBOOK,
    ProblemKind.CONTRADICTION,
    ProblemKind.NOT_PLANNABLE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One problem: the courses, entries or words that it is about, and where (wishes, catalog, record, calendar)."""

    kind: ProblemKind
    where: str
    names: tuple[str, ...] = ()

    @property
    def is_refusal(self) -> bool:
        """Whether there is no sense in searching."""
        return self.kind in _REFUSING


def problems_of(question: Question) -> tuple[Problem, ...]:
    """Everything that is wrong with a question, in a fixed order; what is no refusal still holds as a note."""
    courses = {offering.course.code: offering.course for offering in question.offerings}
    found = [*_calendar(question), *_rules(question), *_wishes(question, courses)]
    return (*found, *_catalog(question, courses), *_record(question, courses))


def _rules(question: Question) -> Iterable[Problem]:
    """The parts that no search can plan for."""
    for book in (*question.rulebooks, *question.goals):
        titles = tuple(node.about.title for node in book.tests if _is_beyond_search(node))
        if titles:
            yield Problem(kind=ProblemKind.NOT_PLANNABLE, where=book.rulebook.id, names=titles)
        scores = tuple(node.about.title for node in book.nodes.values() if isinstance(node, Score))
        if scores:
            yield Problem(kind=ProblemKind.SCORE_NOT_PLANNED, where=book.rulebook.id, names=scores)


def _is_beyond_search(node: When) -> bool:
    """Whether the plan may turn the condition by more than one count."""
    return turns_with_the_plan(node.test) and not isinstance(node.test, Tally)


def _calendar(question: Question) -> Iterable[Problem]:
    calendar = question.calendar
    if not question.rulebooks:
        yield Problem(kind=ProblemKind.NO_RULEBOOK, where="question")
    if calendar.grade_level > calendar.last_grade:
        yield Problem(kind=ProblemKind.NO_TERMS, where="calendar", names=(str(calendar.grade_level),))
    elif calendar.periods <= 0:
        yield Problem(kind=ProblemKind.NO_PERIODS, where="calendar", names=(str(calendar.periods),))


def no_terms_ahead(question: Question) -> Iterable[Problem]:
    """The refusal of a plan where the last term is over."""
    calendar = question.calendar
    if calendar.grade_level <= calendar.last_grade and calendar.periods > 0 and not calendar.spans():
        yield Problem(kind=ProblemKind.NO_TERMS, where="calendar", names=(str(calendar.grade_level),))


def _wishes(question: Question, courses: Mapping[str, Course]) -> Iterable[Problem]:
    wishes = question.wishes
    every = (*wishes.must_have, *wishes.likes, *wishes.rather_not, *wishes.never)
    known = {code for course in courses.values() for code in (course.code, *course.equivalents)}
    named = {code for target in every for code in target.courses} | {one.course_code for one in wishes.pinned}
    unknown = tuple(sorted(named - known))
    if unknown:
        yield Problem(kind=ProblemKind.UNKNOWN_WISH, where="wishes", names=unknown)
    for target in wishes.must_have:
        meant = [course.code for course in courses.values() if target.includes(course)]
        if meant and all(_is_out(courses[code], wishes.never) for code in meant):
            yield Problem(kind=ProblemKind.CONTRADICTION, where="wishes", names=target.words)
    for one in wishes.pinned:
        if one.course_code in courses and _is_out(courses[one.course_code], wishes.never):
            yield Problem(kind=ProblemKind.CONTRADICTION, where="wishes", names=(one.course_code,))


def _is_out(course: Course, never: Iterable[Target]) -> bool:
    return any(target.includes(course) for target in never)


def _catalog(question: Question, courses: Mapping[str, Course]) -> Iterable[Problem]:
    for cycle in cycles_of(courses):
        yield Problem(kind=ProblemKind.CYCLE, where="catalog", names=cycle)
    for names in question.unknown:
        yield Problem(kind=ProblemKind.UNKNOWN_PREREQUISITE, where="catalog", names=names)


def _record(question: Question, courses: Mapping[str, Course]) -> Iterable[Problem]:
    if question.past:
        yield Problem(kind=ProblemKind.PLANNED_PAST, where="record", names=question.past)
    if question.ahead:
        yield Problem(kind=ProblemKind.IN_THE_FUTURE, where="record", names=question.ahead)
    known = {code for course in courses.values() for code in (course.code, *course.equivalents)}
    own = {entry.course.code for entry in question.record.entries}
    unknown = tuple(sorted(own - known))
    if unknown:
        yield Problem(kind=ProblemKind.UNKNOWN_COURSE, where="record", names=unknown)
    loads: dict[object, int] = {}
    for entry in question.record.entries:
        if entry.stage is Stage.NOW:
            for half in halves_of(entry):
                loads[half] = loads.get(half, 0) + entry.course.periods
    for span in question.calendar.spans():
        if loads.get(span.half, 0) > span.periods:
            names = (str(span.half.school_year), span.half.term.value)
            yield Problem(kind=ProblemKind.OVERFULL, where="record", names=names)


def cycles_of(courses: Mapping[str, Course]) -> list[tuple[str, ...]]:
    """Courses that need each other in a ring, each ring once, from its first code."""
    after = {code: sorted(set(_codes(course.prerequisite)) & set(courses)) for code, course in courses.items()}
    state: dict[str, int] = {}
    rings: list[tuple[str, ...]] = []
    for start in sorted(after):
        path: list[tuple[str, int]] = [(start, 0)] if start not in state else []
        while path:
            code, at = path.pop()
            state[code] = 1
            if at == len(after[code]):
                state[code] = 2
                continue
            path.append((code, at + 1))
            other = after[code][at]
            if other not in state:
                path.append((other, 0))
            elif state[other] == 1:
                rings.append(_from_first([one for one, _ in path], other))
    return sorted(set(rings))


def _from_first(path: list[str], start: str) -> tuple[str, ...]:
    ring = path[path.index(start) :]
    first = ring.index(min(ring))
    return (*ring[first:], *ring[:first])


def _codes(asked: Prerequisite) -> Iterable[str]:
    match asked:
        case NeedCourse():
            yield asked.code
        case EveryOf() | AnyOf():
            for part in asked.parts:
                yield from _codes(part)
        case _:
            return
