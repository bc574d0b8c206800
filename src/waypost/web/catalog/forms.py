"""What administrators type about rulebooks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .models import Follow

MOST_BYTES = 500_000


class RulebookForm(forms.Form):
    """A rulebook as a TOML file or as pasted text."""

    file = forms.FileField(required=False, label=gettext_lazy("A TOML file"))
    text = forms.CharField(
        required=False,
        strip=False,
        label=gettext_lazy("Or the text itself"),
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        given = cleaned.get("file")
        if given:
            cleaned["text"] = self._read(given)
        if not cleaned.get("text"):
            self.add_error("file", _("Pick a file or paste the text."))
        return cleaned

    def _read(self, given: Any) -> str:
        if given.size > MOST_BYTES:
            self.add_error("file", _("This file is larger than 500 kB. A rulebook is never that long."))
            return ""
        try:
            return str(given.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            self.add_error("file", _("This file is not plain UTF-8 text. Save it as UTF-8 and try again."))
            return ""


class PublishForm(forms.Form):
    """For which graduating classes a rulebook shall hold."""

    class_from = forms.IntegerField(min_value=2000, max_value=2100, label=gettext_lazy("From the class of"))
    class_to = forms.IntegerField(min_value=2000, max_value=2100, label=gettext_lazy("To the class of"))
    follow = forms.ChoiceField(
        choices=[
            (Follow.EVERYONE, gettext_lazy("Everyone in these classes")),
            (Follow.CHOSEN, gettext_lazy("Students who choose it")),
        ],
        label=gettext_lazy("Who it is for"),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("class_from"), cleaned.get("class_to")
        if first and last and first > last:
            self.add_error("class_to", _("The last class can't come before the first one."))
        return cleaned
