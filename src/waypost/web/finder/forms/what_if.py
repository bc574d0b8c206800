"""One question out of six, each a sentence with a gap."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from waypost.web.finder.adapters.suppositions import SupposedKind, Supposition, read_supposition

Choices = Sequence[tuple[Any, Any]]
WHEN: Final = "when"
GAPS: Final[dict[str, tuple[str, ...]]] = {kind.value: (kind.value,) for kind in SupposedKind} | {
    SupposedKind.REPEATED.value: ("repeated", WHEN)
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One question: its gaps, or why it cannot be asked."""

    kind: str
    gaps: tuple[BoundField, ...]
    not_now: str


class WhatIfForm(forms.Form):
    """`kind` says which sentence's button was pressed; what is in the others does not matter.

    `leads` are the words before each gap, `choices` what fits in it, `refused` why a supposition cannot be asked, by
    its text, and `not_now` why a sentence cannot be filled at all.
    """

    kind = forms.ChoiceField(label=_("What if …?"), choices=[(kind.value, "") for kind in SupposedKind])

    def __init__(
        self,
        *args: Any,
        leads: Mapping[str, str],
        choices: Mapping[str, Choices],
        refused: Mapping[str, str],
        not_now: Mapping[str, str],
        terms: Collection[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.refused, self.not_now, self.terms = refused, not_now, terms
        for name, lead in leads.items():
            self.fields[name] = forms.ChoiceField(
                label=lead,
                required=False,
                choices=[("", _("Pick one")), *choices[name]],
                error_messages={"invalid_choice": _("That one is not there any more. Pick another one.")},
            )

    def sentences(self) -> Iterator[Sentence]:
        """The questions in their order."""
        for kind, names in GAPS.items():
            yield Sentence(kind=kind, gaps=tuple(self[name] for name in names), not_now=str(self.not_now.get(kind, "")))

    def clean(self) -> dict[str, Any]:
        """Look at the gaps of the one sentence."""
        names = GAPS.get(str(self.cleaned_data.get("kind")), ())
        for name in [name for name in self.errors if name not in {"kind", *names}]:
            del self.errors[name]
        why = self.not_now.get(names[0]) or self.refused.get(self._text(names)) if names else None
        if why:
            self.errors.pop(names[0], None)
            self.add_error(names[0], why)
        for name in names:
            if name not in self.errors and not self.cleaned_data.get(name):
                self.add_error(name, str(_("Pick one from the list.")))
        return self.cleaned_data

    def supposition(self) -> Supposition | None:
        """What is supposed; None where the form is not valid."""
        if not self.is_valid():
            return None
        return read_supposition(self._text(GAPS[self.cleaned_data["kind"]]), terms=self.terms)

    def _text(self, names: Sequence[str]) -> str:
        return ":".join([str(self.cleaned_data.get("kind")), *(str(self.data.get(name, "")) for name in names)])
