"""One sent plan as staff read it, beside the list or on its own page."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language_info

from waypost.web.advising.queries import Peek
from waypost.web.plans.presenters.places import grade_of
from waypost.web.reviews.models import Review
from waypost.web.reviews.presenters.review import (
    Changes,
    CheckLine,
    changes_of,
    check_lines,
    look_count,
    standing,
    what_is_sent,
)
from waypost.web.schools.models import Student


@dataclass(frozen=True, slots=True, kw_only=True)
class PeekPage:
    """What a decision rests on, in words; `readers` are guardians who read another language."""

    review: Review
    student: Student
    grade: str
    standing: str
    what_if: str  # its name, where a what-if was sent; blank for the real plan
    changes: Changes
    checks: list[CheckLine]
    looks: int
    readers: list[tuple[str, str]]
    decides: bool  # whether this adult may approve and ask at all
    may_decide: bool  # and whether the plan waits for it


def peek_page(peek: Peek) -> PeekPage:
    """One sent plan, ready to be shown."""
    review, student = peek.review, peek.review.plan.student
    checks = check_lines(peek.checks, scale=student.district.credit_scale)
    is_waiting = review.state == "waiting"
    return PeekPage(
        review=review,
        student=student,
        grade=grade_of(student),
        standing=standing(review),
        what_if=what_is_sent(review),
        changes=changes_of(review, before=peek.before),
        checks=checks,
        looks=look_count(checks),
        readers=[
            (one.guardian.full_name, language_name(one.guardian.language))
            for one in peek.guardians
            if one.guardian.language != "en"
        ],
        decides=peek.decides,
        may_decide=peek.decides and is_waiting,
    )


def language_name(code: str) -> str:
    """A language in the reader's own: Spanish, español."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code
