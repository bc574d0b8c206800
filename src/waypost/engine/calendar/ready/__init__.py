"""Calendars to begin with, as texts by name; the days are examples, for a district to put right."""

from collections.abc import Mapping
from importlib.resources import files


def _texts() -> dict[str, str]:
    found = (one for one in files(__name__).iterdir() if one.name.endswith(".toml"))
    return {one.name.removesuffix(".toml"): one.read_text("utf-8") for one in sorted(found, key=lambda one: one.name)}


READY: Mapping[str, str] = _texts()
