"""What administrators type about rulebooks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
