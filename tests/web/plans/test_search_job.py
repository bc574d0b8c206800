"""The job of a search: taken once, stopped, cut off, given back where its worker died, forgotten after a week."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories import NOW, make_plan
from tests.web.plans.forms_of import post, text_of
from tests.web.plans.search_pages import ask, newest
from tests.web.rules import adopt
from waypost.web.access.actor import Actor
from waypost.web.finder.actions import working
from waypost.web.finder.actions.searching import ask_search, cancel_search
from waypost.web.finder.actions.working import finish_search, take_search
from waypost.web.finder.models import Search, SearchKind
from waypost.web.finder.tasks import run_next
from waypost.web.jobs.actions import forget_jobs, mend_jobs
from waypost.web.jobs.models import JobState
from waypost.web.schools.models import Support

LATE = NOW + timedelta(minutes=1)


@pytest.fixture
def maya(cast: Cast) -> Actor:
    adopt(cast)
    make_plan(cast.maya, (cast.courses["ENG11"], 11, "year"))
    return cast.actor(cast.maya)


@pytest.fixture
def search(maya: Actor, cast: Cast) -> Search:
    return ask_search(maya, student=cast.maya, kind=SearchKind.PLANS, wishes=(), at=NOW)


def state_of(search: Search) -> str:
    return Search.objects.get(pk=search.pk).state


def test_a_search_is_taken_once(search: Search) -> None:
    taken = take_search(at=NOW)
    assert taken is not None
    assert (taken.pk, taken.state, taken.tries) == (search.pk, JobState.RUNNING, 1)
    assert take_search(at=NOW) is None


def test_a_new_question_stops_the_old_one(search: Search, maya: Actor, cast: Cast) -> None:
    ask_search(maya, student=cast.maya, kind=SearchKind.FIXES, wishes=(), at=NOW)
    assert state_of(search) == JobState.CANCELLED


def test_a_stopped_search_is_never_answered(search: Search, maya: Actor) -> None:
    taken = take_search(at=NOW)
    assert cancel_search(maya, search=search, at=NOW)
    assert taken is not None
    assert not finish_search(search=taken, answer={"kind": "found", "ways": []}, at=NOW)
    assert state_of(search) == JobState.CANCELLED


def test_an_answer_that_came_first_stays(search: Search, maya: Actor) -> None:
    assert run_next(looks=False)
    assert not cancel_search(maya, search=search, at=NOW)
    assert state_of(search) == JobState.DONE


def test_the_page_stops_it(client: Client, maya: Actor, cast: Cast) -> None:
    client.force_login(cast.maya.user)
    address = ask(client, cast.maya).headers["Location"]
    post(client, reverse("finder:search_cancel", args=[newest().pk]))
    assert "You stopped this search. Nothing changed." in text_of(client.get(address))
    assert not run_next(looks=False)


def test_time_that_ran_out_never_says_that_none_exists(client: Client, search: Search, cast: Cast) -> None:
    taken = take_search(at=NOW)
    assert taken is not None
    assert finish_search(search=taken, answer={"kind": "not_in_time"}, at=NOW)
    assert state_of(search) == JobState.TIMED_OUT
    client.force_login(cast.maya.user)
    said = text_of(client.get(reverse("finder:search_detail", args=[search.pk])))
    assert "We did not find one in time. There may be one." in said
    assert "No plan" not in said


def test_an_answer_cut_short_is_the_best_so_far(
    client: Client, search: Search, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("waypost.web.finder.tasks.SECONDS", -1.0)
    assert run_next(looks=False)
    client.force_login(cast.maya.user)
    said = text_of(client.get(reverse("finder:search_detail", args=[search.pk])))
    assert "Best so far" in said
    assert "1 plan works" in said


def test_a_dead_workers_search_is_given_back_once_and_then_marked(search: Search) -> None:
    take_search(at=NOW)
    assert mend_jobs(Search, at=NOW) == 0
    assert mend_jobs(Search, at=LATE) == 1
    assert state_of(search) == JobState.WAITING
    take_search(at=LATE)
    assert mend_jobs(Search, at=LATE + timedelta(minutes=1)) == 1
    assert state_of(search) == JobState.FAILED
    assert mend_jobs(Search, at=LATE + timedelta(hours=1)) == 0


def test_a_worker_that_was_taken_for_dead_answers_nothing(search: Search) -> None:
    slow = take_search(at=NOW)
    mend_jobs(Search, at=LATE)
    again = take_search(at=LATE)
    assert slow is not None
    assert again is not None
    assert not finish_search(search=slow, answer={"kind": "found", "ways": []}, at=LATE)
    assert finish_search(search=again, answer={"kind": "found", "ways": []}, at=LATE)


def test_our_own_fault_is_marked_and_said(client: Client, search: Search, cast: Cast) -> None:
    search.question = {"kind": "plans"}
    search.save()
    assert run_next(looks=False)
    assert state_of(search) == JobState.FAILED
    search.question = {"kind": "plans", "wishes": []}
    search.save(update_fields=["question"])
    client.force_login(cast.maya.user)
    said = text_of(client.get(reverse("finder:search_detail", args=[search.pk])))
    assert "Something went wrong on our side. The plan is safe." in said


def test_a_right_that_ended_ends_the_search(cast: Cast, maya: Actor) -> None:
    counselor = cast.actor(cast.ms_whitfield)
    search = ask_search(counselor, student=cast.maya, kind=SearchKind.FIXES, wishes=(), at=NOW)
    Support.objects.filter(staff=cast.ms_whitfield).delete()
    run_next(looks=False)
    assert state_of(search) == JobState.FAILED


def test_a_stranger_asks_nothing(cast: Cast, maya: Actor) -> None:
    with pytest.raises(PermissionDenied):
        ask_search(cast.actor(cast.theo), student=cast.maya, kind=SearchKind.PLANS, wishes=(), at=NOW)


def test_the_same_question_gets_the_same_answer(search: Search, maya: Actor, cast: Cast) -> None:
    run_next(looks=False)
    again = ask_search(maya, student=cast.maya, kind=SearchKind.PLANS, wishes=(), at=NOW)
    run_next(looks=False)
    assert Search.objects.get(pk=search.pk).answer == Search.objects.get(pk=again.pk).answer


def test_searches_are_forgotten_after_a_week(search: Search, now: datetime) -> None:
    assert forget_jobs(Search, at=now + timedelta(days=6)) == 0
    assert forget_jobs(Search, at=now + timedelta(days=8)) == 1


@pytest.mark.django_db(transaction=True)
def test_the_command_empties_the_queue_and_looks_whether_it_was_stopped(cast: Cast, settings: Any) -> None:
    adopt(cast)
    search = ask_search(cast.actor(cast.maya), student=cast.maya, kind=SearchKind.PLANS, wishes=(), at=NOW)
    call_command("work", "--until-empty")
    assert state_of(search) == JobState.DONE


def test_the_time_for_a_person_is_two_seconds() -> None:
    assert working.SECONDS == 2.0
