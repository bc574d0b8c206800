"""For which of the classes that a try looked at its rulebook shall hold."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from waypost.web.catalog.models import Follow

NEXT_CLASSES = 7  # as many as are in school from grade 6 on


class PublishForm(forms.Form):
    """The graduating classes, inside those that were tried, and whether students choose."""

    class_from = forms.IntegerField(min_value=2000, max_value=2100, label=gettext_lazy("From the class of"))
    class_to = forms.IntegerField(min_value=2000, max_value=2100, label=gettext_lazy("To the class of"))
    follow = forms.ChoiceField(
        choices=[
            (Follow.EVERYONE, gettext_lazy("Everyone in these classes")),
            (Follow.CHOSEN, gettext_lazy("Students who choose it")),
        ],
        label=gettext_lazy("Who it is for"),
    )

    def __init__(
        self, data: Any = None, *, tried: tuple[int, int], this_year: int, follow: Follow = Follow.EVERYONE
    ) -> None:
        """Filled with the classes in school, and with whom the revision before it was for."""
        first = max(tried[0], this_year + 1)
        last = max(first, min(tried[1], this_year + NEXT_CLASSES))
        initial = {"class_from": first, "class_to": last, "follow": follow}
        super().__init__(data, initial=initial, label_suffix="")
        self.tried = tried

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
