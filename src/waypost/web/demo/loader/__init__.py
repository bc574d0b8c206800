"""The demo district from plain values into an empty database, in bulk."""

from .everything import clear_demo, load_demo

__all__ = ["clear_demo", "load_demo"]
