"""What a student ticks on the page of pathways and universities."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from waypost.web.plans.queries.following import Goal


class FollowForm(forms.Form):
    """The rulebooks to follow, out of those that are offered; `seen` is the version of the real plan."""

    chosen = forms.TypedMultipleChoiceField(
        coerce=str,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=gettext_lazy("Show me how far I am for"),
    )
    seen = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, offered: Sequence[Goal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = [(one.key, _label(one)) for one in offered]  # type: ignore[attr-defined]


def _label(goal: Goal) -> str:
    return goal.title if goal.in_force else _("%(title)s (not in force for you now)") % {"title": goal.title}
