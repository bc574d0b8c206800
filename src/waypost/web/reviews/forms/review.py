"""What people write about a sent or proposed plan; each form says which version it saw."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 1000


class PlainForm(forms.Form):
    """A form whose labels stand above their fields, without a colon."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})


class SeenForm(PlainForm):
    """The version of the row that the page showed."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class SendForm(SeenForm):
    branch = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("What should they know? (you can leave this empty)"),
        help_text=_("One or two sentences are enough. Say what you want and why."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class QuestionForm(SeenForm):
    text = forms.CharField(
        label=_("Your question"),
        help_text=_("The student gets the plan back and can answer."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AnswerForm(SeenForm):
    text = forms.CharField(
        label=_("Your answer"),
        help_text=_("Your plan then goes back to them."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AcceptForm(SeenForm):
    plan_seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class DeclineForm(SeenForm):
    text = forms.CharField(
        label=_("Why not?"),
        help_text=_("They read this. It helps to find something better."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
