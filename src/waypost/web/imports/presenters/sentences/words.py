"""A problem in words: what is wrong, and what to do."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise


class Words(NamedTuple):
    """`what` and `todo` may name %(file)s, %(column)s, %(found)s and %(meant)s.

    `guess` and `ask` stand in their places where the file's own words have a likely meaning.
    """

    what: str | Promise
    todo: str | Promise
    guess: str | Promise = ""
    ask: str | Promise = ""
