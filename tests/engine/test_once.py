"""Facts that serve once, against every matching; the New York Regents diploma as a test of it."""

from itertools import combinations, permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.batch.agreeing import assert_batch_agrees
from tests.engine.cases import HEADER, as_rulebook, course, entry, node, record, rulebook
from tests.engine.test_rulebook_problems import PART, problems
from waypost.engine.audit import audit
from waypost.engine.compiled import compile_rulebook
from waypost.engine.record import Fact, Record
from waypost.engine.requirement import About, AllOf, ChooseOf, FactTest, Requirement
from waypost.engine.result import NodeResult, Status
from waypost.engine.rulebook import load_rulebook

EXAMS = ("a", "b", "c", "d")


def _test(path: str, keys: tuple[str, ...]) -> FactTest:
    about = About(path=path, title=path)
    return FactTest(about=about, key=keys[0], others=keys[1:], at_least=None, once=True)


@st.composite
def wanted(draw: st.DrawFn) -> AllOf:
    """Parts that want facts for themselves, some of them choices."""
    parts: list[Requirement] = []
    for number in range(draw(st.integers(1, 4))):
        path = f"p{number}"
        keys = st.lists(st.sampled_from(EXAMS), min_size=1, max_size=3, unique=True).map(tuple)
        if draw(st.booleans()):
            parts.append(_test(path, draw(keys)))
            continue
        inner = tuple(_test(f"{path}/{at}", draw(keys)) for at in range(draw(st.integers(2, 3))))
        count = draw(st.integers(1, len(inner)))
        parts.append(ChooseOf(about=About(path=path, title=path), count=count, parts=inner))
    return AllOf(about=About(path="", title=""), parts=tuple(parts))


def _facts(held: set[str]) -> tuple[Fact, ...]:
    return tuple(Fact(key=key, value=True) for key in sorted(held))


def _ways(root: AllOf) -> list[list[FactTest]]:
    picks = [combinations(part.parts, part.count) if isinstance(part, ChooseOf) else [(part,)] for part in root.parts]
    return [[test for pick in way for test in pick] for way in product(*picks)]  # type: ignore[misc]


def _most_served(tests: list[FactTest], held: set[str]) -> int:
    """The largest matching, by trying every order in which the tests could take facts."""
    best = 0
    for order in permutations(sorted(held) + [""] * len(tests), len(tests)):
        best = max(best, sum(key in test.keys for test, key in zip(tests, order, strict=True)))
    return best


def _open(found: NodeResult) -> int:
    if not found.chosen:
        return 0
    return sum(map(_open, found.parts)) if found.parts else int(found.status is Status.OPEN)


@settings(max_examples=80, deadline=None)
@given(wanted(), st.sets(st.sampled_from(EXAMS), max_size=3))
def test_the_most_is_met_that_any_matching_meets(root: AllOf, held: set[str]) -> None:
    root = AllOf(about=root.about, parts=root.parts[:3])
    found = audit(record(facts=_facts(held)), as_rulebook(root)).root
    ways = [way for way in _ways(root) if len(way) <= 5]
    if len(ways) == len(_ways(root)):
        assert _open(found) == min(len(way) - _most_served(way, held) for way in ways)


@settings(max_examples=100, deadline=None)
@given(wanted(), st.sets(st.sampled_from(EXAMS)), st.sampled_from(EXAMS))
def test_one_more_fact_never_unmeets_a_part(root: AllOf, held: set[str], more: str) -> None:
    plain = AllOf(about=root.about, parts=tuple(part for part in root.parts if isinstance(part, FactTest)))
    before, after = (audit(record(facts=_facts(own)), as_rulebook(plain)).root for own in (held, held | {more}))
    for own, other in zip(before.parts, after.parts, strict=True):
        assert other.status is Status.MET or own.status is not Status.MET


@settings(max_examples=60, deadline=None)
@given(wanted(), st.sets(st.sampled_from(EXAMS)))
def test_no_fact_serves_twice(root: AllOf, held: set[str]) -> None:
    def served(found: NodeResult) -> list[str]:
        if not found.chosen:
            return []
        own = list(found.tallied.served) if found.tallied and found.status is Status.MET else []
        return own + [name for part in found.parts for name in served(part)]

    names = served(audit(record(facts=_facts(held)), as_rulebook(root)).root)
    assert len(names) == len(set(names))


def _exam(slug: str, keys: list[str]) -> str:
    """An exam of 65 or more, or of 60 or more with an appeal."""
    listed = ", ".join(f'"{key}"' for key in keys)
    return f"""
[[part]]
slug = "{slug}"
title = "{slug}"
choose = 1
[[part.part]]
slug = "passed"
title = "65 or more"
fact = [{listed}]
at_least = 65
once = true
[[part.part]]
slug = "appeal"
title = "60 or more with an appeal"
[[part.part.part]]
slug = "exam"
title = "60 or more"
fact = [{listed}]
at_least = 60
once = true
[[part.part.part]]
slug = "granted"
title = "Granted"
fact = "appeal"
once = true
"""


MATH = ["algebra_1", "geometry", "algebra_2"]
SCIENCE = ["living", "earth", "chemistry"]
HISTORY = ["us_history", "global_history"]

#: The shape of the Regents diploma: four exams, one of each field, and one more for the pathway, or a career program;
#: one appeal at most.
REGENTS = (
    _exam("english", ["english"])
    + _exam("math", MATH)
    + _exam("science", SCIENCE)
    + _exam("history", HISTORY)
    + """
[[part]]
slug = "pathway"
title = "Pathway"
choose = 1
[[part.part]]
slug = "exam"
title = "One more exam"
fact = ["algebra_1", "geometry", "algebra_2", "living", "earth", "chemistry", "us_history", "global_history"]
at_least = 65
once = true
[[part.part]]
slug = "career"
title = "Career program"
fact = "career_program"
"""
)


@pytest.mark.parametrize(
    ("facts", "still_open"),
    [
        ({"english": 80, "algebra_1": 70, "living": 66, "us_history": 90, "geometry": 65}, []),
        ({"english": 80, "algebra_1": 70, "living": 66, "us_history": 90}, ["pathway"]),
        ({"english": 80, "algebra_1": 70, "living": 66, "us_history": 90, "career_program": True}, []),
        ({"english": 62, "algebra_1": 70, "living": 66, "us_history": 90, "earth": 80, "appeal": True}, []),
        ({"english": 62, "algebra_1": 61, "living": 66, "us_history": 90, "earth": 80, "appeal": True}, ["english"]),
        ({"english": 62, "algebra_1": 70, "living": 66, "us_history": 90, "earth": 80}, ["english"]),
        # the exam of 62 goes to math with the appeal, and the passed one to the pathway
        ({"english": 80, "algebra_1": 62, "geometry": 70, "living": 66, "us_history": 90, "appeal": True}, []),
    ],
)
def test_the_regents_diploma(facts: dict[str, int | bool], still_open: list[str]) -> None:
    own = tuple(Fact(key=key, value=value) for key, value in facts.items())
    found = audit(record(facts=own), rulebook(REGENTS))
    assert [part.path for part in found.root.parts if part.status is not Status.MET] == still_open


def test_several_attempts_at_one_exam_are_one_and_two_credentials_are_two() -> None:
    rules = rulebook(
        "".join(
            f'[[part]]\nslug = "{slug}"\ntitle = "{slug}"\nfact = "{key}"\nonce = true\n'
            for slug, key in (("one", "exam"), ("two", "exam"), ("three", "credential"), ("four", "credential"))
        )
    )
    facts = (
        Fact(key="exam", value=70),
        Fact(key="exam", value=80),
        Fact(key="credential", value="cna"),
        Fact(key="credential", value="welding"),
    )
    found = audit(record(facts=facts), rules)
    assert [part.status.value for part in found.root.parts] == ["met", "open", "met", "met"]
    assert [part.tallied and part.tallied.served for part in found.root.parts] == [
        ("exam",),
        (),
        ("credential: cna",),
        ("credential: welding",),
    ]


def test_a_part_that_may_also_be_met_by_credits_leaves_the_exam_to_the_other() -> None:
    rules = rulebook("""
[[part]]
slug = "math"
title = "Math"
choose = 1
[[part.part]]
slug = "exam"
title = "Exam"
fact = "exam"
once = true
[[part.part]]
slug = "class"
title = "Class"
credits = 1
from = { subject = "MA" }
[[part]]
slug = "proof"
title = "Proof"
fact = "exam"
once = true
""")
    own = record(entry(course("ALG", subject="MA")), facts=(Fact(key="exam", value=True),))
    found = audit(own, rules)
    assert found.status is Status.MET
    assert node(found.root, "math/class").chosen


def test_the_batch_leaves_them_to_the_single_audit() -> None:
    students = [record(facts=_facts({"english", "algebra_1"})), record()]
    assert assert_batch_agrees(students, rulebook(REGENTS)) == 1.0


def test_the_ways_stay_few() -> None:
    plan, _ = compile_rulebook(rulebook(REGENTS)).plan_for(Record(), on=None)
    assert len(plan.options) == 2**5


def test_too_many_ways_are_refused_at_load() -> None:
    many = "".join(_exam(f"exam-{at}", ["x", "y"]) for at in range(13))
    loaded = load_rulebook(HEADER + many)
    assert [problem.kind.value for problem in loaded.problems] == ["too_many_options"]


@pytest.mark.parametrize(
    ("text", "kind", "place", "line"),
    [
        ('fact = "x"\nonce = 1\n', "wrong_value", "part[1].once", 12),
        ('tally = "courses"\nat_least = 1\nfrom = { tag = "x" }\nonce = true\n', "unknown_key", "part[1].once", 14),
        ('score = "sum"\nat_least = 1\nof = [{ fact = "x", once = true }]\n', "unknown_key", "part[1].of[1].once", 13),
        (
            '[part.when]\nfact = "x"\nonce = true\n[part.then]\ntitle = "Ask"\nask = true\n',
            "wrong_value",
            "part[1].when.once",
            13,
        ),
    ],
)
def test_once_without_sense_is_located(text: str, kind: str, place: str, line: int) -> None:
    assert (kind, place, line) in problems(PART + text)
