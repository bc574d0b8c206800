"""Results as JSON in the units of the file that asked: a record in quarters is answered in quarters."""

from collections.abc import Iterator

from waypost.engine.units import UNITS_PER_CREDIT

Json = dict[str, object]

_UNITS = frozenset({"units", "attempted_units", "needed_units", "open_units", "spare_units", "supply_units"})
_METER = frozenset({"done", "now", "planned", "open"})
_TALLIED = ("done", "planned", "needed")


def told_in(content: Json, *, units_per_credit: int) -> Json:
    """Plain content with its units as so many to a credit, or as 120ths where one would not be whole; it says which."""
    unit = UNITS_PER_CREDIT // units_per_credit
    if any(number % unit for number in _numbers(content)):
        unit = 1
    told = _divided(content, unit=unit)
    return {**(told if isinstance(told, dict) else {}), "units_per_credit": UNITS_PER_CREDIT // unit}


def _numbers(content: object) -> Iterator[int]:
    """Every number of units."""
    for part in content if isinstance(content, list) else ():
        yield from _numbers(part)
    if isinstance(content, dict):
        keys = _keys_of_units(content)
        for key, value in content.items():
            if key in keys and isinstance(value, int):
                yield value
            else:
                yield from _numbers(value)


def _divided(content: object, *, unit: int) -> object:
    if isinstance(content, list):
        return [_divided(part, unit=unit) for part in content]
    if not isinstance(content, dict):
        return content
    keys = _keys_of_units(content)
    return {
        key: value // unit if key in keys and isinstance(value, int) else _divided(value, unit=unit)
        for key, value in content.items()
    }


def _keys_of_units(content: Json) -> frozenset[str]:
    """The keys of an object whose numbers are units: those of a meter, of counted credits, and those that say so."""
    if content.keys() == _METER:
        return _METER
    return frozenset(_TALLIED) if content.get("is_credit") else _UNITS
