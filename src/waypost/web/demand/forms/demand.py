"""What a planner of the master schedule may set: class sizes, periods, and one of several schools."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LARGEST: Final = 200
MOST_PERIODS: Final = 16
QUESTIONS: Final = ("size", "least", "periods", "school")


class DemandForm(forms.Form):
    """Read from the address, so that a question can be kept as a bookmark; what is not asked is as usual."""

    size = forms.IntegerField(label=_("Most students in a class"), min_value=1, max_value=LARGEST)
    least = forms.IntegerField(label=_("Fewest students in a class"), min_value=1, max_value=LARGEST)
    periods = forms.IntegerField(label=_("Periods in a day"), min_value=1, max_value=MOST_PERIODS)

    def __init__(self, asked: Mapping[str, Any], *, usual: Mapping[str, Any], schools: Mapping[int, str]) -> None:
        """`asked` is from the address, `usual` what holds without it, `schools` names by id."""
        super().__init__({**usual, **{name: asked[name] for name in QUESTIONS if name in asked}}, label_suffix="")
        if len(schools) > 1:
            choices = [("", _("All schools")), *((str(pk), name) for pk, name in schools.items())]
            self.fields["school"] = forms.ChoiceField(label=_("School"), required=False, choices=choices)

    def clean(self) -> dict[str, Any]:
        """A class can't need more students than it may have."""
        cleaned = super().clean() or {}
        if cleaned.get("least", 1) > cleaned.get("size", LARGEST):
            raise ValidationError(_("The fewest students can't be more than the most."), code="sizes")
        return cleaned
