"""What a student ticks on the page of pathways and universities."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from waypost.web.catalog.models import Adoption


class FollowForm(forms.Form):
    """The rulebooks to follow, out of those that are offered; `seen` is the version of the real plan."""

    chosen = forms.TypedMultipleChoiceField(
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=gettext_lazy("Show me how far I am for"),
    )
    seen = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, offered: Sequence[Adoption], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = [(one.pk, one.rulebook.title) for one in offered]  # type: ignore[attr-defined]
