"""Stored JSON: the number of the shape that is written today, and older shapes read forward.

1  units are quarters of a credit
2  units are 120ths of a credit
"""

from __future__ import annotations

from typing import Any, Final

SCHEMA: Final = 2
FIRST_SCHEMA: Final = 1

_QUARTER: Final = 30
_UNITS: Final = frozenset({"units", "units_attempted", "units_earned", "repeat_units", "most_units"})


def read_forward(value: Any, *, schema: int) -> Any:
    """A stored value as it would be written today; a shape that is newer than this program is refused."""
    if schema > SCHEMA:
        raise ValueError(f"This was stored in shape {schema}; the newest that is known here is {SCHEMA}.")
    return _with_finer_units(value) if schema == FIRST_SCHEMA else value


def _with_finer_units(value: Any) -> Any:
    """Quarters as 120ths, wherever they stand."""
    if isinstance(value, list | tuple):
        return [_with_finer_units(part) for part in value]
    if isinstance(value, dict):
        return {key: _finer(key, part) for key, part in value.items()}
    return value


def _finer(key: str, value: Any) -> Any:
    if key in _UNITS and isinstance(value, int):
        return value * _QUARTER
    if key == "meter":
        return [units * _QUARTER for units in value]
    if key == "claims":
        return [[entry_id, units * _QUARTER, stage] for entry_id, units, stage in value]
    return _with_finer_units(value)
