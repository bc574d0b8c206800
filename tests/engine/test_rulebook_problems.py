"""A faulty rulebook gives no rulebook, and every fault has its kind, place and line."""

import pytest

from tests.engine.cases import HEADER
from waypost.engine.rulebook import ProblemKind, load_rulebook

PART = '[[part]]\nslug = "math"\ntitle = "Math"\n'


def problems(text: str) -> list[tuple[str, str, int | None]]:
    loaded = load_rulebook(HEADER + text)
    assert (loaded.rulebook is None) == bool(loaded.problems)
    return [(problem.kind.value, problem.place, problem.line) for problem in loaded.problems]


@pytest.mark.parametrize(
    ("text", "kind", "place", "line"),
    [
        ('from = "nothing"\ncredits = 1\n', "unknown_selector", "part[1].from", 11),
        ('credits = 1\nfrom = { subjct = "MA" }\n', "unknown_key", "part[1].from.subjct", 12),
        ('credits = 1\nfrom = { subject = "XX" }\n', "wrong_value", "part[1].from.subject", 12),
        ("credits = 1\nfrom = {}\n", "unknown_selector", "part[1].from", 12),
        ("credits = -1\nfrom = { any_course = true }\n", "negative_credit", "part[1].credits", 11),
        ("credits = 0.31\nfrom = { any_course = true }\n", "wrong_value", "part[1].credits", 11),
        ('credits = "1"\nfrom = { any_course = true }\n', "wrong_value", "part[1].credits", 11),
        ("credits = inf\nfrom = { any_course = true }\n", "wrong_value", "part[1].credits", 11),
        ("credits = true\nfrom = { any_course = true }\n", "wrong_value", "part[1].credits", 11),
        ("credits = 1\n", "missing", "part[1].from", 8),
        ("", "missing", "part[1]", 8),
        ('credits = 1\nfact = "x"\nfrom = { any_course = true }\n', "missing", "part[1]", 8),
        ('credits = 1\nfrom = { any_course = true }\nsame = "language"\n', "wrong_value", "part[1].same", 13),
        ('credits = 1\nfrom = { any_course = true }\nmin_mark = "H"\n', "wrong_value", "part[1].min_mark", 13),
        ('tally = "average"\nat_least = 2\nfrom = { any_course = true }\n', "missing", "part[1].tally", 11),
        ('tally = "courses"\nfrom = { any_course = true }\n', "missing", "part[1].at_least", 8),
        ("choose = 1\npart = []\n", "missing", "part[1].part", 12),
        ('when = { fact = "x" }\n', "missing", "part[1].then", 8),
    ],
)
def test_a_faulty_part_is_located(text: str, kind: str, place: str, line: int) -> None:
    assert (kind, place, line) in problems(PART + text)


def test_broken_toml_names_its_line() -> None:
    loaded = load_rulebook("id = \n")
    assert loaded.problems[0].kind is ProblemKind.SYNTAX
    assert loaded.problems[0].line == 1


def test_selectors_in_a_circle_are_named() -> None:
    text = '[select.a]\nuse = "b"\n[select.b]\nuse = "a"\n' + PART + 'credits = 1\nfrom = "a"\n'
    loaded = load_rulebook(HEADER + text)
    assert [problem.kind for problem in loaded.problems] == [ProblemKind.CYCLE]
    assert "a -> b -> a" in loaded.problems[0].detail


def leaf(slug: str, more: str) -> str:
    return f'[[part]]\nslug = "{slug}"\ntitle = "{slug}"\ncredits = 1\nfrom = {{ any_course = true }}\n{more}\n'


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (leaf("a", 'within = "b"') + leaf("b", 'within = "a"'), ProblemKind.CYCLE),
        (leaf("a", 'within = "nowhere"'), ProblemKind.UNKNOWN_PATH),
        (leaf("a", "") + leaf("a", ""), ProblemKind.DUPLICATE),
        ("total = 3\n" + leaf("a", "") + leaf("b", ""), ProblemKind.SUM),
    ],
)
def test_faults_across_parts_are_found(text: str, kind: ProblemKind) -> None:
    assert kind in {problem.kind for problem in load_rulebook(HEADER + text).problems}


def test_every_fault_of_a_file_is_reported_at_once() -> None:
    text = "colour = 1\n" + PART + 'credits = -1\nfrom = { subject = "XX", tagg = "x" }\n'
    assert [kind for kind, _, _ in problems(text)] == [
        "unknown_key",
        "negative_credit",
        "wrong_value",
        "unknown_key",
    ]


def test_a_header_without_its_fields_is_refused() -> None:
    missing = {problem.place for problem in load_rulebook('title = "X"\n').problems}
    assert {"id", "authority", "citation", "checked_on", "part"} <= missing


def test_options_beyond_counting_are_refused() -> None:
    choice = '[[part]]\nslug = "c{at}"\ntitle = "C"\nchoose = 4\n' + "".join(
        f'[[part.part]]\nslug = "p{number}"\ntitle = "P"\ncredits = 1\nfrom = {{{{ any_course = true }}}}\n'
        for number in range(8)
    )
    text = "".join(choice.format(at=at) for at in range(3))
    kinds = {problem.kind for problem in load_rulebook(HEADER + text).problems}
    assert kinds == {ProblemKind.TOO_MANY_OPTIONS}


def test_choices_of_unequal_size_may_add_up_either_way() -> None:
    text = (
        '[[part]]\nslug = "c"\ntitle = "C"\nchoose = 1\n'
        '[[part.part]]\nslug = "half"\ntitle = "Half"\ncredits = 0.5\nfrom = { code = "CIV" }\n'
        '[[part.part]]\nslug = "ap"\ntitle = "AP"\ncredits = 1\nfrom = { code = "APGOV" }\n'
    )
    assert problems("total = 0.5\n" + text) == []
    assert problems("total = 1\n" + text) == []
    assert [kind for kind, _, _ in problems("total = 2\n" + text)] == ["sum"]
