"""Everything that changes a plan. Each verb: require -> claim the version -> change -> history, in one transaction."""

from .branching import put_away_what_if, start_plan, start_what_if, use_what_if
from .editing import add_course, move_course, pin_course, remove_course, swap_course, take_course
from .proposing import accept_proposal, decline_proposal, propose_change, withdraw_proposal
from .review import Approvals, approve_plan, approve_plans, ask_question, reopen_review, reopen_reviews
from .rows import AlreadyThere
from .sending import NobodyToAsk, answer_question, send_plan, withdraw_plan
from .undoing import NothingToUndo, redo_edit, undo_edit
from .versions import keep_version

__all__ = [
    "AlreadyThere",
    "Approvals",
    "NobodyToAsk",
    "NothingToUndo",
    "accept_proposal",
    "add_course",
    "answer_question",
    "approve_plan",
    "approve_plans",
    "ask_question",
    "decline_proposal",
    "keep_version",
    "move_course",
    "pin_course",
    "propose_change",
    "put_away_what_if",
    "redo_edit",
    "remove_course",
    "reopen_review",
    "reopen_reviews",
    "send_plan",
    "start_plan",
    "start_what_if",
    "swap_course",
    "take_course",
    "undo_edit",
    "use_what_if",
    "withdraw_plan",
    "withdraw_proposal",
]
