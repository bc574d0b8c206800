"""A transcript per rule: a student who meets a whole rulebook, and for every part what makes it just missed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.rulebooks.students import Change
from waypost.engine.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """``misses``: the change after which the part at a path is no longer met.

    ``another_way``: what the student must have instead, where the part is an option that ``full`` leaves aside.
    ``asks``: the parts that only a person can answer; they are never met.
    """

    rulebook: str
    full: Record
    misses: Mapping[str, Change]
    another_way: Mapping[str, Change] = field(default_factory=dict)
    asks: frozenset[str] = frozenset()
