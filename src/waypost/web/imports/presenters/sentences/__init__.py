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
    return _filled(_words(group.code).what, group, found=_shared(group, "detail"), meant=_shared(group, "suggestion"))


def todo(group: StoredGroup) -> str:
    """What to do about it, in one sentence."""
    return _filled(_words(group.code).todo, group, found=_shared(group, "detail"), meant=_shared(group, "suggestion"))


def _words(code: str) -> Words:
    return SENTENCES.get(code) or Words(_("Something in %(file)s needs a look."), code)


def _filled(text: object, group: StoredGroup, *, found: str, meant: str) -> str:
    column = group.column or _("cell")
    return str(text) % {"file": group.file, "column": column, "found": found or "…", "meant": meant or "…"}


def _shared(group: StoredGroup, name: str) -> str:
    """The value where all places have the same, else the first few."""
    values = list(dict.fromkeys(getattr(place, name) for place in group.places if getattr(place, name)))
    return ", ".join(values[:3]) + (", …" if len(values) > 3 else "")


__all__ = ["SENTENCES", "todo", "what"]
