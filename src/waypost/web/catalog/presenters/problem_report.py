"""Problems of a rulebook or a record as JSON, for programs (docs/formats/commands.md)."""

from __future__ import annotations

import json
from collections.abc import Iterable

from waypost.engine.rulebook import Problem


def problem_report(problems: Iterable[Problem], *, file: str) -> str:
    """Every problem with its file, place and line, in the order of the file."""
    rows = [
        {
            "file": file,
            "line": problem.line,
            "place": problem.place,
            "kind": problem.kind.value,
            "detail": problem.detail,
        }
        for problem in problems
    ]
    return json.dumps({"problems": rows}, ensure_ascii=False, indent=2)
