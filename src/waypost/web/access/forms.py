"""The form of a person's own settings."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from waypost.web.accounts.models import Theme


class PreferencesForm(forms.Form):
    """Language, colors, and whether single letters work as keys."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, widget=forms.RadioSelect)
    theme = forms.ChoiceField(
        label=_("Colors"),
        widget=forms.RadioSelect,
        choices=[
            (Theme.AUTO.value, _("Like my device")),
            (Theme.LIGHT.value, _("Light")),
            (Theme.DARK.value, _("Dark")),
        ],
    )
    letter_keys = forms.BooleanField(label=_("Use single letters as keys in the planner"), required=False)
