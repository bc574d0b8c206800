"""A later course of a sequence clears a low mark of an earlier one, for the credit and not for the average."""

import pytest

from tests.engine.batch.agreeing import assert_batch_agrees
from tests.engine.cases import HEADER, course, entry, node, record, rulebook
from waypost.engine.audit import AuditResult, audit
from waypost.engine.digest import digest_record
from waypost.engine.record import Entry, Record, Stage
from waypost.engine.result import Validated
from waypost.engine.rulebook import load_rulebook
from waypost.engine.rulebook.problem import ProblemKind

MATH = """
[gpa]
id = "plain"
title = "Plain"
points = { A = 4, B = 3, C = 2, D = 1, F = 0 }
[[validation]]
title = "Math"
sequence = [{ tag = "algebra-1" }, { tag = "geometry" }, { tag = "algebra-2" }]
min_mark = "C"
[[validation]]
title = "Languages"
sequence = [{ tag = "level-1" }, { tag = "level-2" }]
min_mark = "C"
same = "language:"
[[part]]
slug = "math"
title = "Math with a C"
credits = 2
min_mark = "C"
from = { subject = "MA" }
[[part]]
slug = "language"
title = "Language with a C"
credits = 2
min_mark = "C"
from = { subject = "WL" }
[[part]]
slug = "average"
title = "Average"
tally = "average"
at_least = 2
from = { subject = "MA" }
"""


def taken(code: str, mark: str, *tags: str, subject: str = "MA", stage: Stage = Stage.DONE) -> Entry:
    own = course(code, subject=subject, tags=" ".join(tags))
    failed = mark == "F"
    units = 0 if failed else None
    return entry(own, mark, id=code, stage=stage, units=units, attempted=own.units if failed else None)


def judged(*entries: Entry) -> AuditResult:
    return audit(record(*entries), rulebook(MATH))


def earned(result: AuditResult, path: str) -> int:
    meter = node(result.root, path).meter
    return meter.done * 2 // meter.needed


@pytest.mark.parametrize(
    ("low", "high", "credits"), [("D", "C", 2), ("F", "C", 2), ("D", "D", 0), ("D", "B", 2), ("P", "B", 1)]
)
def test_a_low_mark_is_cleared_by_a_later_course(low: str, high: str, credits: int) -> None:
    result = judged(taken("ALG1", low, "algebra-1"), taken("GEO", high, "geometry"))
    assert earned(result, "math") == credits
    cleared = (Validated("ALG1", "GEO", "C"),) if credits == 2 else ()
    assert result.validated == cleared


def test_an_earlier_course_clears_nothing() -> None:
    result = judged(taken("ALG1", "B", "algebra-1"), taken("GEO", "D", "geometry"))
    assert (earned(result, "math"), result.validated) == (1, ())


def test_two_steps_later_clears_too_and_one_course_clears_several() -> None:
    low = taken("ALG1", "D", "algebra-1"), taken("GEO", "D", "geometry")
    result = judged(*low, taken("ALG2", "C", "algebra-2"))
    assert earned(result, "math") == 2
    assert [one.entry_id for one in result.validated] == ["ALG1", "GEO"]


def test_only_what_is_earned_clears() -> None:
    result = judged(taken("ALG1", "D", "algebra-1"), taken("GEO", "B", "geometry", stage=Stage.PLANNED))
    assert result.validated == ()
    assert node(result.root, "math").meter.open > 0


def test_another_language_clears_nothing() -> None:
    low = taken("SPAN1", "D", "level-1", "language:es", subject="WL")
    french = taken("FREN2", "B", "level-2", "language:fr", subject="WL")
    spanish = taken("SPAN2", "B", "level-2", "language:es", subject="WL")
    assert earned(judged(low, french), "language") == 1
    assert earned(judged(low, spanish), "language") == 2


def test_the_average_reads_the_mark_that_was_given() -> None:
    result = judged(taken("ALG1", "D", "algebra-1"), taken("GEO", "C", "geometry"))
    tallied = node(result.root, "average").tallied
    assert tallied is not None
    assert tallied.done == pytest.approx(1.5)


def test_the_record_itself_stays_as_it_was() -> None:
    own = record(taken("ALG1", "D", "algebra-1"), taken("GEO", "C", "geometry"))
    before = digest_record(own)
    audit(own, rulebook(MATH))
    assert digest_record(own) == before


def test_a_rulebook_without_sequences_clears_nothing() -> None:
    plain = MATH[: MATH.index("[[validation]]")] + MATH[MATH.index("[[part]]") :]
    result = audit(record(taken("ALG1", "D", "algebra-1"), taken("GEO", "C", "geometry")), rulebook(plain))
    assert (earned(result, "math"), result.validated) == (1, ())


def test_the_batch_leaves_such_a_book_to_the_single_audit() -> None:
    students = [record(taken("ALG1", "D", "algebra-1"), taken("GEO", "C", "geometry")), Record()]
    assert assert_batch_agrees(students, rulebook(MATH)) == 1.0


@pytest.mark.parametrize(
    ("lines", "kind", "line"),
    [
        ('sequence = [{ tag = "a" }]\nmin_mark = "C"', ProblemKind.WRONG_VALUE, 10),
        ('sequence = [{ tag = "a" }, { tag = "b" }]', ProblemKind.MISSING, 8),
        ('sequence = [{ tag = "a" }, "nobody"]\nmin_mark = "C"', ProblemKind.UNKNOWN_SELECTOR, 10),
        ('sequence = [{ tag = "a" }, { tag = "b" }]\nmin_mark = "Z"', ProblemKind.WRONG_VALUE, 11),
        ('sequence = [{ tag = "a" }, { tag = "b" }]\nmin_mark = "C"\nsame = "language"', ProblemKind.WRONG_VALUE, 12),
        ('sequence = [{ tag = "a" }, { tag = "b" }]\nmin_mark = "C"\nfrom = "x"', ProblemKind.UNKNOWN_KEY, 12),
    ],
)
def test_a_wrong_sequence_is_reported_with_its_line(lines: str, kind: ProblemKind, line: int) -> None:
    part = '[[part]]\nslug = "x"\ntitle = "X"\ncredits = 1\nfrom = { subject = "MA" }\n'
    loaded = load_rulebook(f'{HEADER}[[validation]]\ntitle = "Math"\n{lines}\n{part}')
    assert [(problem.kind, problem.line) for problem in loaded.problems] == [(kind, line)]
