"""Sums and averages over facts, marks and counts; rules of the IB diploma, Florida and Virginia as tests of them."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.credit import credits
from tests.engine.batch.agreeing import assert_batch_agrees
from tests.engine.cases import course, entry, node, record, records, rulebook
from tests.engine.test_rulebook_problems import PART, problems
from waypost.engine.audit import audit
from waypost.engine.catalog import Level
from waypost.engine.compiled import compile_rulebook
from waypost.engine.record import Entry, Fact, Record, Stage
from waypost.engine.requirement import Rulebook
from waypost.engine.result import Status, Tallied
from waypost.engine.search import Calendar, Found, Question, find_plan, school_offerings
from waypost.engine.search.problems import ProblemKind


def score(of: str, *, least: str = "1", kind: str = "sum", more: str = "") -> Rulebook:
    return rulebook(
        f'[[part]]\nslug = "score"\ntitle = "Score"\nscore = "{kind}"\nat_least = {least}\nof = [{of}]\n{more}\n'
    )


def tallied(rules: Rulebook, *entries: Entry, **facts: int | str | bool) -> Tallied:
    own = tuple(Fact(key=key, value=value) for key, value in facts.items())
    found = node(audit(record(*entries, facts=own), rules).root, "score").tallied
    assert found is not None
    return found


#: The IB diploma: six subjects at three higher and three standard levels, up to three points of the core,
#: at least 24 in all, 12 at higher level and 9 at standard level, no 1, at most two 2s and three grades of 3 or less.
IB = """
[[part]]
slug = "points"
title = "24 points"
score = "sum"
at_least = 24
of = [{ points = "mark", from = { level = "ib" }, best = 6 }, { fact = "core_points", at_most = 3 }]
[[part]]
slug = "higher"
title = "12 points at higher level"
score = "sum"
at_least = 12
of = [{ points = "mark", from = { tag = "higher" }, best = 3 }]
[[part]]
slug = "standard"
title = "9 points at standard level"
score = "sum"
at_least = 9
of = [{ points = "mark", from = { tag = "standard" }, best = 3 }]
[[part]]
slug = "no-one"
title = "No grade of 1"
tally = "courses"
at_most = 0
from = { level = "ib", not = { min_mark = 2 } }
[[part]]
slug = "twos"
title = "No more than two grades of 2"
tally = "courses"
at_most = 2
from = { level = "ib", min_mark = 2, not = { min_mark = 3 } }
[[part]]
slug = "threes"
title = "No more than three grades of 3 or less"
tally = "courses"
at_most = 3
from = { level = "ib", not = { min_mark = 4 } }
"""


def ib(higher: str, standard: str) -> list[Entry]:
    marks = [("higher", mark) for mark in higher] + [("standard", mark) for mark in standard]
    return [entry(course(f"IB{at}", tags=tag, level=Level.IB), mark) for at, (tag, mark) in enumerate(marks)]


@pytest.mark.parametrize(
    ("higher", "standard", "core", "still_open"),
    [
        ("444", "444", 0, []),
        ("554", "333", 1, []),
        ("543", "333", 3, ["threes"]),
        ("777", "711", 3, ["no-one"]),
        ("443", "444", 1, ["higher"]),
        ("444", "333", 0, ["points"]),
        ("666", "332", 3, ["standard"]),
    ],
)
def test_the_ib_diploma(higher: str, standard: str, core: int, still_open: list[str]) -> None:
    facts = (Fact(key="core_points", value=core),)
    found = audit(record(*ib(higher, standard), facts=facts), rulebook(IB))
    assert [part.path for part in found.root.parts if part.status is not Status.MET] == still_open


#: Florida's scholarship asks for 100 hours of service or paid work, or of both together.
FLORIDA = '{ fact = "service_hours" }, { fact = "work_hours" }'


def test_hours_of_service_and_work_add_up() -> None:
    rules = score(FLORIDA, least="100")
    assert tallied(rules, service_hours=60, work_hours=40).done == 100
    only = tallied(rules, service_hours=60)
    assert (only.done, only.served, only.missing) == (60, ("service_hours",), ("work_hours",))


#: Virginia counts verified credits: classes whose exam was passed, or a credential in place of one.
VIRGINIA = ", ".join(
    f"{{ fact = {keys}, at_least = 400 }}"
    for keys in ('"sol_reading"', '["sol_algebra_1", "sol_geometry"]', '"sol_biology"', '"sol_history"')
)


def test_exams_passed_are_counted() -> None:
    rules = score(VIRGINIA + ', { fact = "credential", one_of = ["cna", "welding"] }', least="3")
    found = tallied(rules, sol_reading=410, sol_geometry=400, sol_algebra_1=380, sol_biology=399, credential="cna")
    assert found.done == 3
    assert found.served == ("sol_reading", "sol_geometry", "credential")
    assert found.missing == ("sol_biology", "sol_history")


def test_the_best_of_several_facts_of_one_key_counts() -> None:
    rules = score('{ fact = "sat" }')
    own = (Fact(key="sat", value=1100), Fact(key="sat", value=1250), Fact(key="sat", value=900))
    found = audit(record(facts=own), rules)
    assert node(found.root, "score").tallied == Tallied(Fraction(1250), Fraction(1250), Fraction(1), served=("sat",))


def test_an_average_needs_every_fact_unless_the_best_will_do() -> None:
    of = '{ fact = "a" }, { fact = "b" }, { fact = "c" }'
    assert tallied(score(of, kind="average"), a=3, b=5).done is None
    assert tallied(score(of, kind="average"), a=3, b=5, c=1).done == 3
    assert tallied(score(of, kind="average", more="best = 2"), a=3, b=5).done == 4
    assert tallied(score(of, kind="average", more="best = 2"), a=3).done is None


def test_a_class_counts_once_with_its_best_mark() -> None:
    rules = score('{ points = { A = 4, B = 3 }, from = { subject = "MA" } }')
    algebra = course("ALG", subject="MA")
    attempts = (entry(algebra, "B"), entry(algebra, "A", grade=10), entry(algebra, "C", grade=11))
    found = tallied(rules, *attempts)
    assert (found.done, found.served) == (4, (attempts[1].id,))


def test_what_is_planned_counts_for_a_count_and_not_for_marks() -> None:
    rules = score(
        '{ tally = "units", from = { any_course = true }, times = 2 }, { points = "mark", from = { tag = "x" } }'
    )
    found = tallied(rules, entry(course("A", units=credits(0.5))), entry(course("B", tags="x"), stage=Stage.PLANNED))
    assert (found.done, found.planned) == (1, 3)


def test_an_unverified_score_cannot_be_checked() -> None:
    rules = score(FLORIDA, more="verified = false")
    assert audit(record(facts=(Fact(key="service_hours", value=500),)), rules).status is Status.CANNOT_CHECK


ALL_TERMS = (
    '{ points = { A = 4, B = 3 }, from = { tag = "a" }, best = 2 }, { tally = "courses", from = { tag = "b" } }, '
    '{ fact = "signed" }, { tally = "units", from = { tag = "c" }, at_most = 2 }'
)


@settings(max_examples=60, deadline=None)
@given(records(), st.data())
def test_more_never_hurts_a_sum(own: Record, data: st.DataObject) -> None:
    rules = score(ALL_TERMS, more="best = 3")
    kept = data.draw(st.lists(st.sampled_from(own.entries), unique=True) if own.entries else st.just([]))
    less, more = (audit(record(*entries, facts=own.facts), rules) for entries in (kept, own.entries))
    own_score, other = node(less.root, "score").tallied, node(more.root, "score").tallied
    assert own_score is not None
    assert other is not None
    assert (own_score.done or 0) <= (other.done or 0)
    assert (own_score.planned or 0) <= (other.planned or 0)


def test_the_batch_leaves_scores_to_the_single_audit() -> None:
    students = [record(entry(course("A", tags="a")), facts=(Fact(key="signed", value=True),)), record()]
    assert assert_batch_agrees(students, score(ALL_TERMS)) == 1.0


def test_a_search_names_a_score_that_it_does_not_plan_for() -> None:
    answer = find_plan(
        Question(
            record=Record(grade_level=12),
            rulebooks=(compile_rulebook(score('{ tally = "courses", from = { any_course = true } }')),),
            offerings=school_offerings([course("ART")]),
            calendar=Calendar(school_year=2026, grade_level=12, periods=4, least_periods=0),
        )
    )
    assert isinstance(answer, Found)
    (plan,) = answer.plans
    assert plan.conditions == (("case", "score"),)
    assert [(one.kind, one.names) for one in answer.notes] == [(ProblemKind.SCORE_NOT_PLANNED, ("Score",))]


@pytest.mark.parametrize(
    ("text", "kind", "place", "line"),
    [
        ('score = "sum"\nof = [{ fact = "x" }]\n', "missing", "part[1].at_least", 8),
        ('score = "sum"\nat_least = 1\n', "missing", "part[1].of", 8),
        ('score = "sum"\nat_least = 1\nof = []\n', "missing", "part[1].of", 13),
        ('score = "product"\nat_least = 1\nof = [{ fact = "x" }]\n', "wrong_value", "part[1].score", 11),
        ('score = "sum"\nat_least = 1\nof = [{ facts = "x" }]\n', "missing", "part[1].of[1]", 13),
        ('score = "sum"\nat_least = 1\nof = [{ fact = "x", tally = "units" }]\n', "missing", "part[1].of[1]", 13),
        ('score = "sum"\nat_least = 1\nof = [{ fact = "x", times = -1 }]\n', "wrong_value", "part[1].of[1].times", 13),
        ('score = "sum"\nat_least = 1\nof = [{ fact = [] }]\n', "wrong_value", "part[1].of[1].fact", 13),
        ('score = "sum"\nat_least = 1\nof = [{ fact = "x", best = 2 }]\n', "unknown_key", "part[1].of[1].best", 13),
        ('score = "sum"\nat_least = 1\nof = [{ points = "grade", from = { tag = "x" } }]\n', "wrong_value", "part[1].of[1].points", 13),
        ('score = "sum"\nat_least = 1\nof = [{ points = { A = -1 }, from = { tag = "x" } }]\n', "wrong_value", "part[1].of[1].points.A", 13),
        ('score = "sum"\nat_least = 1\nof = [{ points = "mark" }]\n', "missing", "part[1].of[1].from", 13),
        ('score = "sum"\nat_least = 1\nof = [{ tally = "average", from = { tag = "x" } }]\n', "wrong_value", "part[1].of[1].tally", 13),
        ('score = "average"\nat_least = 1\nof = [{ fact = "x", at_most = 2 }]\n', "wrong_value", "part[1].of[1].at_most", 13),
        ('score = "sum"\nat_least = 1\nbest = 0\nof = [{ fact = "x" }]\n', "wrong_value", "part[1].best", 13),
    ],
)  # fmt: skip
def test_a_score_without_sense_is_located(text: str, kind: str, place: str, line: int) -> None:
    assert (kind, place, line) in problems(PART + text)
