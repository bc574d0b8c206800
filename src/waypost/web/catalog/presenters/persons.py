"""The persons whose word a rule may wait for, in words."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.text import get_text_list
from django.utils.translation import gettext as _


def person_words(person: str) -> str:
    """One person inside a sentence: the counselor."""
    names = {
        "student": _("the student"),
        "guardian": _("a parent or guardian"),
        "adviser": _("the counselor"),
        "principal": _("the principal"),
        "district": _("the district office"),
    }
    return names[person]


def persons_words(persons: Iterable[str]) -> str:
    """Several persons: the counselor and a parent or guardian."""
    return str(get_text_list([person_words(person) for person in persons], _("and")))
