"""Fixes of every kind, and what-ifs."""

from dataclasses import replace

from tests.engine.search.school import (
    COURSES,
    FIRST,
    FULL_PLAN,
    diploma,
    earned,
    half,
    online,
    planned,
    question,
    without,
    year,
)
from waypost.engine.catalog import Term
from waypost.engine.load import Half
from waypost.engine.record import MethodCode, Stage
from waypost.engine.repair import Fix, Fixes, FixKind, repair
from waypost.engine.result import Status
from waypost.engine.search import Calendar, Impossible, Question
from waypost.engine.what_if import dropped, failed, fewer_periods, moved_state, other_pathway, repeated, what_if


def fixes_of(asked: Question) -> dict[FixKind, Fix]:
    answer = repair(asked)
    assert isinstance(answer, Fixes), answer
    assert all(fix.plan.is_complete for fix in answer.fixes)
    return {fix.kind: fix for fix in answer.fixes}


def test_nothing_to_fix() -> None:
    assert list(fixes_of(question(*FULL_PLAN))) == [FixKind.NOTHING]


def test_the_missing_course_is_added() -> None:
    fix = fixes_of(question(*without("PE10")))[FixKind.SWAP]
    assert fix.edits == 1
    assert fix.is_least
    assert [one.entry.course.code for one in fix.plan.changes.added] == ["PE10"]


def test_a_course_that_came_too_early_is_moved() -> None:
    early = replace(planned("MA41", grade=11), id="early")
    fix = fixes_of(question(*without("MA41"), early, periods=5))[FixKind.SWAP]
    assert fix.edits == 1
    assert [(one.course_code, one.to_year) for one in fix.plan.changes.moved] == [("MA41", FIRST + 1)]


def test_a_course_that_moves_with_its_provider_costs_nothing_new() -> None:
    courses = tuple(one for one in COURSES if one.code != "MA41")
    early = replace(planned("MA41", grade=11), method=MethodCode.ONLINE, offering="virtual/online")
    asked = question(*without("MA41"), early, courses=courses, more=(online("MA41"),), periods=5)
    (fix,) = fixes_of(asked).values()
    assert [one.course_code for one in fix.plan.changes.moved] == ["MA41"]
    assert fix.plan.price.cost_cents == 0


def test_fixes_of_different_kinds_with_their_price() -> None:
    health = half("PE10", tag="health", terms=(Term.FALL, Term.SPRING, Term.SUMMER))
    courses = (*(one for one in COURSES if one.code != "PE10"), health)
    asked = question(*without("PE10"), courses=courses, more=(online("PE10"),), summer_periods=1)
    fixes = fixes_of(asked)
    assert set(fixes) == {FixKind.SWAP, FixKind.SUMMER, FixKind.VIRTUAL}
    assert fixes[FixKind.VIRTUAL].plan.price.cost_cents == 20_000
    assert fixes[FixKind.SWAP].plan.price.cost_cents == 0


def test_a_waiver_is_offered_only_where_the_rulebook_marks_it() -> None:
    fixes = fixes_of(question(*without("MA41")))
    assert [one.path for one in fixes[FixKind.WAIVER].waivers] == ["math"]
    assert FixKind.WAIVER not in fixes_of(question(*without("PE10")))


def test_what_cannot_be_fixed_says_why() -> None:
    courses = tuple(one for one in COURSES if one.code != "PE10")
    assert isinstance(repair(question(*without("PE10"), courses=courses)), Impossible)


def test_what_if_a_course_is_failed() -> None:
    past = earned("MA31")
    asked = question(*without("MA31"), past)
    answer = what_if(asked, failed(asked, entry_id=past.id))
    assert "math" in {one.path for one in answer.meters}
    assert isinstance(answer.answer, Fixes)
    assert "MA31" in {one.entry.course.code for one in answer.answer.fixes[0].plan.changes.added}


def test_what_is_failed_while_it_runs_is_made_up_after_its_term() -> None:
    running = replace(planned("MA31", grade=11), stage=Stage.NOW, mark=None)
    asked = question(*without("MA31"), running, courses=(*COURSES, year("MA50")), summer_periods=1)
    asked = replace(asked, calendar=replace(asked.calendar, first=Term.SPRING))
    answer = what_if(asked, failed(asked, entry_id=running.id))
    assert isinstance(answer.answer, Fixes)
    for fix in answer.answer.fixes:
        assert all(one.halves[0] > Half(FIRST, 1, Term.SPRING) for one in fix.plan.placements if not one.kept)
    assert {(one.status_before, one.status_after) for one in answer.meters if one.path == "math"} == {
        (Status.ON_TRACK, Status.OPEN)
    }


def test_a_course_failed_in_the_last_spring_cannot_be_made_up() -> None:
    running = replace(planned("EN12", grade=12), stage=Stage.NOW, mark=None)
    asked = question(earned("EN11"), earned("MA31"), earned("CT10"), earned("PE10"), running)
    asked = replace(asked, calendar=Calendar(school_year=FIRST + 1, grade_level=12, first=Term.SPRING))
    assert isinstance(repair(failed(asked, entry_id=running.id)), Impossible)


def test_what_if_a_course_is_dropped_or_a_period() -> None:
    asked = question(*FULL_PLAN)
    assert isinstance(what_if(asked, dropped(asked, entry_id="own-PE10")).answer, Fixes)
    lighter = what_if(asked, fewer_periods(asked, grade_level=12, fewer=2))
    assert lighter.meters == ()
    assert isinstance(lighter.answer, Fixes)


def test_what_if_the_rules_change() -> None:
    asked = question(*FULL_PLAN)
    harder = diploma('[[part]]\nslug = "arts"\ntitle = "Arts"\ncredits = 1\nfrom = { subject = "AR" }\n')
    moved = what_if(asked, moved_state(asked, rulebooks=(harder,)))
    assert {one.path for one in moved.meters} >= {"arts", "english"}
    assert isinstance(moved.answer, Fixes)
    assert moved.answer.fixes[0].edits == 1
    switched = what_if(asked, other_pathway(asked, goals=(harder,)))
    assert isinstance(switched.answer, Fixes)


def test_a_good_mark_is_repeated_without_a_second_credit() -> None:
    past = earned("MA31", mark="A")
    asked = question(*without("MA31"), past)
    answer = what_if(asked, repeated(asked, entry_id=past.id, school_year=FIRST, term=Term.YEAR))
    assert answer.meters == ()
    assert isinstance(answer.answer, Fixes)
    assert all("MA31" not in fix.plan.changes.dropped for fix in answer.answer.fixes)


def test_what_if_a_low_mark_is_repeated() -> None:
    past = earned("MA31", mark="D")
    asked = question(*without("MA31"), past)
    again = repeated(asked, entry_id=past.id, school_year=FIRST, term=Term.YEAR)
    assert isinstance(what_if(asked, again).answer, Fixes)
