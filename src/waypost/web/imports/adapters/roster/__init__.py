"""A OneRoster bundle against a district."""

from .changes import roster_changes

__all__ = ["roster_changes"]
