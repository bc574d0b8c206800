"""Rulebooks as TOML: read a text to a tree, with every problem and its place (docs/formats/rulebook.md)."""

from waypost.engine.rulebook.loader import (
    Loaded,
    LoadedPolicy,
    load_gpa_policy,
    load_rulebook,
    load_standing_policy,
)
from waypost.engine.rulebook.problem import Problem, ProblemKind

__all__ = [
    "Loaded",
    "LoadedPolicy",
    "Problem",
    "ProblemKind",
    "load_gpa_policy",
    "load_rulebook",
    "load_standing_policy",
]
