"""Everything that changes a plan. Each verb: require -> claim the version -> change -> history, in one transaction."""

from .branching import put_away_what_if, start_plan, start_what_if, use_what_if
from .editing import add_course, move_course, pin_course, remove_course, swap_course, take_course
from .rows import AlreadyThere
from .undoing import NothingToUndo, redo_edit, undo_edit
from .versions import keep_version

__all__ = [
    "AlreadyThere",
    "NothingToUndo",
    "add_course",
    "keep_version",
    "move_course",
    "pin_course",
    "put_away_what_if",
    "redo_edit",
    "remove_course",
    "start_plan",
    "start_what_if",
    "swap_course",
    "take_course",
    "undo_edit",
    "use_what_if",
]
