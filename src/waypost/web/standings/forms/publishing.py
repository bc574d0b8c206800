"""For which of the classes that a try looked at its rulebook shall hold."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from waypost.web.catalog.models import Adoption, Follow

NEXT_CLASSES = 7  # as many as are in school from grade 6 on
FIRST, LAST = 2000, 2100


class PublishForm(forms.Form):
    """The graduating classes, inside those that were tried, and whether students choose."""

    class_from = forms.IntegerField(min_value=FIRST, max_value=LAST, label=gettext_lazy("From the class of"))
    class_to = forms.IntegerField(min_value=FIRST, max_value=LAST, label=gettext_lazy("To the class of"))
    follow = forms.ChoiceField(
        choices=[
            (Follow.EVERYONE, gettext_lazy("Everyone in these classes")),
            (Follow.CHOSEN, gettext_lazy("Students who choose it")),
        ],
        label=gettext_lazy("Who it is for"),
    )

    def __init__(
        self, data: Any = None, *, tried: tuple[int, int], this_year: int, before: Adoption | None = None
    ) -> None:
        """Filled with what the revision before it has, else with the classes in school and everyone."""
        first, last = _classes(tried, this_year=this_year, before=before)
        initial = {"class_from": first, "class_to": last, "follow": before.follow if before else Follow.EVERYONE}
        super().__init__(data, initial=initial, label_suffix="")
        self.tried, self.before = tried, before

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("class_from"), cleaned.get("class_to")
        if first and last and first > last:
            self.add_error("class_to", _("The last class can't come before the first one."))
        if first and first < self.tried[0]:
            said = _("These rules begin with the class of %(year)s.") % {"year": self.tried[0]}
            self.add_error("class_from", said)
        if last and last > self.tried[1]:
            self.add_error("class_to", _("These rules end with the class of %(year)s.") % {"year": self.tried[1]})
        return cleaned


def _classes(tried: tuple[int, int], *, this_year: int, before: Adoption | None) -> tuple[int, int]:
    """Those that the revision before it is for, as far as they were tried; where there are none, those in school."""
    if before is not None:
        first, last = max(tried[0], before.class_from, FIRST), min(tried[1], before.class_to, LAST)
        if first <= last:
            return first, last
    first = max(tried[0], this_year + 1)
    return first, max(first, min(tried[1], this_year + NEXT_CLASSES))
