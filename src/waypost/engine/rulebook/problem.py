"""What is wrong in a rulebook's text, and where."""

from dataclasses import dataclass
from enum import StrEnum


class ProblemKind(StrEnum):
    """The sorts of problems, for grouping."""

    SYNTAX = "syntax"
    MISSING = "missing"
    UNKNOWN_KEY = "unknown_key"
    WRONG_VALUE = "wrong_value"
    UNKNOWN_SELECTOR = "unknown_selector"
    UNKNOWN_PATH = "unknown_path"
    CYCLE = "cycle"
    NEGATIVE_CREDIT = "negative_credit"
    SUM = "sum"
    DUPLICATE = "duplicate"
    TOO_MANY_OPTIONS = "too_many_options"
    TOO_MANY_WAYS = "too_many_ways"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One problem: its place as keys (``part[2].from``), its line if known, and what is wrong there."""

    kind: ProblemKind
    place: str
    line: int | None
    detail: str

    def __str__(self) -> str:
        where = self.place or "the top of the file"
        return f"line {self.line}, {where}: {self.detail}" if self.line else f"{where}: {self.detail}"
