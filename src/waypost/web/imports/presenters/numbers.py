"""Numbers and line numbers as people read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waypost.interchange.problems import line_ranges


def grouped(number: int) -> str:
    """1204 as 1,204, in the reader's language."""
    return number_format(number, use_l10n=True, force_grouping=True)


def moment_words(at: datetime, *, time_zone: str) -> str:
    """Day and time as a clock on the district's wall shows them: Nov 23, 2:00 am."""
    return date_format(at.astimezone(ZoneInfo(time_zone)), _("M j, g:i A"))


def line_words(lines: Iterable[int]) -> str:
    """Line numbers: "line 7", "lines 4 to 6, 9"."""
    ranges = line_ranges(lines)
    if not ranges:
        return _("the whole file")
    parts = [_range(first, last) for first, last in ranges]
    count = sum(last - first + 1 for first, last in ranges)
    return ngettext("line %(lines)s", "lines %(lines)s", count) % {"lines": ", ".join(parts)}


def _range(first: int, last: int) -> str:
    if first == last:
        return grouped(first)
    return _("%(first)s to %(last)s") % {"first": grouped(first), "last": grouped(last)}


def joined(parts: Sequence[str]) -> str:
    """A list in a sentence: "31 students, 4 staff and 3 guardians"."""
    if len(parts) < 2:
        return "".join(parts)
    return _("%(most)s and %(last)s") % {"most": ", ".join(parts[:-1]), "last": parts[-1]}
