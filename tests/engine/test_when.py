"""What a `when` can test: the class, the entry year, another part, and these turned round or together."""

from itertools import product

import pytest

from tests.engine.batch.agreeing import assert_batch_agrees
from tests.engine.cases import HEADER, course, entry, node, record, rulebook
from waypost.engine.audit import audit, compile_rulebook
from waypost.engine.deciding import every, negated
from waypost.engine.record import Cohort, Entry, ExceptionKind, Fact, GrantedException, Record, Stage
from waypost.engine.result import Status
from waypost.engine.rulebook import load_rulebook
from waypost.engine.rulebook.problem import ProblemKind

SIDES = """
  [part.then]
  title = "Two math"
  credits = 2
  from = { subject = "MA" }
  [part.otherwise]
  title = "One math"
  credits = 1
  from = { subject = "MA" }
"""
CAREER = '[[part]]\nslug = "career"\ntitle = "Career"\nshared = true\ncredits = 1\nfrom = { tag = "cte" }\n'
ALGEBRA = entry(course("ALG1", subject="MA"))
WELDING = course("WELD", subject="CT", tags="cte")


def _asking(when: str, *, before: str = "") -> str:
    return f'{before}[[part]]\nslug = "math"\ntitle = "Math"\n  [part.when]\n  {when}\n{SIDES}'


def _asked(when: str, student: Record, *, before: str = "") -> int | None:
    """How many credits of math are asked for; None where nobody knows."""
    part = node(audit(student, rulebook(_asking(when, before=before))).root, "math")
    return None if part.status is Status.CANNOT_CHECK else part.meter.needed // ALGEBRA.course.units


@pytest.mark.parametrize(
    ("when", "asked"),
    [
        ("class_of_from = 2028", [1, 2, 2, None]),
        ("class_of_to = 2027", [2, 1, 1, None]),
        ("class_of_from = 2028\n  class_of_to = 2028", [1, 2, 1, None]),
        ("not = { class_of_from = 2028 }", [2, 1, 1, None]),
        ("any = [{ class_of_from = 2029 }, { class_of_to = 2027 }]", [2, 1, 2, None]),
        ("all = [{ class_of_from = 2028 }, { fact = 'never' }]", [1, 1, 1, 1]),
    ],
)
def test_a_class_chooses_the_side(when: str, asked: list[int | None]) -> None:
    classes = [Cohort(class_of=year) for year in (2027, 2028, 2029)]
    assert [_asked(when, record(ALGEBRA, cohort=one)) for one in (*classes, Cohort())] == asked


def test_an_entry_year_is_another_thing_than_a_class() -> None:
    when = "entered_ninth_from = 2024\n  class_of_from = 2028"
    cohorts = [(2028, 2024), (2027, 2024), (2028, 2023), (2028, None), (2027, None)]
    found = [_asked(when, record(cohort=Cohort(class_of=of, entered_ninth_in=ninth))) for of, ninth in cohorts]
    assert found == [2, 1, 1, None, 1]


def test_another_part_is_asked_by_itself_and_by_what_is_earned() -> None:
    when = 'part = "career"'
    assert _asked(when, record(entry(WELDING)), before=CAREER) == 2
    assert _asked(when, record(entry(WELDING, stage=Stage.PLANNED)), before=CAREER) == 1
    assert _asked(when, record(), before=CAREER) == 1


def test_a_part_that_others_compete_with_is_still_met_by_itself() -> None:
    rival = '[[part]]\nslug = "rival"\ntitle = "Rival"\ncredits = 1\nfrom = { tag = "cte" }\n'
    before = rival + CAREER.replace("shared = true\n", "")
    assert _asked('part = "career"', record(entry(WELDING)), before=before) == 2


def test_an_exception_meets_the_part_that_is_asked() -> None:
    waived = GrantedException(
        rulebook_id="case", path="career", kind=ExceptionKind.WAIVE, authority="Principal", reason="moved here"
    )
    assert _asked('part = "career"', record(exceptions=(waived,)), before=CAREER) == 2


def test_a_part_that_cannot_be_checked_leaves_the_side_open() -> None:
    unknown = '[[part]]\nslug = "career"\ntitle = "Career"\nask = true\n'
    assert _asked('part = "career"', record(), before=unknown) is None
    assert _asked('any = [{ part = "career" }, { fact = "yes" }]', record(facts=(_fact("yes"),)), before=unknown) == 2


def _fact(key: str) -> Fact:
    return Fact(key=key, value=True)


def test_conditions_on_parts_with_conditions_are_decided_from_the_inside() -> None:
    inner = _asking("class_of_from = 2028").replace('slug = "math"', 'slug = "inner"')
    outer = _asking('part = "inner"', before=inner)
    for year, credits in ((2027, 2), (2028, 1)):
        result = audit(record(ALGEBRA, cohort=Cohort(class_of=year)), rulebook(outer))
        assert node(result.root, "math").meter.needed == credits * ALGEBRA.course.units


def test_three_values_follow_the_tables() -> None:
    values = (True, False, None)
    for one, other in product(values, values):
        both = every([one, other])
        assert both == (False if False in (one, other) else None if None in (one, other) else True)
        assert every([other, one]) == both
    assert [negated(one) for one in values] == [False, True, None]


@pytest.mark.parametrize(
    ("when", "kind", "line"),
    [
        ("class_of_from = 2030\n  class_of_to = 2028", ProblemKind.WRONG_VALUE, 13),
        ('class_of_from = "2030"', ProblemKind.WRONG_VALUE, 12),
        ('class_of_from = 2030\n  fact = "cpr"', ProblemKind.WRONG_VALUE, 11),
        ('part = "nowhere"', ProblemKind.UNKNOWN_PATH, 12),
        ('part = "math"', ProblemKind.CYCLE, 12),
        ("all = []", ProblemKind.MISSING, 12),
        ('any = [{ fact = "cpr" }]', ProblemKind.MISSING, 12),
        ("all = 3", ProblemKind.WRONG_VALUE, 12),
        ("not = 3", ProblemKind.WRONG_VALUE, 12),
        ('not = { part = "nowhere" }', ProblemKind.UNKNOWN_PATH, 12),
        ('fact = "cpr"\n  clas_of_from = 2028', ProblemKind.UNKNOWN_KEY, 13),
    ],
)
def test_a_wrong_condition_is_reported_with_its_line(when: str, kind: ProblemKind, line: int) -> None:
    loaded = load_rulebook(HEADER + _asking(when))
    assert loaded.rulebook is None
    assert (kind, line) in [(problem.kind, problem.line) for problem in loaded.problems], loaded.problems


def test_two_parts_that_ask_each_other_are_reported() -> None:
    text = "".join(
        _asking(f'part = "{other}"').replace('slug = "math"', f'slug = "{own}"')
        for own, other in (("a", "b"), ("b", "a"))
    )
    loaded = load_rulebook(HEADER + text)
    assert [problem.kind for problem in loaded.problems] == [ProblemKind.CYCLE, ProblemKind.CYCLE]


def test_an_inner_leaf_is_not_asked_by_itself() -> None:
    inner = '[[part]]\nslug = "lab"\ntitle = "Lab"\ncredits = 1\nwithin = "career"\nfrom = { tag = "lab" }\n'
    loaded = load_rulebook(HEADER + _asking('part = "lab"', before=CAREER + inner))
    assert [problem.kind for problem in loaded.problems] == [ProblemKind.WRONG_VALUE]


EVERYBODY = [
    record(*taken, cohort=Cohort(class_of=of, entered_ninth_in=ninth), facts=facts)
    for taken, of, ninth, facts in product(
        ((), (ALGEBRA,), (ALGEBRA, entry(WELDING))),
        (2027, 2029, None),
        (2024, None),
        ((), (_fact("cpr"),)),
    )
]


@pytest.mark.parametrize(
    ("when", "singly"),
    [
        ("class_of_from = 2028", 0.0),
        ("not = { entered_ninth_to = 2023 }", 0.0),
        ('all = [{ class_of_from = 2028 }, { any = [{ fact = "cpr" }, { entered_ninth_from = 2025 }] }]', 0.0),
        ('any = [{ part = "career" }, { class_of_from = 2028 }]', 1.0),
    ],
)
def test_the_batch_agrees(when: str, singly: float) -> None:
    assert assert_batch_agrees(EVERYBODY, rulebook(_asking(when, before=CAREER))) == singly


def test_a_compiled_rulebook_keeps_one_plan_for_each_situation() -> None:
    compiled = compile_rulebook(rulebook(_asking("class_of_from = 2028")))
    for year in (2025, 2026, 2027, 2028, 2029, None):
        audit(record(cohort=Cohort(class_of=year)), compiled)
    assert len(compiled._plans) == 3


def test_entries_are_never_counted_twice_by_a_condition() -> None:
    entries: tuple[Entry, ...] = (entry(WELDING), ALGEBRA)
    result = audit(record(*entries), rulebook(_asking('part = "career"', before=CAREER)))
    assert sum(use.units for use in result.entries) == sum(one.units for one in entries)
