"""What a young student, a family and a counselor read before planning begins."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from waypost.web.access.actor import Actor
from waypost.web.plans.adapters.horizon import FIRST_GRADE, planning_begins_in
from waypost.web.schools.models import Student

from .places import grade_of, grade_words


@dataclass(frozen=True, slots=True, kw_only=True)
class NotYetPage:
    """Everything that the page says."""

    title: str
    grade: str
    headline: str
    begins: str


def not_yet_page(actor: Actor, *, student: Student) -> NotYetPage:
    """The page about one student."""
    is_own = actor.student_id == student.pk
    name = {"name": student.first_name}
    words = {"grade": grade_words(FIRST_GRADE), "year": planning_begins_in(student, on=actor.today)}
    return NotYetPage(
        title=_("My plan") if is_own else _("%(name)s's plan") % name,
        grade=grade_of(student),
        headline=_("Hi %(name)s. Your plan has time.") % name if is_own else _("%(name)s's plan has time.") % name,
        begins=_("Planning begins in %(grade)s, in the fall of %(year)s. There is nothing to do before that.") % words,
    )
