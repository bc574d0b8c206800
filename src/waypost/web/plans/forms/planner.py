"""What the planner's forms send: hidden values, and the version of the branch that the page showed."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from waypost.web.plans.models import MOST_GRADE
from waypost.web.plans.queries.places import Place

PLACE = re.compile(r"(?P<grade>\d{1,2})-(?P<term>[A-Za-z0-9-]{1,10})")


class PlaceField(forms.Field):
    """A grade level and term as one value: 11-year; `PlacedForm` asks for a term of the calendar."""

    def to_python(self, value: Any) -> Place | None:
        if not value:
            return None
        read = PLACE.fullmatch(str(value))
        if read is None or int(read["grade"]) > MOST_GRADE:
            raise ValidationError(_("There is no such place."), code="place")
        return Place(grade_level=int(read["grade"]), term=read["term"])


class SeenForm(forms.Form):
    """Which branch, and the version of it that the page showed; no branch: the plan does not exist yet."""

    branch = forms.IntegerField(min_value=1, required=False)
    seen = forms.IntegerField(min_value=1)
    year = forms.IntegerField(min_value=0, max_value=MOST_GRADE, required=False)  # open on the phone


class PlacedForm(SeenForm):
    """`terms` are those of the district's calendar."""

    place = PlaceField()

    def __init__(self, *args: Any, terms: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.terms = terms

    def clean_place(self) -> Place:
        """The place, if the calendar has its term."""
        place: Place = self.cleaned_data["place"]
        if place.term not in self.terms:
            raise ValidationError(_("There is no such place."), code="place")
        return place


class AddForm(PlacedForm):
    course = forms.IntegerField(min_value=1)


class PlannedForm(SeenForm):
    planned = forms.IntegerField(min_value=1)


class MoveForm(PlacedForm, PlannedForm):
    pass


class SwapForm(PlacedForm, PlannedForm):
    course = forms.IntegerField(min_value=1)


class TakeForm(PlacedForm, PlannedForm):
    offering = forms.IntegerField(min_value=0)  # 0: as the course says


class CreditForm(PlannedForm):
    units = forms.IntegerField(min_value=1)


class PinForm(PlannedForm):
    rulebook = forms.CharField(max_length=100)
    path = forms.CharField(max_length=200, required=False)


class UseForm(SeenForm):
    real_seen = forms.IntegerField(min_value=1)


class LookForm(forms.Form):
    """Which branch and year to look at."""

    branch = forms.IntegerField(min_value=1, required=False)
    year = forms.IntegerField(min_value=0, max_value=MOST_GRADE, required=False)


class FindForm(LookForm):
    """What to look for in the catalog, and where the class will stand."""

    place = PlaceField()
    subject = forms.CharField(max_length=2, required=False)
    words = forms.CharField(max_length=100, required=False)
    swap = forms.IntegerField(min_value=1, required=False)


class WhatIfForm(forms.Form):
    """A name for a what-if, and the branch that it starts from."""

    branch = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("What do you want to try?"),
        help_text=_("A short name, like “CNA path”. Your real plan stays as it is."),
        max_length=60,
    )
