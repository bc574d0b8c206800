"""A problem in words: what is wrong, and what to do."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise


class Words(NamedTuple):
    """`what` and `todo` may name %(file)s, %(column)s, %(found)s and %(meant)s."""

    what: str | Promise
    todo: str | Promise
