"""Whatever text comes in, the readers answer with problems and never fall over."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.cases import HEADER
from waypost.engine.audit import audit
from waypost.engine.marks import percent_of
from waypost.engine.prerequisite import Ask, parse_prerequisite
from waypost.engine.record import Record
from waypost.engine.rulebook import load_rulebook
from waypost.engine.transcript import read_record

DOCS = Path(__file__).parents[2] / "docs" / "formats"


def block(name: str, kind: str) -> str:
    text = (DOCS / name).read_text(encoding="utf-8")
    return re.findall(rf"```{kind}\n(.*?)```", text, flags=re.DOTALL)[0]


RULEBOOK = block("rulebook.md", "toml")
RECORD = block("record.md", "json")


@st.composite
def damaged(draw: st.DrawFn, text: str) -> str:
    """The text with a piece cut out, put in, or both."""
    start = draw(st.integers(0, len(text)))
    end = min(len(text), start + draw(st.integers(0, 40)))
    middle = draw(st.sampled_from(["", "=", "[", "]]", "{", '"', "-1", "1e9", "nan", "\x00", "true", "[[part]]\n"]))
    return text[:start] + middle + text[end:]


@settings(max_examples=200, deadline=None)
@given(text=damaged(RULEBOOK))
def test_a_damaged_rulebook_loads_or_tells_its_problems(text: str) -> None:
    loaded = load_rulebook(text)
    assert (loaded.rulebook is None) == bool(loaded.problems)
    if loaded.rulebook is not None:
        audit(Record(), loaded.rulebook)


@settings(max_examples=200, deadline=None)
@given(text=damaged(RECORD))
def test_a_damaged_record_reads_or_tells_its_problems(text: str) -> None:
    loaded = read_record(text)
    assert (loaded.record is None) == bool(loaded.problems)


@settings(max_examples=200, deadline=None)
@given(text=st.text(alphabet="A1 ()&|:*,andor", max_size=30))
def test_any_prerequisite_text_is_a_tree(text: str) -> None:
    parse_prerequisite(text)


@pytest.mark.parametrize("number", ["1e999999999", "-1e999999999", "9" * 5000, "1e-99999999", "inf", "nan"])
def test_absurd_numbers_are_refused_quickly(number: str) -> None:
    text = f'[[part]]\nslug = "a"\ntitle = "A"\ncredits = {number}\nfrom = {{ any_course = true }}\n'
    assert load_rulebook(HEADER + text).rulebook is None
    assert read_record(f'{{"facts": [{{"key": "x", "value": {number}}}]}}').record is None


def test_absurd_depth_is_refused() -> None:
    deep = '[select.a0]\nsubject = "MA"\n' + "".join(
        f'[select.a{at}]\nuse = "a{at - 1}"\n' for at in range(3000, 0, -1)
    )
    part = '[[part]]\nslug = "a"\ntitle = "A"\ncredits = 1\nfrom = "a3000"\n'
    assert load_rulebook(HEADER + deep + part).rulebook is None
    assert load_rulebook("a = " + "[" * 100_000).rulebook is None
    assert read_record("[" * 100_000).record is None
    assert parse_prerequisite("(" * 100_000 + "A1") == Ask(text="(" * 100_000 + "A1")


@pytest.mark.parametrize("mark", ["1e99999999", "٣", "-5", "111", "1/3", ""])
def test_what_is_no_percent_is_none(mark: str) -> None:
    assert percent_of(mark) is None
