"""Laws of the search in the terms of other calendars, against every plan there is."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.calendar.calendars import ready
from tests.engine.cases import Shape, rulebooks
from tests.engine.search.instances import courses
from tests.engine.search.laws import a_found_plan_audits_complete, single_batch_and_solver_agree
from waypost.engine.compiled import compile_rulebook
from waypost.engine.readiness import HeadsUpKind, check_plan
from waypost.engine.record import Record
from waypost.engine.search import Calendar, Found, Question, find_plan, school_offerings

CALENDARS = tuple(ready(name) for name in ("trimesters", "quarters", "two-summers", "year-round"))
#: What a plan that was found never has.
ORDER = {HeadsUpKind.PREREQUISITE, HeadsUpKind.COREQUISITE, HeadsUpKind.OFFERED_TERM, HeadsUpKind.LOAD}


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """A student with up to three courses to take in one or two of the terms of a calendar."""
    calendar = draw(st.sampled_from(CALENDARS))
    own = [
        replace(course, terms=frozenset(draw(st.sets(st.sampled_from(calendar.terms), min_size=1, max_size=2))))
        for course in draw(courses(most=3))
    ]
    return Question(
        record=Record(grade_level=12, calendar=calendar),
        rulebooks=(compile_rulebook(draw(rulebooks(Shape(most_leaves=2)))),),
        offerings=school_offerings(own),
        calendar=Calendar(
            school_year=2026,
            grade_level=12,
            first=draw(st.sampled_from(calendar.parts)),
            periods=draw(st.integers(1, 2)),
            summer_after=draw(st.booleans()),
            terms=calendar,
        ),
    )


@settings(max_examples=60, deadline=None)
@given(question=questions())
def test_a_plan_is_found_where_there_is_one(question: Question) -> None:
    if question.calendar.spans():
        a_found_plan_audits_complete(question)


@settings(max_examples=40, deadline=None)
@given(question=questions())
def test_a_found_plan_has_no_heads_up_and_the_batch_says_the_same(question: Question) -> None:
    if not question.calendar.spans():
        return
    single_batch_and_solver_agree(question)
    answer = find_plan(question)
    for plan in answer.plans if isinstance(answer, Found) else ():
        heads_ups = check_plan(plan.record, most_periods=question.calendar.periods)
        assert [one for one in heads_ups if one.kind in ORDER] == []
