"""Engine values as plain JSON data, always in the same order."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction

_AS_THEY_ARE = {bool, int, str}


def plain(value: object, *, tagged: bool = False) -> object:
    """Lists, dicts and texts in place of dataclasses, sets, dates and fractions.

    ``tagged`` names the class of every dataclass under ``is``, where alternatives must be told apart.
    """
    if value is None or type(value) in _AS_THEY_ARE:
        return value
    if isinstance(value, Enum | bool | int | str | Fraction | date):
        return _plain_word(value)
    if isinstance(value, frozenset):
        return sorted((plain(item, tagged=tagged) for item in value), key=canonical_text)
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: plain(item, tagged=tagged) for name, item in value._asdict().items()}
    if isinstance(value, tuple | list):
        return [plain(item, tagged=tagged) for item in value]
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(item, tagged=tagged) for key, item in value.items()}
    return _plain_fields(value, tagged=tagged)


def canonical_text(value: object) -> str:
    """Plain data as one line of JSON with sorted keys: equal data, equal text."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _plain_word(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else str(value)
    return str(value) if isinstance(value, date) else value


def _plain_fields(value: object, *, tagged: bool) -> dict[str, object]:
    named = {name: plain(getattr(value, name), tagged=tagged) for name in _names(type(value))}
    return {"is": type(value).__name__, **named} if tagged else named


_known_names: dict[type, tuple[str, ...]] = {}


def _names(kind: type) -> tuple[str, ...]:
    """The fields of a dataclass."""
    if kind not in _known_names:
        if not is_dataclass(kind):
            raise TypeError(f"{kind.__name__} has no plain form")
        _known_names[kind] = tuple(item.name for item in fields(kind))
    return _known_names[kind]
