"""A proposed change as a form: what to do, with which class, where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from waypost.web.catalog.models import Course
from waypost.web.plans.adapters import Add, Change, Choice, Move, Remove, Swap

from .review import LONGEST, PlainForm

MOST_CHANGES: Final = 3
VERBS: Final = [
    ("", _("Choose")),
    ("add", _("Add a class")),
    ("swap", _("Take another class instead")),
    ("move", _("Move a class")),
    ("remove", _("Take a class out")),
]
NEEDS: Final = {
    "add": ("course", "grade_level", "term"),
    "swap": ("planned", "course"),
    "move": ("planned", "grade_level", "term"),
    "remove": ("planned",),
}


class ReasonForm(PlainForm):
    reason = forms.CharField(
        label=_("Why do you propose this?"),
        help_text=_("The student and the family can read this."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ChangeForm(PlainForm):
    """One change; which fields it needs hangs on the verb, and an empty one is left out."""

    verb = forms.ChoiceField(label=_("What to change"), choices=VERBS, required=False)
    planned = forms.ChoiceField(label=_("Which planned class"), required=False)
    course = forms.CharField(
        label=_("New class"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "courses", "autocomplete": "off"}),
    )
    grade_level = forms.TypedChoiceField(label=_("Grade"), coerce=int, empty_value=None, required=False)
    term = forms.ChoiceField(label=_("Term"), required=False)

    def __init__(
        self,
        *args: Any,
        courses: Sequence[Course],
        choices: Sequence[Choice],
        from_grade: int,
        last_grade: int,
        terms: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.courses = courses
        self.choices = [choice for choice in choices if choice.grade_level >= from_grade]
        grades = range(from_grade, last_grade + 1)
        self.fields["term"].choices = [("", _("Choose")), *terms]  # type: ignore[attr-defined]
        planned = [_planned_option(one, dict(terms)) for one in self.choices]
        self.fields["planned"].choices = [("", _("Choose")), *planned]  # type: ignore[attr-defined]
        self.fields["grade_level"].choices = [("", _("Choose")), *((grade, str(grade)) for grade in grades)]  # type: ignore[attr-defined]

    def clean_course(self) -> Course | None:
        """The one course that was typed: by its code, by its title, or by a part that only one has."""
        typed = self.cleaned_data["course"].strip()
        found = _matching(typed, self.courses) if typed else []
        if len(found) > 1:
            names = ", ".join(f"{course.code} {course.title}" for course in found[:5])
            raise forms.ValidationError(_("More than one class fits: %(names)s"), params={"names": names})
        if typed and not found:
            raise forms.ValidationError(_("We did not find this class."))
        return found[0] if found else None

    def clean(self) -> dict[str, Any]:
        """Ask for the fields that the verb needs."""
        clean = super().clean() or self.cleaned_data
        for name in NEEDS.get(clean.get("verb", ""), ()):
            if name not in self.errors and clean.get(name) in {None, ""}:
                self.add_error(name, _("Please choose."))
        return clean

    def change(self) -> Change | None:
        """The change that a valid form asks for; None where it was left empty."""
        clean = self.cleaned_data
        match clean["verb"]:
            case "add":
                return Add(code=clean["course"].code, grade_level=clean["grade_level"], term=clean["term"])
            case "remove":
                return Remove(**_place(clean["planned"]))
            case "move":
                place = _place(clean["planned"])
                return Move(**place, to_grade_level=clean["grade_level"], to_term=clean["term"])
            case "swap":
                return Swap(**_place(clean["planned"]), to_code=clean["course"].code)
            case _:
                return None


class ChangeForms:
    """Up to three changes on one page, of which the first is needed."""

    def __init__(self, data: Any, **kwargs: Any) -> None:
        prefix = kwargs.pop("prefix")
        self.forms = [ChangeForm(data, prefix=f"{prefix}-{number}", **kwargs) for number in range(MOST_CHANGES)]

    def is_valid(self) -> bool:
        """Whether every change is whole, and there is one."""
        if not all(form.is_valid() for form in self.forms):
            return False
        if not self.changes():
            self.forms[0].add_error("verb", _("Please choose."))
        return bool(self.changes()) and not self.forms[0].errors

    def changes(self) -> list[Change]:
        """The changes, in the order of the page."""
        found = [form.change() for form in self.forms if form.is_valid()]
        return [change for change in found if change is not None]


def _matching(typed: str, courses: Sequence[Course]) -> list[Course]:
    wanted = typed.casefold()
    for test in (_is_code, _is_title, _is_part):
        found = [course for course in courses if test(wanted, course)]
        if found:
            return found
    return []


def _is_code(wanted: str, course: Course) -> bool:
    """BIO, or what the list of suggestions fills in: BIO · Biology."""
    return wanted.split(" · ", maxsplit=1)[0].strip() == course.code.casefold()


def _is_title(wanted: str, course: Course) -> bool:
    return wanted == course.title.casefold()


def _is_part(wanted: str, course: Course) -> bool:
    return wanted in course.title.casefold()


def _planned_option(choice: Choice, terms: Mapping[str, str]) -> tuple[str, str]:
    key = f"{choice.code}|{choice.grade_level}|{choice.term}"
    return key, f"{choice.title} ({choice.grade_level}, {terms.get(choice.term, choice.term)})"


def _place(planned: str) -> dict[str, Any]:
    code, grade_level, term = planned.rsplit("|", 2)
    return {"code": code, "grade_level": int(grade_level), "term": term}
