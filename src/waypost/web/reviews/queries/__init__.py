"""Sent plans and proposals, as far as the actor may see."""

from .checks import Checks, checks_of_choices, checks_of_reviews
from .proposals import (
    Outcome,
    outcome_of,
    plans_proposable_by,
    proposals_answerable_by,
    proposals_readable_by,
    proposals_withdrawable_by,
    titles_of,
)
from .reviews import (
    approvals_of,
    approved_as_it_is,
    approved_before,
    approved_before_each,
    branch_sent_from,
    last_approved,
    open_review_of,
    reviews_answerable_by,
    reviews_decidable_by,
    reviews_readable_by,
)

__all__ = [
    "Checks",
    "Outcome",
    "approvals_of",
    "approved_as_it_is",
    "approved_before",
    "approved_before_each",
    "branch_sent_from",
    "checks_of_choices",
    "checks_of_reviews",
    "last_approved",
    "open_review_of",
    "outcome_of",
    "plans_proposable_by",
    "proposals_answerable_by",
    "proposals_readable_by",
    "proposals_withdrawable_by",
    "reviews_answerable_by",
    "reviews_decidable_by",
    "reviews_readable_by",
    "titles_of",
]
