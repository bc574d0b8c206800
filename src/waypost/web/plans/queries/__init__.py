"""Plans and what belongs to them, as far as the actor may see."""

from .changes import DoesNotFit, PlanAfter, choices_after, plan_after
from .checks import Checks, checks_of_choices, checks_of_reviews
from .plans import branches_editable_by, plans_editable_by, plans_readable_by
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
from .versions import real_branch_of, snapshot_of, versions_readable_by

__all__ = [
    "Checks",
    "DoesNotFit",
    "Outcome",
    "PlanAfter",
    "approvals_of",
    "approved_as_it_is",
    "approved_before",
    "approved_before_each",
    "branch_sent_from",
    "branches_editable_by",
    "checks_of_choices",
    "checks_of_reviews",
    "choices_after",
    "last_approved",
    "open_review_of",
    "outcome_of",
    "plan_after",
    "plans_editable_by",
    "plans_proposable_by",
    "plans_readable_by",
    "proposals_answerable_by",
    "proposals_readable_by",
    "proposals_withdrawable_by",
    "real_branch_of",
    "reviews_answerable_by",
    "reviews_decidable_by",
    "reviews_readable_by",
    "snapshot_of",
    "titles_of",
    "versions_readable_by",
]
