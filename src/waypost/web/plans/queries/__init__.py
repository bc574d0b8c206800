"""Plans and what belongs to them, as far as the actor may see."""

from .changes import DoesNotFit, PlanAfter, choices_after, plan_after
from .plans import branches_editable_by, plans_editable_by, plans_readable_by
from .versions import real_branch_of, snapshot_of, versions_readable_by

__all__ = [
    "DoesNotFit",
    "PlanAfter",
    "branches_editable_by",
    "choices_after",
    "plan_after",
    "plans_editable_by",
    "plans_readable_by",
    "real_branch_of",
    "snapshot_of",
    "versions_readable_by",
]
