"""Whether a selector accepts an entry."""

from typing import assert_never

from waypost.engine.catalog import Course, Term
from waypost.engine.code_patterns import fits_pattern
from waypost.engine.marks import mark_reaches
from waypost.engine.record import Entry, Stage
from waypost.engine.selector import BothMatch, EitherMatch, Match, NotMatch, Selector


def accepts(selector: Selector, entry: Entry, *, unknown: bool = False) -> bool:
    """Whether the entry matches; ``unknown`` is the answer for a mark that cannot be compared.

    A mark is only asked of earned entries: what is in progress or planned is assumed to reach it.
    """
    match selector:
        case Match():
            return _course_fits(selector, entry.course) and _entry_fits(selector, entry, unknown=unknown)
        case EitherMatch():
            return any(accepts(part, entry, unknown=unknown) for part in selector.parts)
        case BothMatch():
            return all(accepts(part, entry, unknown=unknown) for part in selector.parts)
        case NotMatch():
            return not accepts(selector.part, entry, unknown=not unknown)
        case _:
            assert_never(selector)


def reads_only_the_course(selector: Selector) -> bool:
    """Whether the answer is the same for every attempt at one course."""
    match selector:
        case Match():
            asked = (selector.grades, selector.terms, selector.stages, selector.methods)
            return not any(asked) and selector.min_mark is None and selector.by_semester is None
        case EitherMatch() | BothMatch():
            return all(reads_only_the_course(part) for part in selector.parts)
        case NotMatch():
            return reads_only_the_course(selector.part)
        case _:
            assert_never(selector)


def semester_of(entry: Entry) -> int:
    """The semester by whose end an entry ends, fall of grade 9 = 1; a summer belongs to the grade before it."""
    return (entry.grade_level - 9) * 2 + entry.term.semester


def _course_fits(match: Match, course: Course) -> bool:
    codes = match.codes
    return (
        (not codes or course.code in codes or not codes.isdisjoint(course.equivalents))
        and (not match.subjects or course.subject in match.subjects)
        and (not match.tags or not match.tags.isdisjoint(course.tags))
        and match.all_tags <= course.tags
        and (not match.levels or course.level in match.levels)
        and (match.title is None or match.title.lower() in course.title.lower())
        and (not (match.numbers or match.patterns) or _code_fits(match, course))
    )


def _code_fits(match: Match, course: Course) -> bool:
    """Whether the course's code, or one that counts as the same course, is in a range and has a pattern."""
    codes = (course.code, *course.equivalents)
    return (not match.numbers or any(one.holds(code) for one in match.numbers for code in codes)) and (
        not match.patterns or any(fits_pattern(code, one) for one in match.patterns for code in codes)
    )


def _entry_fits(match: Match, entry: Entry, *, unknown: bool) -> bool:
    return (
        (not match.grades or entry.grade_level in match.grades)
        and (not match.terms or _term_fits(match.terms, entry.term))
        and (not match.stages or entry.stage in match.stages)
        and (not match.methods or entry.method in match.methods)
        and (match.by_semester is None or semester_of(entry) <= match.by_semester)
        and (match.min_mark is None or _mark_fits(match.min_mark, entry, unknown=unknown))
    )


def _term_fits(asked: frozenset[Term], term: Term) -> bool:
    """Whether a term is asked for; summer is every summer session."""
    return term in asked or (term.is_summer and Term.SUMMER in asked)


def _mark_fits(least: str, entry: Entry, *, unknown: bool) -> bool:
    if entry.stage is not Stage.DONE:
        return True
    reached = None if entry.mark is None else mark_reaches(entry.mark, least)
    return unknown if reached is None else reached
