"""All moves of sent plans and proposals: require -> claim the version -> change -> history, in one transaction."""

from .proposing import accept_proposal, decline_proposal, propose_change, withdraw_proposal
from .review import Approvals, approve_plan, approve_plans, ask_question, reopen_review, reopen_reviews
from .sending import NobodyToAsk, answer_question, send_plan, withdraw_plan

__all__ = [
    "Approvals",
    "NobodyToAsk",
    "accept_proposal",
    "answer_question",
    "approve_plan",
    "approve_plans",
    "ask_question",
    "decline_proposal",
    "propose_change",
    "reopen_review",
    "reopen_reviews",
    "send_plan",
    "withdraw_plan",
    "withdraw_proposal",
]
