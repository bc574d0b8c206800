"""Heads-ups that warn and never block, and what a readiness rests on."""

from dataclasses import replace

import pytest

from tests.credit import credits
from tests.engine.cases import course, entry, record
from waypost.engine.catalog import Course, Term
from waypost.engine.prerequisite import AnyOf, Ask, EveryOf, Free, NeedCourse, parse_prerequisite
from waypost.engine.readiness import HeadsUpKind, check_placement, check_plan, readiness_of
from waypost.engine.record import Entry, Record, Stage

CHEMISTRY = course("CHEM1", subject="SC")
BIOLOGY = course("BIO1", subject="SC")


def anatomy(prerequisite: str = "BIO1 and CHEM1:C", corequisite: str = "none", **more: object) -> Course:
    own = course("ANAT1", subject="SC")
    own = replace(own, prerequisite=parse_prerequisite(prerequisite), corequisite=parse_prerequisite(corequisite))
    return replace(own, **more)  # type: ignore[arg-type]


def planned(own: Course, *, grade: int = 11, term: Term = Term.YEAR) -> Entry:
    return entry(own, id="plan", stage=Stage.PLANNED, grade=grade, term=term)


def kinds(own: Entry, *others: Entry, most_periods: int | None = None) -> list[HeadsUpKind]:
    heads_ups = check_placement(own, record=record(own, *others), most_periods=most_periods)
    return [heads_up.kind for heads_up in heads_ups]


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", Free()),
        ("none", Free()),
        ("MA201", NeedCourse(code="MA201")),
        ("MA201:c+", NeedCourse(code="MA201", min_grade="C+")),
        ("MA201*", NeedCourse(code="MA201", concurrent=True)),
        (
            "A1 or B1 and C1",
            AnyOf(parts=(NeedCourse(code="A1"), EveryOf(parts=(NeedCourse(code="B1"), NeedCourse(code="C1"))))),
        ),
        ("(A1 | B1", Ask(text="(A1 | B1")),
        ("A1 and", Ask(text="A1 and")),
        ("teacher approval", Ask(text="teacher approval")),
        ("A1 and audition", EveryOf(parts=(NeedCourse(code="A1"), Ask(text="audition")))),
    ],
)
def test_prerequisite_texts(text: str, tree: object) -> None:
    assert parse_prerequisite(text) == tree


def test_titles_are_found_by_their_names() -> None:
    names = {"spanish 1": "WL1"}
    assert parse_prerequisite("Spanish 1 or IEP", names=names) == AnyOf(parts=(NeedCourse(code="WL1"), Ask(text="IEP")))


def test_ready_rests_on_what_is_done_and_what_is_assumed() -> None:
    own = planned(anatomy())
    chemistry = entry(CHEMISTRY, stage=Stage.NOW, grade=10)
    readiness = readiness_of(own, record=record(own, entry(BIOLOGY), chemistry))
    assert readiness.is_ready
    assert [(support.course_code, support.stage, support.needed) for support in readiness.supports] == [
        ("BIO1", Stage.DONE, None),
        ("CHEM1", Stage.NOW, "C"),
    ]


def test_a_missing_prerequisite_is_named() -> None:
    own = planned(anatomy())
    (heads_up,) = check_placement(own, record=record(own, entry(CHEMISTRY)))
    assert heads_up.kind is HeadsUpKind.PREREQUISITE
    assert heads_up.course_codes == ("BIO1",)


def test_any_of_the_alternatives_is_named() -> None:
    own = planned(anatomy("BIO1 or CHEM1"))
    (heads_up,) = check_placement(own, record=record(own))
    assert heads_up.course_codes == ("BIO1", "CHEM1")
    assert kinds(own, entry(CHEMISTRY)) == []


def test_a_prerequisite_in_the_same_term_is_too_late_unless_concurrent() -> None:
    same_year = entry(BIOLOGY, stage=Stage.PLANNED, grade=11)
    assert kinds(planned(anatomy("BIO1")), same_year) == [HeadsUpKind.PREREQUISITE]
    assert kinds(planned(anatomy("BIO1*")), same_year) == []


def test_a_failed_course_is_no_prerequisite() -> None:
    failed = entry(BIOLOGY, "F", units=0)
    assert kinds(planned(anatomy("BIO1")), failed) == [HeadsUpKind.PREREQUISITE]


def test_a_low_mark_is_told_with_what_is_asked() -> None:
    own = planned(anatomy("CHEM1:C"))
    (heads_up,) = check_placement(own, record=record(own, entry(CHEMISTRY, "D")))
    assert (heads_up.kind, heads_up.needed, heads_up.actual) == (HeadsUpKind.MINIMUM_GRADE, ("C",), "D")


def test_a_mark_that_cannot_be_compared_and_a_text_are_asked() -> None:
    assert kinds(planned(anatomy("CHEM1:C")), entry(CHEMISTRY, "P")) == [HeadsUpKind.ASK]
    assert kinds(planned(anatomy("audition"))) == [HeadsUpKind.ASK]


def test_a_corequisite_may_stand_beside_or_before() -> None:
    own = planned(anatomy("none", corequisite="CHEM1"))
    assert kinds(own) == [HeadsUpKind.COREQUISITE]
    assert kinds(own, entry(CHEMISTRY, stage=Stage.PLANNED, grade=11)) == []


@pytest.mark.parametrize(
    ("terms", "term", "warned"),
    [
        ({Term.FALL}, Term.FALL, False),
        ({Term.FALL}, Term.SPRING, True),
        ({Term.FALL, Term.SPRING}, Term.YEAR, False),
        ({Term.YEAR}, Term.FALL, True),
        (set(), Term.SUMMER, False),
    ],
)
def test_a_term_in_which_it_is_not_offered(terms: set[Term], term: Term, warned: bool) -> None:
    own = planned(anatomy("none", terms=frozenset(terms)), term=term)
    assert (HeadsUpKind.OFFERED_TERM in kinds(own)) is warned


def test_a_grade_level_that_it_is_not_for() -> None:
    assert kinds(planned(anatomy("none", grades=frozenset({12})))) == [HeadsUpKind.GRADE_LEVEL]


def test_a_class_that_is_earned_already() -> None:
    own = planned(BIOLOGY)
    assert kinds(own, entry(BIOLOGY)) == [HeadsUpKind.DUPLICATE]
    assert kinds(own, entry(BIOLOGY, "F", units=0)) == []
    halves = [
        entry(BIOLOGY, id=term, term=Term(term), units=credits(0.5), stage=Stage.PLANNED) for term in ("fall", "spring")
    ]
    assert check_plan(Record(entries=tuple(halves))) == ()


def test_a_term_with_more_periods_than_there_are() -> None:
    double = planned(anatomy("none", periods=2))
    (heads_up,) = check_placement(
        double, record=record(double, entry(BIOLOGY, stage=Stage.PLANNED, grade=11, term=Term.FALL)), most_periods=2
    )
    assert (heads_up.kind, heads_up.term, heads_up.actual) == (HeadsUpKind.LOAD, Term.FALL, "3")


def test_what_is_done_has_no_heads_ups() -> None:
    done = entry(anatomy(), grade=9)
    assert check_plan(record(done), most_periods=0) == ()


def test_a_class_that_another_one_excludes_has_a_heads_up_with_or_after_it() -> None:
    business = replace(course("MA30"), excludes=frozenset({"MA31"}))
    algebra = course("MA31")
    beside, later = (entry(algebra, id="other", stage=Stage.PLANNED, grade=grade) for grade in (11, 12))
    assert kinds(planned(business), entry(algebra, grade=10)) == [HeadsUpKind.EXCLUDED]
    assert kinds(planned(business), beside) == [HeadsUpKind.EXCLUDED]
    assert kinds(planned(business), later) == []
    assert kinds(planned(business), entry(algebra, "F", units=0, attempted=credits(1), grade=10)) == []


def test_a_class_of_another_school_has_a_heads_up_unless_it_is_taken_elsewhere_anyway() -> None:
    far = replace(course("AR60"), schools=frozenset({"NORTH"}))
    own = planned(far)
    at_south = replace(record(own), school="SOUTH")
    assert [one.kind for one in check_plan(at_south)] == [HeadsUpKind.OTHER_SCHOOL]
    assert check_plan(replace(at_south, school="NORTH")) == ()
    assert check_plan(replace(at_south, school="")) == ()
    online = replace(own, offering="virtual/State Virtual School")
    assert check_plan(replace(at_south, entries=(online,))) == ()


def test_another_level_of_a_passed_class_and_a_repeat_too_many_give_credit_once() -> None:
    honors = replace(course("EN10H"), level_of="EN10")
    assert kinds(planned(honors), entry(course("EN10"), grade=10)) == [HeadsUpKind.DUPLICATE]
    choir = replace(course("AR50", repeatable=True), repeat_times=2)
    assert kinds(planned(choir, grade=11), entry(choir, grade=10)) == []
    before = (entry(choir, grade=9, id="1"), entry(choir, grade=10, id="2"))
    assert kinds(planned(choir, grade=11), *before) == [HeadsUpKind.DUPLICATE]


def test_a_higher_level_or_an_old_number_opens_what_a_class_opens() -> None:
    physics = anatomy("CHEM1:C")
    higher = replace(course("CHEM1H"), level_of="CHEM1", lower_levels=frozenset({"CHEM1"}))
    assert kinds(planned(physics), entry(higher, "B", grade=10)) == []
    assert kinds(planned(physics), entry(course("CHEM9", equivalents="CHEM1"), "B", grade=10)) == []
