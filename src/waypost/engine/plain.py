"""Engine values as plain JSON data, always in the same order."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction

_AS_THEY_ARE = {bool, int, str}

#: Metadata of a field that came later: at its default it is left out, so that what was written before stays the same.
IF_STATED = {"plain": "if_stated"}


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
    always, if_stated = _names(type(value))
    named = {name: plain(getattr(value, name), tagged=tagged) for name in always}
    for name, default in if_stated:
        stated = getattr(value, name)
        if stated != default:
            named[name] = plain(stated, tagged=tagged)
    return {"is": type(value).__name__, **named} if tagged else named


Names = tuple[tuple[str, ...], tuple[tuple[str, object], ...]]

_known_names: dict[type, Names] = {}


def _names(kind: type) -> Names:
    """The fields of a dataclass that are always written, and the later ones with their defaults."""
    if kind not in _known_names:
        if not is_dataclass(kind):
            raise TypeError(f"{kind.__name__} has no plain form")
        later = [item for item in fields(kind) if item.metadata.get("plain") == "if_stated"]
        _known_names[kind] = (
            tuple(item.name for item in fields(kind) if item not in later),
            tuple((item.name, item.default) for item in later),
        )
    return _known_names[kind]
