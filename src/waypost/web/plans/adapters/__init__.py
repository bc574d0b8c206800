"""Rows of plans -> values, and back."""

from .changes import Add, Change, Move, Remove, Swap, to_change_row, to_changes
from .snapshots import Choice, still_ahead, to_choices, to_pins, to_planned_entries

__all__ = [
    "Add",
    "Change",
    "Choice",
    "Move",
    "Remove",
    "Swap",
    "still_ahead",
    "to_change_row",
    "to_changes",
    "to_choices",
    "to_pins",
    "to_planned_entries",
]
