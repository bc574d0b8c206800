"""What a worker does to the row of a search: take it, answer it, give it back; each move happens once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import F

from waypost.engine.repair import repair
from waypost.engine.search import Effort, find_plans
from waypost.web.access.queries import actor_for
from waypost.web.plans.adapters.brief import to_brief_row
from waypost.web.plans.adapters.search import GONE, to_answer, to_outcome
from waypost.web.plans.models import Search, SearchKind, SearchState
from waypost.web.plans.queries.brief import brief_of
from waypost.web.plans.queries.search import question_of, real_planner

SECONDS: Final = 2.0  # a person waits
GRACE: Final = timedelta(seconds=15)  # for reading the question; after it the worker is taken for dead
MOST_TRIES: Final = 2
KEPT: Final = timedelta(days=7)
MOST_PLANS: Final = 4
MOST_FIXES: Final = 4


def take_search(*, at: datetime) -> Search | None:
    """The oldest waiting search, now running and this worker's alone; None where nothing waits.

    A whole caseload's searches wait until nobody sits before a page of their own.
    """
    waiting = Search.objects.filter(state=SearchState.WAITING)
    for key in waiting.order_by("is_batch", "pk").values_list("pk", flat=True)[:5]:
        deadline = at + timedelta(seconds=SECONDS) + GRACE
        mine = waiting.filter(pk=key).update(
            state=SearchState.RUNNING, started_at=at, deadline=deadline, tries=F("tries") + 1
        )
        if mine:
            return Search.objects.select_related("asked_by").get(pk=key)
    return None


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
    if search.question["kind"] == SearchKind.PLANS:
        return to_answer(find_plans(question, effort=effort, most=MOST_PLANS), is_cut=is_cut())
    answer = to_answer(repair(question, effort=effort, most=MOST_FIXES), is_cut=is_cut())
    if search.is_what_if:
        return answer
    return {**answer, "brief": to_brief_row(brief_of(planner, to_outcome(answer)))}


def finish_search(*, search: Search, answer: dict[str, Any], at: datetime) -> bool:
    """Keep the answer; False where somebody stopped the search, or another worker has it by now."""
    state = SearchState.TIMED_OUT if answer["kind"] == "not_in_time" else SearchState.DONE
    return _end(search, state=state, answer=answer, at=at)


def fail_search(*, search: Search, at: datetime) -> bool:
    """Mark a search that our own fault ended."""
    return _end(search, state=SearchState.FAILED, answer={}, at=at)


@transaction.atomic
def mend_searches(*, at: datetime) -> int:
    """How many searches of dead workers were given back once more, or marked as failed the second time."""
    lost = Search.objects.filter(state=SearchState.RUNNING, deadline__lt=at)
    again = lost.filter(tries__lt=MOST_TRIES).update(state=SearchState.WAITING, started_at=None, deadline=None)
    return again + lost.update(state=SearchState.FAILED, finished_at=at)


def forget_searches(*, at: datetime) -> int:
    """How many searches are deleted, a week after they were asked."""
    return Search.objects.filter(created_at__lt=at - KEPT).delete()[0]


def _end(search: Search, *, state: SearchState, answer: dict[str, Any], at: datetime) -> bool:
    own = Search.objects.filter(pk=search.pk, state=SearchState.RUNNING, tries=search.tries)
    return bool(own.update(state=state, answer=answer, finished_at=at))
