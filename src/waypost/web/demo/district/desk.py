"""What lies on Ms. Whitfield's desk, and what the other counselors have: reviews, signatures, talks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from . import cast
from .calendar import TODAY
from .values import Guardianship, Plan, Review, SignatureRequest, Student, Support, Talk, Version

NEED_TODAY = (cast.JAYLEN, cast.AMINA, cast.THEO, cast.SOFIA, cast.MARCUS, cast.PRIYA)
#: With Maya's, once she sends it, these are 14.
WAITING_REVIEWS = 13
WAITING_SIGNATURES = 19
NO_TALK = 41
NO_TALK_IN_NINTH = 26
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
_CAST_WORDS = {
    cast.NOAH: "This is my first plan for all four years. 12th grade is still thin.",
    cast.LEILA: "I dropped physics. I know it matters for engineering, can we talk?",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Everything that waits for somebody."""

    versions: tuple[Version, ...]
    reviews: tuple[Review, ...]
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
    reviews = [_review(random, real[id], staff_id=cast.WHITFIELD) for id in sent]
    others = [id for id in real if counselor[id] != cast.WHITFIELD and students[id].grade_level >= 9]
    reviews += [_review(random, real[id], staff_id=counselor[id]) for id in _pick(random, others, 24)]
    return Desk(
        versions=tuple(_versions(plans=real, reviews=reviews, counselor=counselor, students=students)),
        reviews=tuple(reviews),
        signature_requests=tuple(_requests(asked, real, guardianships)),
        talks=tuple(_talks(random, students=students, counselor=counselor, busy={*NEED_TODAY, *sent, *asked})),
    )


def _pick(random: Random, ids: list[str], count: int) -> list[str]:
    """So many of them, none of the cast, in a fixed order."""
    named = {role.id for role in cast.CAST}
    return sorted(random.sample([id for id in ids if id not in named], k=count))


def _with_much_planned(ids: list[str], plans: Mapping[str, Plan]) -> list[str]:
    return [id for id in ids if len(plans[id].courses) >= 5]


def _review(random: Random, plan: Plan, *, staff_id: str) -> Review:
    return Review(
        plan_id=plan.id,
        version=2,
        staff_id=staff_id,
        state="waiting",
        sent_on=TODAY - timedelta(days=random.randrange(1, 4)),
        words=_CAST_WORDS.get(plan.student_id) or random.choice(_WORDS),
    )


def _versions(
    *, plans: Mapping[str, Plan], reviews: list[Review], counselor: Mapping[str, str], students: Mapping[str, Student]
) -> Iterator[Version]:
    """Last spring's approved version of every older plan, and the version of each plan that was sent."""
    sent_on = {review.plan_id: review.sent_on for review in reviews}
    for id, plan in plans.items():
        if id == cast.MAYA:
            yield from _mayas_versions(plan)
            continue
        if students[id].grade_level >= 10 or plan.id in sent_on:
            earlier = plan.courses[: max(1, len(plan.courses) * 2 // 3)]
            yield Version(
                plan_id=plan.id, number=1, on=date(2026, 5, 14), by_id=counselor[id], reason="approved", courses=earlier
            )
        if plan.id in sent_on:
            yield Version(plan_id=plan.id, number=2, on=sent_on[plan.id], by_id=id, reason="sent", courses=plan.courses)


def _mayas_versions(plan: Plan) -> Iterator[Version]:
    """Three versions signed by all; the next one is version 4."""
    english = tuple(one for one in plan.courses if one.course_code.startswith("ENG"))
    without_health = tuple(one for one in plan.courses if one.course_code != "HS2")
    yield Version(plan_id=plan.id, number=1, on=date(2025, 10, 7), by_id=cast.MAYA, reason="started", courses=english)
    yield Version(
        plan_id=plan.id, number=2, on=date(2026, 5, 14), by_id=cast.WHITFIELD, reason="approved", courses=without_health
    )
    yield Version(
        plan_id=plan.id, number=3, on=date(2026, 10, 2), by_id=cast.WHITFIELD, reason="approved", courses=plan.courses
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
