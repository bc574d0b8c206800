"""Averages by one of several policies, and over what a part claims."""

from fractions import Fraction

import pytest

from tests.engine.batch.agreeing import assert_batch_agrees
from tests.engine.cases import HEADER, course, entry, node, record, rulebook
from waypost.engine.audit import AuditResult, audit
from waypost.engine.record import Entry, ExceptionKind, GrantedException, Record, Stage
from waypost.engine.result import Status
from waypost.engine.rulebook import load_rulebook
from waypost.engine.rulebook.problem import ProblemKind

POINTS = "points = { A = 4, B = 3, C = 2, D = 1, F = 0 }"
POLICIES = f"""
[policy.plain]
id = "plain"
title = "Plain"
{POINTS}
"""
CORE = """
[[part]]
slug = "core"
title = "Core"
  [[part.part]]
  slug = "host"
  title = "Two credits"
  credits = 2
  from = { tag = "core" }
  [[part.part]]
  slug = "lab"
  title = "One with a lab"
  credits = 1
  within = "core/host"
  from = { tag = "lab" }
"""


def averaged(lines: str, *, slug: str = "average") -> str:
    return f'[[part]]\nslug = "{slug}"\ntitle = "Average"\ntally = "average"\nat_least = 3\n{lines}\n'


OVER = averaged('over = "core"\npolicy = "plain"')


def taken(code: str, mark: str, tags: str = "core", *, units: int | None = None, stage: Stage = Stage.DONE) -> Entry:
    return entry(course(code, tags=tags), mark, id=code, units=units, stage=stage)


def average(result: AuditResult) -> tuple[Status, object]:
    found = node(result.root, "average")
    return found.status, found.tallied and found.tallied.done


def test_only_what_the_part_claims_is_averaged_once_each() -> None:
    rules = rulebook(POLICIES + CORE + OVER)
    result = audit(record(taken("A", "A", "core lab"), taken("B", "B"), taken("Z", "D")), rules)
    claimed = {claim.entry_id for claim in node(result.root, "core/host").claims}
    assert claimed == {"A", "B"}
    assert average(result) == (Status.MET, Fraction(7, 2))


def test_a_part_of_a_class_weighs_as_much_as_it_claims() -> None:
    half = course("X").units // 2
    rules = rulebook(POLICIES + CORE + OVER)
    result = audit(record(taken("A", "A", "core lab"), taken("B", "D", units=half), taken("C", "B", units=half)), rules)
    assert average(result) == (Status.MET, Fraction(3))


def test_what_is_planned_has_no_mark_yet() -> None:
    rules = rulebook(POLICIES + CORE + OVER)
    result = audit(record(taken("A", "C", "core lab"), taken("B", "", stage=Stage.PLANNED)), rules)
    assert average(result) == (Status.OPEN, Fraction(2))
    assert average(audit(Record(), rules)) == (Status.OPEN, None)


def test_a_person_may_waive_the_average() -> None:
    waived = GrantedException(
        rulebook_id="case", path="average", kind=ExceptionKind.WAIVE, authority="Principal", reason="moved here"
    )
    result = audit(record(exceptions=(waived,)), rulebook(POLICIES + CORE + OVER))
    assert node(result.root, "average").status is Status.MET


def test_each_average_reads_its_own_policy() -> None:
    gpa = '[gpa]\nid = "own"\ntitle = "Own"\npoints = { A = 5, B = 4 }\n'
    both = averaged("from = { any_course = true }") + averaged(
        'from = { any_course = true }\npolicy = "plain"', slug="plain"
    )
    result = audit(record(taken("A", "A")), rulebook(gpa + POLICIES + both))
    tallied = [node(result.root, path).tallied for path in ("average", "plain")]
    assert [one and one.done for one in tallied] == [5, 4]


def test_the_batch_agrees() -> None:
    students = [record(taken("A", "A", "core lab"), taken("B", "B"), taken("Z", "D")), Record()]
    assert assert_batch_agrees(students, rulebook(POLICIES + CORE + OVER)) == 1.0


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (averaged('over = "core"\npolicy = "nobody"'), ProblemKind.UNKNOWN_PATH),
        (averaged('over = "core"'), ProblemKind.MISSING),
        (averaged('over = "nowhere"\npolicy = "plain"'), ProblemKind.UNKNOWN_PATH),
        (averaged('over = "average"\npolicy = "plain"'), ProblemKind.WRONG_VALUE),
        (averaged('over = "core"\npolicy = "plain"\nfrom = { tag = "x" }'), ProblemKind.WRONG_VALUE),
        (averaged('over = "core"\npolicy = "plain"').replace('average"\nat', 'courses"\nat'), ProblemKind.WRONG_VALUE),
        (
            '[[part]]\nslug = "one"\ntitle = "One"\nchoose = 1\n' + OVER.replace("[[part]]", "[[part.part]]"),
            ProblemKind.WRONG_VALUE,
        ),
        (
            '[[part]]\nslug = "if"\ntitle = "If"\n[part.when]\ntally = "average"\nat_least = 3\nover = "core"\n'
            'policy = "plain"\n[part.then]\ntitle = "Ask"\nask = true\n',
            ProblemKind.WRONG_VALUE,
        ),
    ],
)
def test_a_wrong_average_is_reported_with_its_line(text: str, kind: ProblemKind) -> None:
    loaded = load_rulebook(HEADER + POLICIES + CORE + text)
    assert loaded.rulebook is None
    assert kind in {problem.kind for problem in loaded.problems}
    assert all(problem.line for problem in loaded.problems)


def test_a_wrong_policy_is_reported_at_its_own_line() -> None:
    loaded = load_rulebook(HEADER + POLICIES.replace(POINTS, "") + CORE)
    assert [(problem.kind, problem.line) for problem in loaded.problems] == [(ProblemKind.MISSING, 9)]
