"""Batch and single audit agree under every rulebook that ships, on students who try all of it."""

import pytest

from tests.engine.batch.agreeing import assert_batch_agrees
from tests.engine.batch.students import invented
from waypost.engine.compiled import compile_rulebook
from waypost.engine.rulebook import load_rulebook
from waypost.rulebooks import demo, shipped

TEXTS = shipped() | demo()


def _agrees(text: str, *, students: int, seed: int) -> float:
    loaded = load_rulebook(text)
    assert loaded.rulebook is not None
    records = invented(compile_rulebook(loaded.rulebook), students=students, seed=seed)
    return assert_batch_agrees(records, loaded.rulebook)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_batch_and_single_audit_agree_under(text: str) -> None:
    _agrees(text, students=12, seed=7)


@pytest.mark.long
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_batch_and_single_audit_agree_in_the_long_run_under(text: str) -> None:
    _agrees(text, students=400, seed=11)
