"""The words for what an import writes: people, courses, ties."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from waypost.web.imports.adapters.tables import PEOPLE

from .numbers import grouped

OTHER_ROWS: Final = ngettext_lazy("%(shown)s row", "%(shown)s rows", "n")
ROWS: Final = {
    "schools": ngettext_lazy("%(shown)s school", "%(shown)s schools", "n"),
    "years": ngettext_lazy("%(shown)s school year", "%(shown)s school years", "n"),
    "students": ngettext_lazy("%(shown)s student", "%(shown)s students", "n"),
    "guardians": ngettext_lazy("%(shown)s guardian", "%(shown)s guardians", "n"),
    "staff": ngettext_lazy("%(shown)s member of staff", "%(shown)s staff", "n"),
    "guardianships": ngettext_lazy("%(shown)s family tie", "%(shown)s family ties", "n"),
    "posts": ngettext_lazy("%(shown)s staff role", "%(shown)s staff roles", "n"),
    "supports": ngettext_lazy("%(shown)s teacher of a student", "%(shown)s teachers of a student", "n"),
    "courses": ngettext_lazy("%(shown)s course", "%(shown)s courses", "n"),
    "catalog": ngettext_lazy("%(shown)s course", "%(shown)s courses", "n"),
    "offerings": ngettext_lazy("%(shown)s way to take a course", "%(shown)s ways to take a course", "n"),
    "sections": ngettext_lazy("%(shown)s class", "%(shown)s classes", "n"),
    "seats": ngettext_lazy("%(shown)s course in a record", "%(shown)s courses in records", "n"),
    "records": ngettext_lazy("%(shown)s course in a record", "%(shown)s courses in records", "n"),
    "facts": ngettext_lazy("%(shown)s fact about a student", "%(shown)s facts about students", "n"),
}
PEOPLE_TABLES = tuple(table.name for table in PEOPLE)


def rows_words(table: str, number: int) -> str:
    """A number of rows of a table in words: "31 students"."""
    return str(ROWS.get(table, OTHER_ROWS) % {"n": number, "shown": grouped(number)})


def table_title(table: str) -> str:
    """What the rows of a table are called in a list."""
    return {
        "schools": _("School"),
        "students": _("Student"),
        "guardians": _("Guardian"),
        "staff": _("Staff"),
        "courses": _("Course"),
        "catalog": _("Course"),
        "offerings": _("Way to take a course"),
    }.get(table, _("Other row"))


def total(counts: Mapping[str, Mapping[str, int]], what: str, *, tables: tuple[str, ...] = ()) -> int:
    """The sum over tables (all, where none is named) of new, changed, gone or same rows."""
    return sum(numbers[what] for table, numbers in counts.items() if not tables or table in tables)
