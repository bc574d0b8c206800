"""Attempts at one course that serve different parts: settled for many at once where one serves all that others serve."""

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.credit import credits
from tests.engine.batch.agreeing import assert_batch_agrees
from tests.engine.cases import course, entry, record, rulebook
from waypost.engine.catalog import Course, Term
from waypost.engine.record import Entry, Record, Stage
from waypost.engine.requirement import Rulebook
from waypost.engine.sameness import closed

ALGEBRA = course("AL1", subject="MA", tags="core language:spanish")
TERMS = (Term.FALL, Term.SPRING, Term.YEAR)
MARKS = ("A", "B", "B", "C", "D", "F", None)

IN_TIME = rulebook("""
[[part]]
slug = "math"
title = "Math"
credits = 1
from = { subject = "MA" }
[[part]]
slug = "early"
title = "Math by grade 9"
shared = true
credits = 1
by_grade = 9
from = { subject = "MA" }
""")

BETTER = rulebook("""
[[part]]
slug = "good"
title = "Math with a B"
credits = 1
min_mark = "B"
from = { subject = "MA" }
[[part]]
slug = "math"
title = "More math"
credits = 1
from = { subject = "MA" }
""")


def again(*, grade: int, stage: Stage = Stage.DONE, mark: str = "B", units: int | None = None) -> Entry:
    return entry(ALGEBRA, mark, grade=grade, stage=stage, units=units)


@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize("units", [credits(0.5), credits(1)])
def test_a_later_attempt_that_serves_less_needs_no_single_audit(stage: Stage, units: int) -> None:
    student = record(again(grade=9, units=units), again(grade=11, stage=stage), again(grade=12, stage=Stage.PLANNED))
    assert assert_batch_agrees([student], IN_TIME) == 0.0


def test_an_attempt_that_serves_nothing_needs_no_single_audit() -> None:
    only_good = rulebook('[[part]]\nslug = "a"\ntitle = "A"\ncredits = 1\nmin_mark = "B"\nfrom = { subject = "MA" }\n')
    students = [record(again(grade=grade, mark="D"), again(grade=10)) for grade in (9, 11)]
    assert assert_batch_agrees(students, only_good) == 0.0


def test_a_later_attempt_that_serves_more_is_left_to_the_single_audit() -> None:
    """What the first attempt filled has to stay filled, though the second could serve the part before it."""
    assert assert_batch_agrees([record(again(grade=9, mark="D"), again(grade=10))], BETTER) == 1.0


def test_attempts_that_serve_each_something_else_are_left_to_the_single_audit() -> None:
    students = [record(again(grade=9, mark="D"), again(grade=11))]
    text = 'slug = "{0}"\ntitle = "{0}"\ncredits = 1\nfrom = {{ subject = "MA" }}\n{1}\n'
    parts = [text.format("early", "by_grade = 9"), text.format("good", 'min_mark = "B"')]
    assert assert_batch_agrees(students, rulebook("".join("[[part]]\n" + part for part in parts))) == 1.0


def test_two_tallies_that_count_terms_of_other_attempts_agree() -> None:
    """To the one tally the second attempt is a repeat, to the other it is the first."""
    text = '[[part]]\nslug = "{0}"\ntitle = "{0}"\ntally = "terms"\nat_least = 1\nfrom = {{ subject = "MA"{1} }}\n'
    book = rulebook(text.format("any", "") + text.format("good", ', min_mark = "B"'))
    assert assert_batch_agrees([record(again(grade=9, mark="D"), again(grade=10))], book) == 1.0


def a_course(chance: random.Random, *, at: int) -> Course:
    """A course that may be another one under its old number, with other tags."""
    same_as = "C0" if at and chance.random() < 0.4 else ""
    tags = ["core"] * chance.randint(0, 1) + chance.sample(["language:spanish", "language:french", "lab"], 1)
    units = credits(chance.choice([0.5, 1, 1, 1, 2]))
    own = course(f"C{at}", subject=chance.choice(["MA", "EN"]), units=units, tags=" ".join(tags), equivalents=same_as)
    return a_repeatable(own, chance) if chance.random() < 0.3 else own


def a_repeatable(own: Course, chance: random.Random) -> Course:
    """The course for so many passes or so much credit, perhaps less than an attempt brings."""
    times, units = chance.choice([(None, None), (1, None), (2, None), (None, credits(0.5)), (2, credits(1.5))])
    return replace(own, repeatable=True, repeat_times=times, repeat_units=units)


def an_edition(own: Course, chance: random.Random) -> Course:
    """The course as another year's catalog had it: it could be taken once, or as often as another end says."""
    if own.equivalents or chance.random() < 0.7:
        return own
    once = replace(own, repeatable=False, repeat_times=None, repeat_units=None)
    return once if own.repeatable else a_repeatable(own, chance)


def an_attempt(chance: random.Random, courses: Sequence[Course], *, at: int) -> Entry:
    taken = an_edition(chance.choice(courses), chance)
    stage = chance.choice([Stage.DONE, Stage.DONE, Stage.DONE, Stage.NOW, Stage.PLANNED])
    grade = {Stage.DONE: chance.randint(8, 11), Stage.NOW: 11, Stage.PLANNED: 12}[stage]
    mark = chance.choice(MARKS)
    shares = [taken.units, taken.units, taken.units // 2, 2 * taken.units]
    units = 0 if mark == "F" and stage is Stage.DONE else chance.choice(shares[: 3 + taken.repeatable])
    own = entry(taken, mark, id=str(at), stage=stage, units=units, grade=grade, term=chance.choice(TERMS))
    return replace(own, attempted_units=chance.choice([None, None, *shares]))


def a_student(chance: random.Random, courses: Sequence[Course]) -> Record:
    return record(*(an_attempt(chance, courses, at=at) for at in range(chance.randint(2, 7))))


def a_part(chance: random.Random, *, at: int) -> str:
    """A leaf or a tally over one of a few sets of courses, perhaps with a mark, a deadline or one value."""
    wanted = chance.choice(['subject = "MA"', 'subject = "EN"', 'tag = "core"', 'tag = "lab"', 'tag = "language:*"'])
    lines = [f'slug = "part-{at}"', f'title = "Part {at}"', f"from = {{ {wanted} }}"]
    if "language" in wanted:
        lines[-1] = 'from = { tag = ["language:spanish", "language:french"] }'
    kind = chance.choice(["leaf", "leaf", "leaf", "shared", "tally"])
    if kind == "tally":
        lines += [f'tally = "{chance.choice(["units", "terms", "courses"])}"', f"at_least = {chance.randint(1, 3)}"]
    else:
        lines += [f"credits = {chance.choice([0.5, 1, 2])}"] + ["shared = true"] * (kind == "shared")
        lines += ['same = "language:"'] * ("language" in wanted and chance.random() < 0.5)
    lines += [f'min_mark = "{chance.choice("BCD")}"'] * (chance.random() < 0.3)
    lines += [f"by_grade = {chance.randint(8, 12)}"] * (chance.random() < 0.4)
    return "\n".join(["[[part]]", *lines, ""])


def a_book(chance: random.Random) -> Rulebook:
    parts = "".join(a_part(chance, at=at) for at in range(chance.randint(1, 4)))
    return rulebook('min_mark = "D"\n' * chance.randint(0, 1) + parts)


def left_of(seed: int) -> float:
    """The share of some students that was left to the single audit, when all agree with it."""
    chance = random.Random(seed)
    courses = closed([a_course(chance, at=at) for at in range(chance.randint(1, 3))])
    return assert_batch_agrees([a_student(chance, courses) for _ in range(6)], a_book(chance))


def test_students_with_many_repeats_agree() -> None:
    shares = [left_of(seed) for seed in range(150)]
    assert 0 < sum(shares) / len(shares) < 0.5


@pytest.mark.long
def test_students_with_many_repeats_agree_in_the_long_run() -> None:
    for seed in range(10_000):
        left_of(seed)
