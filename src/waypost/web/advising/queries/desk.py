"""One caseload in a fixed number of queries: its students, and what each of them needs from this adult."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, Q

from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.roles import may
from waypost.web.access.scope import students_for
from waypost.web.audits.models import StoredAudit
from waypost.web.plans.adapters.horizon import is_before_planning
from waypost.web.reviews.models import OPEN_REVIEWS, UNDO_APPROVAL, Proposal, ProposalState, Review, ReviewState
from waypost.web.reviews.queries import Checks, approved_before_each, checks_of_reviews, reviews_readable_by
from waypost.web.schools.models import Staff, Student

LANES: Final = ("review", "answers", "students", "open", "word", "unsent", "ready", "unknown", "unchecked")
ANSWERS_SHOWN: Final = timedelta(days=14)
MOST_CHECKED: Final = 40  # sent plans that are audited live on one page, the oldest first
PASSING: Final = frozenset({"met", "on_track"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the stored audit says of one student and one graduation rulebook, in units."""

    status: str
    planned: int  # done, now and planned
    needed: int
    awaits: tuple[str, ...] = ()  # whose word it waits for

    @property
    def is_open(self) -> bool:
        """Whether requirements are still open, rather than met or for a person to check."""
        return self.status == "open"

    @property
    def is_a_word_short(self) -> bool:
        """Whether only a person's word is missing."""
        return self.status == "awaits_word"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Everything on the caseload page; the reviews are in the order in which they were sent."""

    staff: Staff
    students: Sequence[Student]
    waiting: Sequence[Review]
    asked: Sequence[Review]
    decided: Sequence[Review]  # approved by this adult within the last day
    proposals: Sequence[Proposal]  # this adult's own: waiting, or answered lately
    standings: Mapping[int, Sequence[Standing]]
    sent: frozenset[int]  # students who sent a plan at least once
    checks: Mapping[int, Checks]
    approved: Mapping[int, Review]  # by review: the approved one before it
    decides: bool  # whether this adult approves, or only reads and proposes

    @property
    def passing(self) -> list[Review]:
        """The sent plans whose every check passes now."""
        return [review for review in self.waiting if review.pk in self.checks and self.checks[review.pk].all_pass]

    def lane(self, name: str) -> list[int]:
        """The ids of the students in one lane, in the lane's own order, each once."""
        return list(dict.fromkeys(self._lane(name)))

    def _lane(self, name: str) -> list[int]:
        match name:
            case "review":
                return [review.plan.student_id for review in self.waiting]
            case "answers":
                return [one.plan.student_id for one in self.proposals if not one.is_waiting]
            case "students":
                ideas = [one.plan.student_id for one in self.proposals if one.is_waiting]
                return [*(review.plan.student_id for review in self.asked), *ideas]
            case "open":
                return [
                    one.pk for one in self._oldest_first() if any(s.is_open for s in self.standings.get(one.pk, ()))
                ]
            case "word":
                waiting = [one for one in self._oldest_first() if self._awaits(one)]
                return [one.pk for one in sorted(waiting, key=lambda one: not self._awaits(one, "adviser"))]
            case "unsent":
                return [one.pk for one in self.students if one.pk not in self.sent and not is_before_planning(one)]
            case "unknown":
                return [one.pk for one in self.students if self._is_unknown(one)]
            case "ready":
                return [one.pk for one in self.students if self._is_ready(one)]
            case _:
                return [one.pk for one in self.students if one.pk not in self.standings]

    def _oldest_first(self) -> list[Student]:
        """Who graduates next comes first: that is a date, not a rank."""
        return sorted(self.students, key=lambda student: -student.grade_level)

    def _is_ready(self, student: Student) -> bool:
        standings = self.standings.get(student.pk, ())
        return bool(standings) and all(standing.status in PASSING for standing in standings)

    def _awaits(self, student: Student, person: str = "") -> bool:
        """Whether nothing but anybody's word is missing from some of the rules, or that of one person."""
        standings = [one for one in self.standings.get(student.pk, ()) if one.is_a_word_short]
        awaited = [whose for standing in standings for whose in standing.awaits]
        return person in awaited if person else bool(awaited)

    def _is_unknown(self, student: Student) -> bool:
        """Whether nothing is open, and some of the rules can't be checked."""
        statuses = {standing.status for standing in self.standings.get(student.pk, ())}
        return "cannot_check" in statuses and "open" not in statuses


def desk_of(actor: Actor, *, at: datetime) -> Desk:
    """The actor's whole caseload as it stands; the same number of queries for 10 students and for 350."""
    students = students_for(actor, Permission.CASELOAD_READ).filter(is_active=True)
    recent = Q(state=ReviewState.APPROVED, decided_by=actor.staff_id or 0, decided_at__gt=at - UNDO_APPROVAL)
    reviews = list(
        reviews_readable_by(actor)
        .filter(Q(state__in=OPEN_REVIEWS) | recent, plan__student__in=students)
        .order_by("sent_at", "pk")
    )
    waiting = [review for review in reviews if review.state == ReviewState.WAITING]
    has_sent = Exists(Review.objects.filter(plan__student=OuterRef("pk")))
    listed = list(
        students.select_related("district").annotate(has_sent=has_sent).order_by("family_name", "given_name", "pk")
    )
    return Desk(
        staff=Staff.objects.select_related("district").get(pk=actor.staff_id or 0),
        students=listed,
        waiting=waiting,
        asked=[review for review in reviews if review.state == ReviewState.ASKED],
        decided=[review for review in reviews if review.state == ReviewState.APPROVED],
        proposals=_proposals(actor, at=at),
        standings=_standings(actor),
        sent=frozenset(student.pk for student in listed if student.has_sent),
        checks=checks_of_reviews(actor, reviews=waiting[:MOST_CHECKED]),
        approved=approved_before_each(actor, reviews=waiting),
        decides=may(actor.role, Permission.PLAN_APPROVE),
    )


def _proposals(actor: Actor, *, at: datetime) -> list[Proposal]:
    students = students_for(actor, Permission.PLAN_PROPOSE)
    mine = Proposal.objects.filter(by=actor.staff_id or 0, plan__student__in=students)
    answered = Q(state__in=[ProposalState.ACCEPTED, ProposalState.DECLINED], answered_at__gt=at - ANSWERS_SHOWN)
    shown = mine.filter(Q(state=ProposalState.WAITING) | answered)
    return list(shown.select_related("plan__student__district").order_by("-answered_at", "made_at", "pk"))


def _standings(actor: Actor) -> dict[int, list[Standing]]:
    """The newest stored result of each student and graduation rulebook in force, by student."""
    students = students_for(actor, Permission.CASELOAD_READ)
    stored = StoredAudit.objects.filter(student__in=students, rulebook__kind="graduation")
    newer = StoredAudit.objects.filter(
        student=OuterRef("student"), rulebook=OuterRef("rulebook"), at__gt=OuterRef("at")
    )
    in_force = stored.filter(rulebook__adoptions__district=actor.district_id, rulebook__adoptions__ended_at=None)
    rows = in_force.filter(~Exists(newer)).distinct()
    found: dict[int, list[Standing]] = defaultdict(list)
    for student, status, done, now, planned, needed, awaits in rows.order_by("student", "rulebook").values_list(
        "student", "status", "done", "now", "planned", "needed", "awaits"
    ):
        covered = done + now + planned
        found[student].append(Standing(status=status, planned=covered, needed=needed, awaits=tuple(awaits)))
    return dict(found)
