"""The checks of a sent or proposed plan: its audits and heads-ups, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from waypost.engine.readiness import HeadsUp
from waypost.engine.result import Status
from waypost.web.access.actor import Actor
from waypost.web.audits.queries import Audited, StudentFile, audits_of, student_files, with_plan
from waypost.web.plans.adapters import Choice, still_ahead, to_choices, to_pins, to_planned_entries
from waypost.web.plans.adapters.readiness import heads_ups_of
from waypost.web.plans.models import Plan
from waypost.web.reviews.models import Review

PASSING = frozenset({Status.MET, Status.ON_TRACK})


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """What the engine says of one set of choices: every rulebook that holds, and every heads-up."""

    audits: tuple[Audited, ...]
    heads_ups: tuple[HeadsUp, ...]
    titles: Mapping[str, str]  # of courses, by code and by entry id

    @property
    def all_pass(self) -> bool:
        """Whether there is a rulebook at all, each is met or will be, and nothing needs a look."""
        statuses = {audited.result.status for audited in self.audits}
        return bool(statuses) and statuses <= PASSING and not self.heads_ups


def checks_of_reviews(actor: Actor, *, reviews: Sequence[Review]) -> dict[int, Checks]:
    """The checks of each sent version, by the review's id; the same number of queries for one and for many."""
    plans = {review.plan.student_id: review.plan for review in reviews}
    files = _files(actor, list(plans.values()))
    return {
        review.pk: _checks(actor, files[review.plan.student_id], to_choices(review.of.classes)) for review in reviews
    }


def checks_of_choices(actor: Actor, *, plan: Plan, choices: Sequence[Sequence[Choice]]) -> list[Checks]:
    """The checks of a plan with each of several sets of choices in its place."""
    file = _files(actor, [plan])[plan.student_id]
    return [_checks(actor, file, one) for one in choices]


def _files(actor: Actor, plans: Sequence[Plan]) -> Mapping[int, StudentFile]:
    follows = {plan.student_id: plan.follows for plan in plans}
    files = student_files(actor, students=[plan.student for plan in plans], follows=follows) if plans else []
    return {file.student.pk: file for file in files}


def _checks(actor: Actor, file: StudentFile, choices: Sequence[Choice]) -> Checks:
    ahead = still_ahead(choices, student=file.student, record=file.record, on=actor.today)
    entries = to_planned_entries(ahead, student=file.student, catalog=file.catalog, on=actor.today)
    pins = to_pins(ahead)
    record = with_plan(file, planned=entries, pins=pins)
    return Checks(
        audits=audits_of(file, planned=entries, pins=pins),
        heads_ups=heads_ups_of(record, file=file),
        titles={
            **{entry.id: entry.course.title for entry in record.entries},
            **{course.code: course.title for course in file.catalog.courses.values()},
        },
    )
