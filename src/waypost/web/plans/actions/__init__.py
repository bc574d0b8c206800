"""Everything that changes a plan. Each verb: require -> claim the version -> change -> history, in one transaction."""

from .review import approve_plan

__all__ = ["approve_plan"]
