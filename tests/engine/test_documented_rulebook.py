"""The example in docs/formats/rulebook.md must load as it stands."""

import re
from pathlib import Path

from waypost.engine.rulebook import load_rulebook

DOCS = Path(__file__).parents[2] / "docs" / "formats" / "rulebook.md"


def test_the_documented_example_loads_without_problems() -> None:
    blocks = re.findall(r"```toml\n(.*?)```", DOCS.read_text(encoding="utf-8"), flags=re.DOTALL)
    loaded = load_rulebook(blocks[0])
    assert [str(problem) for problem in loaded.problems] == []
    assert loaded.rulebook is not None
    assert loaded.rulebook.total_units == 36
