"""What a worker does with a search: take it, answer it, keep the answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, Final, TypeVar

from waypost.engine.repair import RepairAnswer, repair
from waypost.engine.search import Answer, Effort, Impossible, Question, Refused, find_plans
from waypost.engine.search.rejected import rejected_ways
from waypost.web.access.queries import actor_for
from waypost.web.finder.adapters.brief import to_brief_row
from waypost.web.finder.adapters.looked import to_looked_row
from waypost.web.finder.adapters.search import GONE, to_answer, to_outcome
from waypost.web.finder.models import Search
from waypost.web.finder.queries.brief import brief_of
from waypost.web.finder.queries.questions import soonest_first
from waypost.web.finder.queries.search import question_of, real_planner
from waypost.web.jobs.actions import end_job, take_job
from waypost.web.jobs.models import JobState

SECONDS: Final = 2.0  # a person waits
MOST_PLANS: Final = 4
MOST_FIXES: Final = 4

Told = TypeVar("Told", bound=Answer | RepairAnswer)


def take_search(*, at: datetime) -> Search | None:
    """The oldest waiting search, now running and this worker's alone; None where nothing waits.

    A whole caseload's searches wait until nobody sits before a page of their own.
    """
    waiting = Search.objects.select_related("asked_by").order_by("is_batch", "pk")
    return take_job(waiting, seconds=SECONDS, at=at)


def answer_search(*, search: Search, is_over: Callable[[], bool], is_cut: Callable[[], bool]) -> dict[str, Any]:
    """The engine's answer by the asker's own rights; `is_over` stops it, `is_cut` says whether it was time that did.

    Raises PermissionError where the asker lost the role, and what the queries raise for a record out of sight.
    """
    actor = actor_for(search.asked_by, search.asked_as)
    if actor is None:
        raise PermissionError(search.asked_as)
    planner = real_planner(actor, student_id=search.student_id)  # before the question: what changes since is seen
    question = question_of(actor, search=search)
    if question is None:
        return GONE
    effort = Effort(seconds=SECONDS, is_cancelled=is_over)
    questions = soonest_first(question, planner=planner)
    if search.is_for_plans:
        found, _asked = _first_with_a_way(questions, lambda one: find_plans(one, effort=effort, most=MOST_PLANS))
        return to_answer(found, is_cut=is_cut())
    fixes, asked = _first_with_a_way(questions, lambda one: repair(one, effort=effort, most=MOST_FIXES))
    answer = to_answer(fixes, is_cut=is_cut())
    if search.is_what_if:
        return answer
    looked = to_looked_row(rejected_ways(asked))
    return {**answer, "brief": to_brief_row(brief_of(planner, to_outcome(answer))), "looked": looked}


def _first_with_a_way(questions: Iterator[Question], answer: Callable[[Question], Told]) -> tuple[Told, Question]:
    """The answer to the first question that has one beside *there is no way*, else the last answer."""
    told = None
    for question in questions:
        told = answer(question)
        if not isinstance(told, Impossible | Refused):
            break
    if told is None:
        raise AssertionError("there is always one question")
    return told, question


def finish_search(*, search: Search, answer: dict[str, Any], at: datetime) -> bool:
    """Keep the answer; False where somebody stopped the search, or another worker has it by now."""
    state = JobState.TIMED_OUT if answer["kind"] == "not_in_time" else JobState.DONE
    return end_job(search, state=state, answer=answer, at=at)


def fail_search(*, search: Search, at: datetime) -> bool:
    """Mark a search that our own fault ended."""
    return end_job(search, state=JobState.FAILED, answer={}, at=at)
