"""The invented demo district as plain values: a seeded generator, the same every time."""

from .build import build_district
from .values import DemoDistrict

__all__ = ["DemoDistrict", "build_district"]
