"""Fixes for many students at once: asked in one go, answered after everybody's own questions, told in brief."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from tests.cast import Cast
from tests.credit import credits
from tests.factories import NOW, look_after, make_plan
from tests.web.advising.caseloads import add_students
from tests.web.rules import DIPLOMA, adopt
from waypost.web.access.actor import Actor
from waypost.web.finder.actions.batches import ask_fixes, stop_fixes
from waypost.web.finder.actions.searching import ask_search
from waypost.web.finder.actions.working import take_search
from waypost.web.finder.adapters.brief import Brief, Short, SmallestFix, to_brief
from waypost.web.finder.models import Search, SearchKind
from waypost.web.finder.queries.fixes import Run, newest_fixes, newest_run
from waypost.web.finder.tasks import run_next
from waypost.web.history.models import Event
from waypost.web.jobs.models import JobState
from waypost.web.plans.adapters import Add

LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def counselor(cast: Cast) -> Actor:
    """Ms. Whitfield, with Maya's plan that lacks English 12."""
    adopt(cast)
    make_plan(cast.maya, (cast.courses["ENG11"], 11, "year"), (cast.courses["ANAT"], 11, "year"))
    return cast.actor(cast.ms_whitfield)


def answered_brief(cast: Cast, counselor: Actor) -> Brief:
    ask_fixes(counselor, students=[cast.maya], at=NOW)
    assert run_next(looks=False)
    return to_brief(Search.objects.get().answer["brief"])


def test_each_student_gets_a_search_and_an_entry_in_the_history(cast: Cast, counselor: Actor) -> None:
    students = [cast.maya, *add_students(cast, 2)]
    ask_fixes(counselor, students=students, at=NOW)
    assert set(Search.objects.values_list("student", flat=True)) == {student.pk for student in students}
    told = Event.objects.filter(verb="search_asked").order_by("pk")
    assert [event.student_id for event in told] == [student.pk for student in students]
    assert {event.object_id for event in told} == {str(search.pk) for search in Search.objects.all()}


def test_a_new_run_replaces_what_still_waits_and_keeps_what_was_answered(cast: Cast, counselor: Actor) -> None:
    students = add_students(cast, 2)
    ask_fixes(counselor, students=students, at=NOW)
    assert run_next(looks=False)
    ask_fixes(counselor, students=students, at=LATER)
    states = list(Search.objects.order_by("pk").values_list("state", flat=True))
    assert states == ["done", "cancelled", "waiting", "waiting"]


def test_a_question_of_ones_own_is_taken_before_a_whole_caseload(cast: Cast, counselor: Actor) -> None:
    ask_fixes(counselor, students=[cast.maya, *add_students(cast, 8)], at=NOW)
    own = ask_search(cast.actor(cast.maya), student=cast.maya, kind=SearchKind.PLANS, wishes=(), at=LATER)
    taken = take_search(at=LATER)
    assert taken is not None
    assert taken.pk == own.pk


def test_one_student_out_of_reach_stops_it_all(cast: Cast, counselor: Actor) -> None:
    with pytest.raises(PermissionDenied):
        ask_fixes(counselor, students=[cast.maya, cast.theo], at=NOW)
    assert not Search.objects.exists()
    assert not Event.objects.filter(verb="search_asked").exists()


def test_stopping_ends_what_waits_and_runs_of_this_adult_only(cast: Cast, counselor: Actor) -> None:
    ask_fixes(counselor, students=[cast.maya, *add_students(cast, 2)], at=NOW)
    advisor = ask_fixes(cast.actor(cast.mr_osei), students=[cast.maya], at=NOW)
    assert run_next(looks=False)
    take_search(at=NOW)
    assert stop_fixes(counselor, at=LATER) == 2
    assert stop_fixes(counselor, at=LATER) == 0
    assert Search.objects.get(pk=advisor[0].pk).state == JobState.WAITING
    assert Event.objects.filter(verb="search_cancelled").count() == 2


def test_progress_counts_the_newest_run(cast: Cast, counselor: Actor) -> None:
    students = [cast.maya, *add_students(cast, 2)]
    assert newest_run(newest_fixes(counselor)) is None
    ask_fixes(counselor, students=students, at=NOW)
    assert run_next(looks=False)
    assert newest_run(newest_fixes(counselor)) == Run(count=3, going=2)
    ask_fixes(counselor, students=students, at=LATER)
    assert newest_run(newest_fixes(counselor)) == Run(count=3, going=3)
    assert newest_run(newest_fixes(cast.actor(cast.mr_osei))) is None


def test_the_answer_is_kept_in_brief(cast: Cast, counselor: Actor) -> None:
    add = Add(code="ENG12", grade_level=12, term="year")
    assert answered_brief(cast, counselor) == Brief(
        plan_seen=1,
        short=(Short(title="English", units=credits(1)),),
        fix_count=1,
        fix=SmallestFix(number=0, kind="swap", changes=(add,)),
    )


def test_a_rule_that_states_a_last_term_is_told(cast: Cast) -> None:
    adopt(cast, DIPLOMA.replace('slug = "english"', 'slug = "english"\nby_grade = 12'))
    make_plan(cast.maya, (cast.courses["ENG11"], 11, "year"), (cast.courses["ANAT"], 11, "year"))
    brief = answered_brief(cast, cast.actor(cast.ms_whitfield))
    assert brief.short == (Short(title="English", units=credits(1), by_semester=8),)


def test_a_plan_that_works_says_so(cast: Cast, counselor: Actor) -> None:
    cast.maya.plan.branches.get().planned.create(course=cast.courses["ENG12"], grade_level=12, term="year")
    assert answered_brief(cast, counselor) == Brief(plan_seen=1, works=True)


def test_where_nothing_works_the_easiest_ask_is_kept(cast: Cast) -> None:
    adopt(cast, DIPLOMA.replace('from = { subject = "EN" }', 'from = { subject = "EN", tag = "none" }'))
    brief = answered_brief(cast, cast.actor(cast.ms_whitfield))
    assert brief.fix is None
    assert brief.ask is not None
    assert (brief.ask.kind, brief.ask.path) == ("requirement", "english")


def test_only_the_newest_question_counts_and_a_changed_plan_is_seen(cast: Cast, counselor: Actor) -> None:
    ask_fixes(counselor, students=[cast.maya], at=NOW)
    assert run_next(looks=False)
    assert newest_fixes(counselor)[cast.maya.pk].is_fresh
    real = cast.maya.plan.branches.get()
    real.version += 1
    real.save()
    assert not newest_fixes(counselor)[cast.maya.pk].is_fresh
    again = ask_fixes(counselor, students=[cast.maya], at=LATER)
    assert newest_fixes(counselor)[cast.maya.pk].search_id == again[0].pk
    assert newest_fixes(counselor)[cast.maya.pk].is_going
    stop_fixes(counselor, at=LATER)
    assert newest_fixes(counselor)[cast.maya.pk].brief is not None


def test_nobody_reads_another_adults_answers(cast: Cast, counselor: Actor) -> None:
    look_after(cast.stranger, cast.other_student)
    answered_brief(cast, counselor)
    for part in (cast.mr_osei, cast.maya, cast.stranger, cast.other_student):
        assert newest_fixes(cast.actor(part)) == {}
