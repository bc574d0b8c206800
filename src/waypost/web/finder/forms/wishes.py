"""What a student wishes of a plan: the wishes so far, one to take away, one to add."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from waypost.web.finder.adapters.wishes import Wish, WishKind, read_wish, read_wishes

MOST: Final = 20
Choices = Sequence[tuple[Any, Any]]


class WishListField(forms.Field):
    """All wishes so far, each in a hidden input; what cannot be read is left out."""

    widget = forms.MultipleHiddenInput
    days: Collection[str] = ()

    def to_python(self, value: Any) -> tuple[Wish, ...]:
        return read_wishes(value or (), days=self.days)[:MOST]


class WishesForm(forms.Form):
    """`add` says which button was pressed: a class (`course`), something about the weeks (`time`), or neither."""

    wish = WishListField(required=False)
    drop = forms.CharField(required=False, max_length=120)
    add = forms.ChoiceField(required=False, choices=[("course", ""), ("time", "")])
    how = forms.ChoiceField(label=_("How much"), required=False)
    course = forms.CharField(label=_("Class"), required=False, max_length=300)
    time = forms.ChoiceField(label=_("Time"), required=False)

    def __init__(
        self,
        *args: Any,
        how: Choices = (),
        time: Choices = (),
        courses: Mapping[str, str],
        days: Collection[str] = (),
        **kwargs: Any,
    ) -> None:
        """`courses` are titles by code, `days` the shortest terms of the calendar but summer."""
        super().__init__(*args, **kwargs)
        self.days = days
        self.fields["wish"].days = days  # type: ignore[attr-defined]
        self.courses = courses
        self.fields["how"].choices = how  # type: ignore[attr-defined]
        self.fields["time"].choices = [("", _("Pick one")), *time]  # type: ignore[attr-defined]
        self.fields["course"].widget.attrs.update({"list": "wish-courses", "autocomplete": "off"})

    def clean_course(self) -> str:
        """The code of the class that was named by title, by code, or by both."""
        named = str(self.cleaned_data["course"]).strip()
        if self.cleaned_data.get("add") != "course":
            return ""
        found = self._code_of(named)
        if found is None:
            raise ValidationError(_("Pick a class from the list."), code="course")
        return found

    def clean_time(self) -> str:
        if self.cleaned_data.get("add") == "time" and not self.cleaned_data["time"]:
            raise ValidationError(_("Pick one from the list."), code="time")
        return str(self.cleaned_data["time"])

    def wishes(self) -> tuple[Wish, ...]:
        """The wishes as they are to be now."""
        asked = self.cleaned_data
        kept = [wish for wish in asked["wish"] if str(wish) != asked["drop"]]
        return tuple(dict.fromkeys([*self._without_twins(kept), *self._added()]))[:MOST]

    def _added(self) -> list[Wish]:
        asked = self.cleaned_data
        match asked["add"]:
            case "course":
                return [Wish(kind=WishKind(asked["how"] or WishKind.MUST), about=asked["course"])]
            case "time":
                return [wish for wish in [read_wish(asked["time"], days=self.days)] if wish]
            case _:
                return []

    def _without_twins(self, kept: Iterable[Wish]) -> list[Wish]:
        """What was said before of the same class gives way to what is said now."""
        now = {wish.about for wish in self._added() if wish.about}
        return [wish for wish in kept if not wish.about or wish.about not in now]

    def _code_of(self, named: str) -> str | None:
        for code, title in self.courses.items():
            if named.casefold() in {code.casefold(), title.casefold(), f"{title} ({code})".casefold()}:
                return code
        return None


class WayForm(forms.Form):
    """Which of the ways that a search found, from 0."""

    number = forms.IntegerField(min_value=0, max_value=9)
