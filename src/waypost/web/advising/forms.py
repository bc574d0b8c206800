"""What staff send from the caseload and the review page."""

from __future__ import annotations

import re
from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

SEEN: Final = re.compile(r"(\d{1,18}):(\d{1,9})")
MOST_AT_ONCE: Final = 200


class SeenReviewsForm(forms.Form):
    """Several reviews, each with the version that the page showed: review=12:3."""

    def __init__(self, values: list[str]) -> None:
        super().__init__({"reviews": ",".join(values)})

    reviews = forms.CharField(max_length=30 * MOST_AT_ONCE)

    def clean_reviews(self) -> dict[int, int]:
        """The version seen, by the review's id."""
        found = [SEEN.fullmatch(value) for value in self.cleaned_data["reviews"].split(",")]
        if not all(found):
            raise forms.ValidationError(_("This page was cut off. Load it again."))
        return {int(match[1]): int(match[2]) for match in found if match}


class FiltersForm(forms.Form):
    """What the list of students is narrowed to; what cannot be read is left out."""

    lane = forms.CharField(required=False, max_length=20)
    q = forms.CharField(required=False, max_length=100)
    grade = forms.IntegerField(required=False, min_value=-1, max_value=13)
    page = forms.IntegerField(required=False, min_value=1, max_value=999)
