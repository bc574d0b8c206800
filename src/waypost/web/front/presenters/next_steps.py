"""What to do next: at most three things, each with its minutes and its reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waypost.web.front.queries.homepage import FirstPage
from waypost.web.plans.presenters.places import grade_words
from waypost.web.reviews.models import ReviewState

from .road import Road, StillOpen

MOST: Final = 3
READ_MINUTES: Final = 2
ANSWER_MINUTES: Final = 5
PICK_MINUTES: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """One thing to do: what, why, how long, and where."""

    icon: str
    title: str
    why: str
    minutes: int
    url: str


def next_steps(page: FirstPage, *, road: Road | None) -> tuple[NextStep, ...]:
    """Answers that somebody waits for first, then classes to pick, then sending the plan."""
    return tuple(islice(_steps(page, road), MOST))


def _steps(page: FirstPage, road: Road | None) -> Iterator[NextStep]:
    yield from _answers(page)
    yield from _asked(page)
    for still in road.still if road else ():
        yield _pick(page, still)
    if page.planner.shown.planned and not page.reviews:
        yield _send(page)


def _answers(page: FirstPage) -> Iterator[NextStep]:
    for proposal in page.proposals:
        yield NextStep(
            icon="chat",
            title=_("Read what %(name)s proposes") % {"name": proposal.by_name},
            why=_("You say yes or no. Nothing changes without you."),
            minutes=READ_MINUTES,
            url=reverse("reviews:proposal_detail", args=[proposal.pk]),
        )
    review = page.open_review
    if review and review.state == ReviewState.ASKED:
        yield NextStep(
            icon="chat",
            title=_("Answer %(name)s") % {"name": page.near.counselor_name or _("your counselor")},
            why=_("There is a question about your plan. Two sentences is plenty."),
            minutes=ANSWER_MINUTES,
            url=reverse("reviews:review_detail", args=[review.pk]),
        )


def _asked(page: FirstPage) -> Iterator[NextStep]:
    """The classes of terms that are over, of which nobody has said yet whether they were taken."""
    count = sum(not row.said_taken for row in page.planner.shown.asked)
    if count:
        yield NextStep(
            icon="help",
            title=_("Say which classes you took"),
            why=ngettext(
                "%(count)s planned class is not on your record, and its term is over.",
                "%(count)s planned classes are not on your record, and their terms are over.",
                count,
            )
            % {"count": count},
            minutes=READ_MINUTES,
            url=reverse("plans:planner", args=[page.student.pk]) + "#asked",
        )


def _pick(page: FirstPage, still: StillOpen) -> NextStep:
    return NextStep(
        icon="grid",
        title=_("Pick a class for %(title)s") % {"title": still.title},
        why=_("You still need %(words)s to graduate.") % {"words": still.words},
        minutes=PICK_MINUTES,
        url=reverse("plans:planner", args=[page.student.pk]),
    )


def _send(page: FirstPage) -> NextStep:
    name = page.near.counselor_name or _("your counselor")
    return NextStep(
        icon="flag",
        title=_("Ask %(name)s to look") % {"name": name},
        why=_("Your plan goes up to %(grade)s. A second pair of eyes helps.")
        % {"grade": grade_words(page.planner.last_grade)},
        minutes=READ_MINUTES,
        url=reverse("plans:planner", args=[page.student.pk]),
    )
