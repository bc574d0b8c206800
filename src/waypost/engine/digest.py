"""Digests of records and rulebooks: equal content gives equal digests, in any order of entries."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from hashlib import sha256

from waypost.engine.record import Record
from waypost.engine.requirement import Rulebook


def digest_record(record: Record) -> str:
    """The SHA-256 of everything an audit can read of a record."""
    plain = _plain(record)
    if isinstance(plain, dict):
        for name in ("entries", "facts", "pins", "exceptions"):
            plain[name] = sorted(plain[name], key=_text)
    return _sha(plain)


def digest_rulebook(rulebook: Rulebook) -> str:
    """The SHA-256 of a rulebook's content."""
    return _sha(_plain(rulebook))


def _sha(plain: object) -> str:
    return sha256(_text(plain).encode()).hexdigest()


def _text(plain: object) -> str:
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _plain(value: object) -> object:
    """Lists, dicts and texts in place of dataclasses, sets, dates and fractions."""
    if value is None or isinstance(value, Enum | bool | int | str | Fraction | date):
        return _plain_word(value)
    if isinstance(value, frozenset):
        return sorted((_plain(item) for item in value), key=_text)
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(_plain(key)): _plain(item) for key, item in value.items()}
    return {"is": type(value).__name__, **_plain_fields(value)}


def _plain_word(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    return str(value) if isinstance(value, Fraction | date) else value


def _plain_fields(value: object) -> dict[str, object]:
    if not is_dataclass(value):
        raise TypeError(f"no digest for {type(value).__name__}")
    return {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
