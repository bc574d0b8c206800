"""A student's plan, the talk about it, and the questions asked of it."""

from .jobs import PeriodSearch, Search, SearchKind
from .plan import (
    MOST_GRADE,
    UNDO_STEPS,
    Branch,
    BranchKind,
    Edit,
    Plan,
    PlannedCourse,
    PlanVersion,
    YearTurn,
)
from .talk import OPEN_REVIEWS, UNDO_APPROVAL, Proposal, ProposalState, Review, ReviewMessage, ReviewState

__all__ = [
    "MOST_GRADE",
    "OPEN_REVIEWS",
    "UNDO_APPROVAL",
    "UNDO_STEPS",
    "Branch",
    "BranchKind",
    "Edit",
    "PeriodSearch",
    "Plan",
    "PlanVersion",
    "PlannedCourse",
    "Proposal",
    "ProposalState",
    "Review",
    "ReviewMessage",
    "ReviewState",
    "Search",
    "SearchKind",
    "YearTurn",
]
