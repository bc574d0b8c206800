"""A planner's branch as a question that the engine takes; it asks the database nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from waypost.engine.search import Offering, Question
from waypost.web.catalog.adapters import to_rulebook
from waypost.web.catalog.models import RulebookKind
from waypost.web.finder.adapters.wishes import Wish, WishKind, to_wishes
from waypost.web.plans.adapters.horizon import LAST_GRADE, last_grade_of
from waypost.web.plans.adapters.offerings import to_calendar
from waypost.web.plans.queries.planner import Planner


def question_about(planner: Planner, *, wishes: Sequence[Wish] = (), offerings: Sequence[Offering] = ()) -> Question:
    """The question about the real plan: diplomas, and what a wish must reach, are to be complete; all else is a goal.

    The record is as pages show it, with running classes that give no credit.
    """
    reach = {wish.about for wish in wishes if wish.kind is WishKind.REACH}
    books = [adoption.rulebook for adoption in planner.file.adoptions]
    must = {book.pk for book in books if book.kind == RulebookKind.GRADUATION or book.key in reach}
    today = planner.today
    return Question(
        record=planner.real.record,
        rulebooks=tuple(to_rulebook(book) for book in books if book.pk in must),
        goals=tuple(to_rulebook(book) for book in books if book.pk not in must),
        offerings=tuple(offerings),
        calendar=to_calendar(planner.student, on=today),
        wishes=to_wishes(wishes, calendar=planner.file.catalog.calendar),
        as_of=today,
    )


def soonest_first(question: Question, *, planner: Planner) -> Iterator[Question]:
    """The question with the usual end of school, and then, for who is in the last year, with later ends.

    From 12th grade on, a summer after the last year and further years come after it, as far as the district plans.
    """
    yield question
    first, last = question.calendar.last_grade, last_grade_of(planner.student, on=planner.today, is_short=True)
    if planner.student.grade_level < LAST_GRADE or not planner.student.district.years_after_twelfth:
        return
    for grade in range(first, max(first, last) + 1):
        yield replace(question, calendar=replace(question.calendar, last_grade=grade, summer_after=True))
