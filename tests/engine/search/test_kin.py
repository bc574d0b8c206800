"""Plans and fixes know which courses are one course, which exclude one another, and what a counselor names first."""

from collections import Counter
from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.credit import credits
from tests.engine.cases import Shape, rulebooks
from tests.engine.search.instances import courses
from tests.engine.search.laws import THOROUGH
from tests.engine.search.school import diploma, half, question, year
from waypost.engine.audit import audit
from waypost.engine.catalog import Course, Level, Term
from waypost.engine.compiled import CompiledRulebook, compile_rulebook
from waypost.engine.prerequisite import Ask
from waypost.engine.readiness import HeadsUpKind, check_plan
from waypost.engine.record import Entry, Record, Stage
from waypost.engine.repair import Fixes, repair
from waypost.engine.sameness import closed, course_key, excludes, most_in_all
from waypost.engine.search import (
    Calendar,
    Found,
    FoundPlan,
    Impossible,
    PlacedCourse,
    Question,
    Wishes,
    find_plan,
    school_offerings,
)
from waypost.engine.search.rejected import No, rejected_ways
from waypost.engine.search.wish_reading import read_wishes
from waypost.engine.transcript import read_record
from waypost.engine.units import UNITS_PER_CREDIT

EN10 = year("EN10")
EN10H = replace(year("EN10H", level=Level.HONORS), level_of="EN10")
CHEM = year("SC20")
CHEM_HONORS = replace(year("SC20H", level=Level.HONORS), level_of="SC20")
PE = half("PE20", tag="health")
ADAPTED = replace(half("PE09", tag="health"), prerequisite=Ask(text="your IEP team says that it fits"))
CHOIR = replace(year("AR50"), repeatable=True)


def rule(subject: str, credits: float) -> CompiledRulebook:
    """So many credits of one subject."""
    return diploma(f'[[part]]\nslug = "own"\ntitle = "Own"\ncredits = {credits}\nfrom = {{ subject = "{subject}" }}\n')


def asked(*offered: Course, rules: CompiledRulebook, entries: tuple[Entry, ...] = (), **more: object) -> Question:
    """A question about these courses alone, closed with those of the record."""
    own = closed([*offered, *(entry.course for entry in entries)])
    taken = tuple(replace(entry, course=course) for entry, course in zip(entries, own[len(offered) :], strict=True))
    return replace(question(*taken, courses=own[: len(offered)]), rulebooks=(rules,), **more)


def codes(answer: object) -> list[str]:
    """The courses of the plan that was found."""
    assert isinstance(answer, Found), answer
    return sorted(placement.entry.course.code for placement in answer.plans[0].placements)


def first_fix(one: Question) -> FoundPlan:
    answer = repair(one)
    assert isinstance(answer, Fixes), answer
    return answer.fixes[0].plan


def taken(course: Course, *, mark: str = "B", units: int | None = None, year: int = 2025) -> Entry:
    """The course in a year that is over."""
    return Entry(
        id=f"past-{course.code}-{year}",
        course=course,
        stage=Stage.DONE,
        units=course.units if units is None else units,
        attempted_units=course.units,
        mark=mark,
        grade_level=year - 2015,
        school_year=year,
    )


def test_two_levels_of_one_course_are_never_planned_together() -> None:
    both = asked(EN10, EN10H, rules=rule("EN", 2))
    assert isinstance(find_plan(both), Impossible)
    assert codes(find_plan(asked(EN10, EN10H, year("EN12"), rules=rule("EN", 2))))[-1] == "EN12"


def test_another_level_of_a_passed_course_is_no_way_to_more_credit() -> None:
    one = asked(EN10H, rules=rule("EN", 2), entries=(taken(EN10, mark="D"),))
    assert isinstance(find_plan(one), Impossible)
    assert [way.no for way in rejected_ways(one).rejected] == [No.TAKEN]


def test_a_renamed_course_is_no_way_to_more_credit() -> None:
    renamed = replace(year("BI2"), subject="SC", equivalents=frozenset({"BI1"}))
    before = replace(year("BI1"), subject="SC")
    assert isinstance(find_plan(asked(renamed, rules=rule("SC", 2), entries=(taken(before),))), Impossible)


def test_a_failed_course_is_taken_again_at_its_own_level_first() -> None:
    failed = taken(CHEM, mark="F", units=0)
    for offered in ((CHEM, CHEM_HONORS), (CHEM_HONORS, CHEM)):
        plan = first_fix(asked(*offered, rules=rule("SC", 1), entries=(failed,)))
        assert [one.entry.course.code for one in plan.placements] == ["SC20"]
    only = first_fix(asked(CHEM_HONORS, rules=rule("SC", 1), entries=(failed,)))
    assert [one.entry.course.code for one in only.placements] == ["SC20H"]


def test_a_failed_honors_course_may_be_made_up_at_its_own_level() -> None:
    failed = taken(CHEM_HONORS, mark="F", units=0)
    plan = first_fix(asked(CHEM, CHEM_HONORS, rules=rule("SC", 1), entries=(failed,)))
    assert [one.entry.course.code for one in plan.placements] == ["SC20H"]


def test_a_course_that_needs_a_persons_word_comes_last_and_says_whose() -> None:
    plan = first_fix(asked(ADAPTED, PE, rules=rule("PE", 0.5)))
    assert [one.entry.course.code for one in plan.placements] == ["PE20"]
    only = first_fix(asked(ADAPTED, rules=rule("PE", 0.5)))
    assert [one.entry.course.code for one in only.placements] == ["PE09"]
    assert [one.text for one in only.assumptions] == ["your IEP team says that it fits"]
    assert codes(find_plan(asked(ADAPTED, PE, rules=rule("PE", 0.5)))) == ["PE20"]


def test_courses_that_exclude_one_another_are_never_planned_together() -> None:
    business = replace(year("MA30"), excludes=frozenset({"MA31"}))
    algebra = year("MA31")
    assert isinstance(find_plan(asked(business, algebra, rules=rule("MA", 2))), Impossible)
    assert codes(find_plan(asked(business, algebra, year("MA41"), rules=rule("MA", 2))))[-1] == "MA41"
    after = asked(business, rules=rule("MA", 2), entries=(taken(algebra),))
    assert isinstance(find_plan(after), Impossible)
    assert [(way.no, way.needed) for way in rejected_ways(after).rejected] == [(No.EXCLUDED, ("MA31",))]
    before = asked(algebra, rules=rule("MA", 2), entries=(taken(business),))
    assert codes(find_plan(before)) == ["MA31"]


def test_a_repeatable_course_is_planned_as_often_as_it_counts() -> None:
    endless = asked(CHOIR, rules=rule("AR", 2))
    assert codes(find_plan(endless)) == ["AR50", "AR50"]
    once = asked(replace(CHOIR, repeat_times=1), rules=rule("AR", 2))
    assert isinstance(find_plan(once), Impossible)
    twice = replace(CHOIR, repeat_times=2)
    assert codes(find_plan(asked(twice, rules=rule("AR", 2), entries=(taken(twice),)))) == ["AR50"]
    full = (taken(twice), taken(twice, year=2024))
    assert isinstance(find_plan(asked(twice, rules=rule("AR", 3), entries=full)), Impossible)


def test_a_pinned_course_of_variable_credit_says_how_much() -> None:
    work = replace(year("CT70"), units=credits(0.5), most_units=credits(2))
    pinned = Wishes(pinned=(PlacedCourse(course_code="CT70", school_year=2026, term=Term.YEAR, units=credits(2)),))
    answer = find_plan(asked(work, rules=rule("CT", 2), wishes=pinned))
    assert isinstance(answer, Found)
    assert [placement.entry.units for placement in answer.plans[0].placements] == [credits(2)]
    assert isinstance(find_plan(asked(work, rules=rule("CT", 2))), Impossible)


def test_what_only_another_school_teaches_is_not_planned() -> None:
    far = replace(year("AR60"), schools=frozenset({"NORTH"}))
    one = asked(far, rules=rule("AR", 1))
    assert codes(find_plan(one)) == ["AR60"]
    here = replace(one, record=replace(one.record, school="SOUTH"))
    assert isinstance(find_plan(here), Impossible)
    assert [way.no for way in rejected_ways(here).rejected] == [No.OTHER_SCHOOL]


def test_a_prerequisite_is_opened_by_an_old_number_and_by_a_higher_level() -> None:
    physics = replace(year("SC30", after="SC20"))
    old = year("SC19")
    renamed = replace(CHEM, equivalents=frozenset({"SC19"}))
    for before, offered in ((old, renamed), (CHEM_HONORS, CHEM)):
        one = asked(physics, offered, rules=rule("SC", 2), entries=(taken(before),))
        assert codes(find_plan(one)) == ["SC30"]
    needs_honors = year("SC31", after="SC20H")
    lower = asked(needs_honors, CHEM_HONORS, rules=rule("SC", 2), entries=(taken(CHEM),))
    assert isinstance(find_plan(lower), Impossible)


def test_a_wishes_file_joins_its_courses_with_those_of_the_record() -> None:
    record = read_record(
        b'{"grade_level": 11, "courses": [{"code": "BI1", "title": "Biology", "subject": "SC", "units": 4}],'
        b' "entries": [{"id": "1", "course": "BI1", "stage": "done", "mark": "B", "units": 4, "grade_level": 9,'
        b' "school_year": 2024}]}'
    ).record
    assert record is not None
    loaded = read_wishes(
        b'{"calendar": {"school_year": 2026}, "courses": [{"code": "BI2", "title": "Biology", "subject": "SC",'
        b' "units": 4, "equivalents": ["BI1"]}]}',
        record=record,
    )
    assert loaded.record is not None
    (entry,) = loaded.record.entries
    assert course_key(entry.course) == course_key(loaded.offerings[0].course) == "BI1"


@st.composite
def _questions(draw: st.DrawFn) -> Question:
    """A student in grade 12 among courses that are levels of one another, exclude one another and have limits."""
    own = draw(courses(most=6))
    named = [one.code for one in own]
    kin = [
        replace(
            one,
            equivalents=frozenset(draw(st.sets(st.sampled_from(named), max_size=1))) - {one.code},
            level_of=draw(st.sampled_from(("", "", *named))),
            level=draw(st.sampled_from((Level.REGULAR, Level.HONORS))),
            excludes=frozenset(draw(st.sets(st.sampled_from(named), max_size=1))),
            repeat_times=draw(st.sampled_from((None, 1, 2))) if one.repeatable else None,
        )
        for one in own
    ]
    joined = closed(kin)
    past = [taken(one, mark="B") for one in joined if draw(st.integers(0, 3)) == 0]
    calendar = Calendar(school_year=2026, grade_level=12, periods=3, least_periods=0, summer_periods=2)
    return Question(
        record=Record(entries=tuple(past), grade_level=12),
        rulebooks=(compile_rulebook(draw(rulebooks(Shape(most_leaves=3)))),),
        offerings=school_offerings(joined),
        calendar=calendar,
    )


@settings(max_examples=60, deadline=None)
@given(one=_questions())
def test_no_plan_has_two_levels_exclusive_courses_or_more_repeats_than_count(one: Question) -> None:
    answer = find_plan(one, effort=THOROUGH)
    if not isinstance(answer, Found):
        return
    (plan,) = answer.plans
    placed = [placement.entry.course for placement in plan.placements]
    singles = Counter(course_key(course) for course in placed if not course.repeatable)
    assert not [key for key, count in singles.items() if count > 1]
    assert not [pair for pair in combinations(placed, 2) if excludes(*pair) or excludes(*pair[::-1])]
    for course in placed:
        own = [entry for entry in plan.record.entries if course_key(entry.course) == course_key(course)]
        kin = [offering.course for offering in one.offerings if course_key(offering.course) == course_key(course)]
        most = [most_in_all(other) for other in kin]
        assert None in most or sum(entry.units for entry in own) <= max(own_most or 0 for own_most in most) + (
            0 if course.repeatable else sum(entry.units for entry in own if entry.stage is Stage.DONE)
        )
    assert not [heads_up for heads_up in check_plan(plan.record) if heads_up.kind in _NEVER]
    assert all(audit(plan.record, book).meter.open == 0 for book in one.rulebooks)


_NEVER = {HeadsUpKind.EXCLUDED, HeadsUpKind.OTHER_SCHOOL}


def test_a_course_passed_for_no_credit_is_not_a_failed_one() -> None:
    passed = replace(taken(replace(CHEM, units=0), mark="B"), attempted_units=0)
    plan = first_fix(asked(CHEM_HONORS, CHEM, rules=rule("SC", 1), entries=(passed,)))
    assert plan.is_complete


def test_a_course_for_no_credit_is_planned_as_often_as_it_may_be_repeated() -> None:
    advisory = replace(year("EL01"), units=0, repeatable=True, repeat_times=1)
    twice = diploma('[[part]]\nslug = "own"\ntitle = "Own"\ntally = "terms"\nat_least = 2\nfrom = { subject = "EL" }\n')
    assert isinstance(find_plan(asked(advisory, rules=twice)), Impossible)
    assert codes(find_plan(asked(replace(advisory, repeat_times=2), rules=twice))) == ["EL01", "EL01"]


def test_units_that_a_pinned_course_does_not_give_are_pointed_out() -> None:
    text = """{"calendar": {"school_year": 2026, "grade_level": 11}, "courses": [
        {"code": "CT70", "title": "Work", "subject": "CT", "units": 2, "most_units": 8},
        {"code": "EN11", "title": "English", "subject": "EN", "units": 4}],
        "wishes": {"pinned": [{"course": "CT70", "school_year": 2026, "units": %s},
                              {"course": "EN11", "school_year": 2026, "units": %s}]}}"""
    found = read_wishes(text % (9, 2), record=Record())
    assert {problem.place for problem in found.problems} == {"wishes.pinned[1].units", "wishes.pinned[2].units"}
    told = read_wishes(text % (6, 4), record=Record())
    assert told.wishes is not None
    work, english = told.wishes.pinned
    assert (work.units, english.units) == (UNITS_PER_CREDIT * 3 // 2, UNITS_PER_CREDIT)
