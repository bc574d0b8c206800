"""What lies on Ms. Whitfield's desk, and what the other counselors have: reviews, signatures, talks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from . import cast
from .calendar import TODAY
from .values import (
    Guardianship,
    Plan,
    PlannedCourse,
    Proposal,
    Review,
    SignatureRequest,
    Student,
    Support,
    Talk,
    Term,
    Version,
)

NEED_TODAY = (cast.JAYLEN, cast.AMINA, cast.THEO, cast.SOFIA, cast.MARCUS, cast.PRIYA)
#: With Maya's, once she sends it, these are 14.
WAITING_REVIEWS = 13
WAITING_SIGNATURES = 19
WAITING_ELSEWHERE = 21
NO_TALK = 41
NO_TALK_IN_NINTH = 26
_THIS_ROUND = date(2026, 11, 1)
_WORDS = (
    "Is this enough for the diploma?",
    "I changed my mind about science. Is it still fine?",
    "My mom and I talked about it. We like this one.",
    "I am not sure about 12th grade yet.",
    "I want to keep band all four years.",
    "Can I take two AP classes and still have a job?",
    "I would like to start the career class next year.",
    "Please check if I have enough math.",
)
_QUESTIONS = (
    "Who could help you if chemistry gets hard?",
    "You left out a third science. What would you like to take?",
    "Did you talk about the early class with your family?",
)
_CAST_WORDS = {
    cast.NOAH: "This is my first plan for all four years. 12th grade is still thin.",
    cast.LEILA: "I dropped physics. I know it matters for engineering, can we talk?",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Everything that waits for somebody."""

    versions: tuple[Version, ...]
    reviews: tuple[Review, ...]
    proposals: tuple[Proposal, ...]
    signature_requests: tuple[SignatureRequest, ...]
    talks: tuple[Talk, ...]


def lay_desk(
    random: Random,
    *,
    students: Mapping[str, Student],
    plans: list[Plan],
    supports: tuple[Support, ...],
    guardianships: list[Guardianship],
) -> Desk:
    """Queues of the sizes that the story tells, filled with students who have plans."""
    counselor = {one.student_id: one.staff_id for one in supports if one.role == "counselor"}
    real = {plan.student_id: plan for plan in plans if not plan.what_if}
    mine = [id for id in real if counselor[id] == cast.WHITFIELD and id not in NEED_TODAY]
    sent = [cast.NOAH, cast.LEILA, *_pick(random, _with_much_planned(mine, real), WAITING_REVIEWS - 2)]
    asked = [cast.MAYA, *_pick(random, [id for id in mine if id not in sent], WAITING_SIGNATURES - 1)]
    others = [id for id in real if counselor[id] != cast.WHITFIELD and students[id].grade_level >= 9]
    sent_elsewhere = _pick(random, others, WAITING_ELSEWHERE + len(_QUESTIONS))
    versions = tuple(_versions(real, sent={*sent, *sent_elsewhere}, students=students))
    waiting = [_waiting(random, real[id], staff_id=counselor[id]) for id in (*sent, *sent_elsewhere)]
    asked_back = [
        replace(review, state="asked", question=question)
        for review, question in zip(waiting[-len(_QUESTIONS) :], _QUESTIONS, strict=True)
    ]
    owners = {plan.id: id for id, plan in real.items()}
    return Desk(
        versions=versions,
        reviews=(
            *(_approved(one, staff_id=counselor[owners[one.plan_id]]) for one in versions if _is_signed(one)),
            *waiting[: -len(_QUESTIONS)],
            *asked_back,
        ),
        proposals=(_civics_for_theo(real[cast.THEO]),),
        signature_requests=tuple(_requests(asked, real, guardianships)),
        talks=tuple(_talks(random, students=students, counselor=counselor, busy={*NEED_TODAY, *sent, *asked})),
    )


def _pick(random: Random, ids: list[str], count: int) -> list[str]:
    """So many of them, none of the cast, in a fixed order."""
    named = {role.id for role in cast.CAST}
    return sorted(random.sample([id for id in ids if id not in named], k=count))


def _with_much_planned(ids: list[str], plans: Mapping[str, Plan]) -> list[str]:
    return [id for id in ids if len(plans[id].courses) >= 5]


def _waiting(random: Random, plan: Plan, *, staff_id: str) -> Review:
    return Review(
        plan_id=plan.id,
        version=2,
        staff_id=staff_id,
        state="waiting",
        sent_on=TODAY - timedelta(days=random.randrange(1, 4)),
        words=_CAST_WORDS.get(plan.student_id) or random.choice(_WORDS),
    )


def _approved(version: Version, *, staff_id: str) -> Review:
    return Review(
        plan_id=version.plan_id,
        version=version.number,
        staff_id=staff_id,
        state="approved",
        sent_on=version.on,
        words="",
        decided_on=version.on + timedelta(days=2),
    )


def _is_signed(version: Version) -> bool:
    """Whether the version is one of an earlier round, which a counselor has long approved."""
    return version.reason == "sent" and version.on < _THIS_ROUND


def _versions(plans: Mapping[str, Plan], *, sent: set[str], students: Mapping[str, Student]) -> Iterator[Version]:
    """Last spring's version of every older plan, and the version of each plan that was sent now."""
    for id, plan in plans.items():
        if id == cast.MAYA:
            yield from _mayas_versions(plan)
            continue
        earlier = plan.courses[: max(1, len(plan.courses) * 2 // 3)]
        if students[id].grade_level >= 10:
            yield _version(plan, 1, date(2026, 5, 14), "sent", earlier)
        elif id in sent:
            yield _version(plan, 1, date(2026, 9, 22), "started", earlier)
        if id in sent:
            yield _version(plan, 2, date(2026, 11, 21), "sent", plan.courses)


def _mayas_versions(plan: Plan) -> Iterator[Version]:
    """Three versions, the last two signed by all; the next one is version 4."""
    english = tuple(one for one in plan.courses if one.course_code.startswith("ENG"))
    without_health = tuple(one for one in plan.courses if one.course_code != "HS2")
    yield _version(plan, 1, date(2025, 10, 7), "started", english)
    yield _version(plan, 2, date(2026, 5, 14), "sent", without_health)
    yield _version(plan, 3, date(2026, 10, 2), "sent", plan.courses)


def _version(plan: Plan, number: int, on: date, reason: str, courses: tuple[PlannedCourse, ...]) -> Version:
    return Version(plan_id=plan.id, number=number, on=on, reason=reason, courses=courses)


def _civics_for_theo(plan: Plan) -> Proposal:
    return Proposal(
        plan_id=plan.id,
        staff_id=cast.WHITFIELD,
        made_on=date(2026, 11, 20),
        adds=PlannedCourse(course_code="CIVICS1", grade_level=12, term=Term.SPRING),
        reason="You need half a credit of civics to graduate. Spring of 12th grade has room for it.",
    )


def _requests(
    ids: list[str], plans: Mapping[str, Plan], guardianships: list[Guardianship]
) -> Iterator[SignatureRequest]:
    first_guardian: dict[str, str] = {}
    for tie in guardianships:
        if tie.rights == "full" and tie.ends_on is None:
            first_guardian.setdefault(tie.student_id, tie.guardian_id)
    for id in ids:
        if id in first_guardian:
            yield SignatureRequest(
                plan_id=plans[id].id,
                guardian_id=first_guardian[id],
                asked_on=date(2026, 11, 23),
                due_on=date(2026, 12, 11),
            )


def _talks(
    random: Random, *, students: Mapping[str, Student], counselor: Mapping[str, str], busy: set[str]
) -> Iterator[Talk]:
    """A talk since August with everybody but 41 of Ms. Whitfield's students and some of her colleagues'."""
    mine = [id for id in sorted(students) if counselor[id] == cast.WHITFIELD and id not in busy]
    ninth = [id for id in mine if students[id].grade_level == 9]
    older = [id for id in mine if students[id].grade_level > 9]
    silent = {*_pick(random, ninth, NO_TALK_IN_NINTH), *_pick(random, older, NO_TALK - NO_TALK_IN_NINTH)}
    for id, student in students.items():
        if id == cast.MAYA:
            yield Talk(student_id=id, staff_id=cast.WHITFIELD, on=date(2026, 9, 18), minutes=20)
        elif id in silent or (counselor[id] != cast.WHITFIELD and random.random() < 0.15):
            if student.grade_level not in {6, 9}:
                yield Talk(student_id=id, staff_id=counselor[id], on=date(2026, 4, 21), minutes=15)
        else:
            on = date(2026, 8, 24) + timedelta(days=random.randrange(88))
            yield Talk(student_id=id, staff_id=counselor[id], on=on, minutes=random.choice((10, 15, 20, 30)))
