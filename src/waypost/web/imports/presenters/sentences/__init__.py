"""Every problem code as sentences; a code without words fails a test, and reads as a plain heads-up meanwhile."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _

from waypost.web.imports.adapters.problems import StoredGroup

from .bundles import BUNDLE
from .district import DISTRICT
from .files import FILE
from .rows import ROW
from .words import Words

SENTENCES: Final[dict[str, Words]] = {
    str(code): words for part in (BUNDLE, FILE, ROW, DISTRICT) for code, words in part.items()
}


def what(group: StoredGroup) -> str:
    """What is wrong, in one sentence."""
    words = _words(group.code)
    return _filled(words.guess if words.guess and has_likely_fix(group) else words.what, group)


def todo(group: StoredGroup) -> str:
    """What to do about it, in one sentence."""
    words = _words(group.code)
    return _filled(words.ask if words.ask and has_likely_fix(group) else words.todo, group)


def has_likely_fix(group: StoredGroup) -> bool:
    """Whether each of its places has a value that the file may mean."""
    return all(place.suggestion for place in group.places)


def _words(code: str) -> Words:
    return SENTENCES.get(code) or Words(_("Something in %(file)s needs a look."), code)


def _filled(text: object, group: StoredGroup) -> str:
    return str(text) % {
        "file": group.file,
        "column": group.column or _("cell"),
        "found": _shared(group, "detail") or "…",
        "meant": _shared(group, "suggestion") or "…",
    }


def _shared(group: StoredGroup, name: str) -> str:
    """The value where all places have the same, else the first few."""
    values = list(dict.fromkeys(getattr(place, name) for place in group.places if getattr(place, name)))
    return ", ".join(values[:3]) + (", …" if len(values) > 3 else "")


__all__ = ["SENTENCES", "has_likely_fix", "todo", "what"]
