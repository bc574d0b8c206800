"""What a student has behind them when they choose the next year: marks, failures, open seats in the day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import assert_never

from waypost.engine.prerequisite import AnyOf, Ask, EveryOf, Free, NeedCourse, Prerequisite, parse_prerequisite

MARKS = "FDCBA"


@dataclass(slots=True)
class Trail:
    """Marks of passed courses by code, and the courses that are failed and not made up yet."""

    passed: dict[str, str] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)

    def has_any(self, codes: Iterable[str]) -> bool:
        """Whether one of these courses is passed."""
        return any(code in self.passed for code in codes)

    def count(self, codes: Iterable[str]) -> int:
        """How many of these courses are passed."""
        return sum(code in self.passed for code in codes)

    def add(self, code: str, mark: str) -> None:
        """Take in the mark of a finished course."""
        if mark in "FW":
            self.failed.append(code)
            return
        self.passed[code] = mark
        if code in self.failed:
            self.failed = [failed for failed in self.failed if failed != code]

    def meets(self, prerequisite: str) -> bool:
        """Whether the courses passed so far are enough for this prerequisite text."""
        return self._meets(_tree(prerequisite))

    def _meets(self, tree: Prerequisite) -> bool:
        match tree:
            case Free() | Ask():
                return True
            case NeedCourse():
                return self._has(tree.code, least=tree.min_grade or "D")
            case EveryOf():
                return all(self._meets(part) for part in tree.parts)
            case AnyOf():
                return any(self._meets(part) for part in tree.parts)
        assert_never(tree)

    def _has(self, code: str, *, least: str) -> bool:
        mark = self.passed.get(code)
        return mark is not None and MARKS.index(mark) >= MARKS.index(least)


@cache
def _tree(prerequisite: str) -> Prerequisite:
    return parse_prerequisite(prerequisite)
