"""What a person sends: files, and which version of a run they saw."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from .models import RunKind


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """One file or several."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """Each file checked by itself."""
        single = super().clean
        files = data if isinstance(data, list) else [data]
        return [single(one, initial) for one in files] if files else [single(None, initial)]


class UploadForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[
            (RunKind.ONEROSTER, _("People and classes (OneRoster)")),
            (RunKind.COURSE_HISTORY, _("Courses taken, with marks and credits")),
            (RunKind.CATALOG, _("Course catalog")),
            (RunKind.OFFERINGS, _("Ways to take courses: online, summer, college, work")),
        ],
        initial=RunKind.ONEROSTER,
        widget=forms.RadioSelect,
    )
    uploads = ManyFilesField(label=_("Files"), help_text=_("One zip, or the CSV files."), allow_empty_file=True)


class VersionForm(forms.Form):
    """The version of the run that the sender saw."""

    version = forms.IntegerField(min_value=1)


class ApplyForm(VersionForm):
    name = forms.CharField(required=False, max_length=300)


class FixForm(VersionForm):
    code = forms.SlugField(max_length=60)


class LookForm(forms.Form):
    """Which group of problems is open, and how many of its places are shown."""

    group = forms.IntegerField(required=False, min_value=0, max_value=10_000)
    shown = forms.IntegerField(required=False, min_value=1, max_value=1_000)
