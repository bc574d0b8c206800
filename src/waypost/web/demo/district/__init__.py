"""The invented demo districts as plain values: a seeded generator, the same every time."""

from .build import build_district
from .stranger import build_stranger
from .values import DemoDistrict

__all__ = ["DemoDistrict", "build_district", "build_stranger"]
