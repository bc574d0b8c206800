"""Every rulebook that ships, also those of the demo, can be read and is checked for its many ways."""

from __future__ import annotations

from pathlib import Path

import pytest

import waypost.rulebooks
from waypost.engine.rulebook import load_rulebook

ROOT = Path(next(iter(waypost.rulebooks.__path__)))
BOOKS = sorted(path for path in ROOT.glob("*/*.toml") if path.parent.name != "policies")


@pytest.mark.parametrize("book", BOOKS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_it_loads_without_a_problem(book: Path) -> None:
    loaded = load_rulebook(book.read_text())
    assert loaded.problems == ()
    assert loaded.rulebook is not None
