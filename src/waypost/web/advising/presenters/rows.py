"""One student in a queue: the fact, and the one thing to do about it. No risk, no rank."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waypost.web.advising.queries import Desk, Standing
from waypost.web.base.presenters import UNITS_IN_A_CREDIT, credit_words
from waypost.web.catalog.presenters.persons import persons_words
from waypost.web.plans.presenters.places import grade_short
from waypost.web.reviews.models import Proposal, ProposalState, Review
from waypost.web.reviews.presenters.review import changes_of, check_lines, credits_line, look_count, what_is_sent
from waypost.web.schools.models import Student

from .fix_line import FixLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a queue; `review_id` is there where the row opens beside the list, `fix` where fixes can be asked."""

    student_id: int
    name: str
    grade: str
    strong: str
    rest: str
    url: str
    action: str
    review_id: int | None = None
    fix: FixLine | None = None


def row_of(desk: Desk, student: Student, *, lane: str) -> Row:
    """What one student needs, as the lane looks at it."""
    match lane:
        case "review":
            return review_row(desk, _first(desk.waiting, student))
        case "answers":
            return proposal_row(next(one for one in desk.proposals if _is_of(one, student) and not one.is_waiting))
        case "students":
            asked = [review for review in desk.asked if _is_of(review, student)]
            return asked_row(asked[0]) if asked else proposal_row(next(p for p in desk.proposals if _is_of(p, student)))
        case "unsent":
            return _row(student, _("No plan sent yet."), "", url=_plan(student), action=_("Open plan"))
        case "word":
            return word_row(desk, student)
        case _:
            return student_row(desk, student)


def student_row(desk: Desk, student: Student) -> Row:
    """The student as a search finds them: a sent plan first, then how graduation stands."""
    waiting = {review.plan.student_id: review for review in desk.waiting}
    asked = {review.plan.student_id: review for review in desk.asked}
    if student.pk in waiting:
        return review_row(desk, waiting[student.pk])
    if student.pk in asked:
        return asked_row(asked[student.pk])
    standings = desk.standings.get(student.pk, ())
    if any(standing.is_open for standing in standings):
        return open_row(desk, student)
    if any(standing.is_a_word_short for standing in standings):
        return word_row(desk, student)
    strong = _credits(standings[0], desk=desk) if standings else _("Not checked yet.")
    return _row(student, strong, "", url=_plan(student), action=_("Open plan"))


def review_row(desk: Desk, review: Review) -> Row:
    """A sent plan that waits: what changes, credits, and how many checks need a look."""
    checks, scale = desk.checks.get(review.pk), desk.staff.district.credit_scale
    strong = changes_of(review, before=desk.approved.get(review.pk)).headline
    if review.of.is_what_if:
        strong = _("%(what_if)s. %(changes)s") % {"what_if": what_is_sent(review), "changes": strong}
    rest = ""
    if checks:
        looks = look_count(check_lines(checks, scale=scale))
        to_see = ngettext("%(count)s thing to look at.", "%(count)s things to look at.", looks) % {"count": looks}
        credits = credits_line(checks, scale=scale)
        rest = " ".join(filter(None, [f"{credits}." if credits else "", to_see if looks else _("All checks pass.")]))
    url = reverse("advising:review_detail", args=[review.pk])
    return _row(review.plan.student, strong, rest, url=url, action=_("Review"), review_id=review.pk)


def asked_row(review: Review) -> Row:
    """A plan whose student has a question to answer."""
    url = reverse("advising:review_detail", args=[review.pk])
    return _row(review.plan.student, _("Has your question."), "", url=url, action=_("Open"))


def proposal_row(proposal: Proposal) -> Row:
    """An idea of this adult's: not answered yet, taken, or declined in the student's words."""
    strong = {
        ProposalState.WAITING: _("Has your idea."),
        ProposalState.ACCEPTED: _("Said yes to your idea."),
        ProposalState.DECLINED: _("Said no to your idea:"),
    }[ProposalState(proposal.state)]
    rest = _("“%(text)s”") % {"text": proposal.answer} if proposal.answer else ""
    url = reverse("reviews:proposal_detail", args=[proposal.pk])
    return _row(proposal.plan.student, strong, rest, url=url, action=_("Open"))


def open_row(desk: Desk, student: Student) -> Row:
    """A plan in which credits for graduation are still to pick."""
    standing = next(one for one in desk.standings[student.pk] if one.is_open)
    scale = desk.staff.district.credit_scale
    units = max(standing.needed - standing.planned, 0)
    words = credit_words(units, scale=scale)
    at_most_one = 1 if units * scale <= UNITS_IN_A_CREDIT else 2
    strong = ngettext("%(credits)s credit to pick.", "%(credits)s credits to pick.", at_most_one) % {"credits": words}
    if not units:
        strong = _("A graduation step to do.")
    return _row(student, strong, _credits(standing, desk=desk), url=_plan(student), action=_("Open plan"))


def word_row(desk: Desk, student: Student) -> Row:
    """A plan that waits for a person's word, and for whose."""
    standing = next(one for one in desk.standings[student.pk] if one.is_a_word_short)
    strong = _("Waits for the word of: %(who)s.") % {"who": persons_words(standing.awaits)}
    return _row(student, strong, _credits(standing, desk=desk), url=_plan(student), action=_("Open plan"))


def by_grade(students: list[Student]) -> list[tuple[str, int]]:
    """How many students of each grade level, the youngest first."""
    counts: defaultdict[int, int] = defaultdict(int)
    for student in students:
        counts[student.grade_level] += 1
    return [(grade_short(grade), count) for grade, count in sorted(counts.items())]


def _row(student: Student, strong: str, rest: str, *, url: str, action: str, review_id: int | None = None) -> Row:
    return Row(
        student_id=student.pk,
        name=student.full_name,
        grade=grade_short(student.grade_level),
        strong=strong,
        rest=rest,
        url=url,
        action=action,
        review_id=review_id,
    )


def _credits(standing: Standing, *, desk: Desk) -> str:
    scale = desk.staff.district.credit_scale
    have, needed = credit_words(standing.planned, scale=scale), credit_words(standing.needed, scale=scale)
    return _("%(have)s of %(needed)s credits.") % {"have": have, "needed": needed}


def _plan(student: Student) -> str:
    return reverse("front:plan_detail", args=[student.pk])


def _is_of(row: Review | Proposal, student: Student) -> bool:
    return row.plan.student_id == student.pk


def _first(reviews: Sequence[Review], student: Student) -> Review:
    return next(review for review in reviews if _is_of(review, student))
