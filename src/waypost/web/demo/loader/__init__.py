"""The demo district from plain values into an empty database, in bulk."""

from .everything import clear_demo, load_demo
from .others import NotTheDemo, refuse_others

__all__ = ["NotTheDemo", "clear_demo", "load_demo", "refuse_others"]
