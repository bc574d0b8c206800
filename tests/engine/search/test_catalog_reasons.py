"""Why no plan exists names what the catalog says of courses: repeats, exclusion, levels."""

from dataclasses import replace

import pytest

from tests.engine.search.school import diploma, half, planned, question, year
from waypost.engine.catalog import Course
from waypost.engine.record import Entry, Stage
from waypost.engine.repair import repair
from waypost.engine.sameness import closed
from waypost.engine.search import Impossible, Wishes, find_plan
from waypost.engine.search.wishes import Target

CHOIR = replace(half("AR30"), repeatable=True, repeat_times=2)
STATISTICS, AP_STATISTICS = year("MA50"), replace(year("MA60"), excludes=frozenset({"MA50"}))
BIOLOGY, BIOLOGY_HONORS = closed([year("SC10"), replace(year("SC11"), level_of="SC10")])


def leaf(code: str, size: float = 1, slug: str = "own") -> str:
    return f'[[part]]\nslug = "{slug}"\ntitle = "Own"\ncredits = {size}\nfrom = {{ code = "{code}" }}\n'


def passed(course: Course, *, number: int = 1) -> Entry:
    own = replace(planned("MA31", grade=10), id=f"{course.code}-{number}", course=course, units=course.units)
    return replace(own, stage=Stage.DONE, mark="B", school_year=2025 - number, grade_level=11 - number)


CASES = [
    ((CHOIR,), (), leaf("AR30", 1.5), ("repeats", "AR30")),
    ((CHOIR,), (passed(CHOIR),), leaf("AR30", 1.5), ("repeats", "AR30")),
    ((CHOIR,), (passed(CHOIR), passed(CHOIR, number=2)), leaf("AR30", 1.5), ("repeats", "AR30")),
    ((STATISTICS, AP_STATISTICS), (passed(STATISTICS),), leaf("MA60"), ("excludes", "MA60")),
    ((STATISTICS, AP_STATISTICS), (), leaf("MA60") + leaf("MA50", slug="other"), ("excludes", "MA60")),
    ((BIOLOGY, BIOLOGY_HONORS), (passed(BIOLOGY),), leaf("SC11"), ("level_of", "SC11")),
    ((BIOLOGY, BIOLOGY_HONORS), (), leaf("SC11") + leaf("SC10", slug="other"), ("level_of", "SC11")),
]


@pytest.mark.parametrize(("courses", "record", "rules", "cause"), CASES)
def test_the_conflict_names_the_cause(
    courses: tuple[Course, ...], record: tuple[Entry, ...], rules: str, cause: tuple[str, str]
) -> None:
    one = replace(question(*record, courses=courses), rulebooks=(diploma(rules),))
    for answer in (find_plan(one), repair(one)):
        assert isinstance(answer, Impossible)
        named = {(reason.kind.value, reason.course_code) for reason in answer.conflict}
        assert named == {("requirement", None), cause}
        assert answer.is_smallest
        assert answer.relax


def test_what_is_out_of_reach_anyway_names_no_such_rule() -> None:
    one = replace(question(courses=(CHOIR,)), rulebooks=(diploma(leaf("AR30", 9)),))
    answer = find_plan(one)
    assert isinstance(answer, Impossible)
    assert {reason.kind.value for reason in answer.conflict} == {"requirement"}


def test_a_wish_for_an_excluded_class_names_the_exclusion() -> None:
    wishes = Wishes(must_have=(Target(courses=frozenset({"MA60"})),))
    own = question(passed(STATISTICS), courses=(STATISTICS, AP_STATISTICS), wishes=wishes)
    answer = find_plan(replace(own, rulebooks=(diploma(leaf("MA50")),)))
    assert isinstance(answer, Impossible)
    assert {reason.kind.value for reason in answer.conflict} == {"must_have", "excludes"}


def test_a_class_whose_credit_is_earned_is_barred_by_no_rule() -> None:
    one = question(passed(year("EN20")), courses=(year("EN20"),))
    answer = find_plan(replace(one, rulebooks=(diploma(leaf("EN20", 2)),)))
    assert isinstance(answer, Impossible)
    assert {reason.kind.value for reason in answer.conflict} == {"requirement"}
