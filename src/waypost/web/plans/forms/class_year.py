"""The class year that a person says."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

FIRST_CLASS, LAST_CLASS = 2000, 2100


class ClassYearForm(forms.Form):
    """The year, and the one that the page showed (blank: none was known)."""

    class_of = forms.IntegerField(
        label=_("Class of"),
        help_text=_("The year in which the student is due to graduate, such as 2029."),
        min_value=FIRST_CLASS,
        max_value=LAST_CLASS,
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
