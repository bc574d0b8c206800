"""The caseload page: a greeting, lanes with counts, and a queue for each thing that is needed from this adult."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waypost.web.advising.queries import LANES, Desk, Fixes
from waypost.web.plans.presenters.places import grade_words
from waypost.web.reviews.models import Review
from waypost.web.schools.models import Student, search_form

from .fixes import FixesHead, fix_order, fix_row, fixes_head
from .rows import Row, by_grade, row_of

FIRST_ROWS: Final = {"review": 6, "answers": 5, "open": 5, "word": 5}
NOON, EVENING = 12, 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One queue of the caseload, with how many students are in it."""

    key: str
    name: str
    count: int
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """A lane with its first rows; `more` says how many others there are."""

    key: str
    name: str
    about: str
    rows: list[Row]
    more: int
    fixes: FixesHead | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """Approvals of one moment that can still be taken back: who, when, and the reviews with their versions."""

    names: str
    at: datetime
    seen: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the list is narrowed to: a lane, a name, a grade level."""

    lane: str = ""
    name: str = ""
    grade: int | None = None

    @property
    def is_on(self) -> bool:
        return bool(self.lane or self.name or self.grade is not None)

    @property
    def shows_fixes(self) -> bool:
        """Whether plans with credits to pick are listed as such: in their own lane, and in the queues."""
        return self.lane == "open" or not self.is_on


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseloadPage:
    """Everything that the page says, without the list that a filter asks for."""

    greeting: str
    lanes: list[Lane]
    queues: list[Queue]
    unsent: list[tuple[str, int]]
    passing: list[Review]
    undo: list[Undo]
    grades: list[tuple[int, str]]
    student_count: int
    time_zone: str


def caseload_page(desk: Desk, *, fixes: Fixes, filters: Filters, at: datetime) -> CaseloadPage:
    """The page of one caseload."""
    people = {student.pk: student for student in desk.students}
    unsent = desk.lane("unsent")
    return CaseloadPage(
        greeting=greeting(desk, at=at),
        lanes=_lanes(desk, filters=filters),
        queues=[
            _queue(desk, key, fixes=fixes, people=people, at=at)
            for key in FIRST_ROWS
            if desk.lane(key) or key == "review"
        ],
        unsent=by_grade([people[key] for key in unsent]),
        passing=desk.passing if desk.decides else [],
        undo=_undo(desk.decided),
        grades=[(grade, grade_words(grade)) for grade in sorted({one.grade_level for one in desk.students})],
        student_count=len(desk.students),
        time_zone=desk.staff.district.time_zone,
    )


def found_students(desk: Desk, *, fixes: Fixes, filters: Filters) -> list[Student]:
    """The students that the filters leave, in the order of the lane or by family name."""
    people = {student.pk: student for student in desk.students}
    keys = _lane(desk, filters.lane, fixes=fixes) if filters.lane in LANES else list(people)
    words = search_form(filters.name).split()
    return [
        people[key]
        for key in keys
        if key in people
        and (filters.grade is None or people[key].grade_level == filters.grade)
        and all(word in people[key].search_name for word in words)
    ]


def passing_among(students: Sequence[Student], passing: Sequence[Review]) -> list[Review]:
    """Of the sent plans that pass every check, those whose students the list names."""
    named = {student.pk for student in students}
    return [review for review in passing if review.plan.student_id in named]


def found_rows(desk: Desk, students: Sequence[Student], *, fixes: Fixes, filters: Filters) -> list[Row]:
    """The rows of one page of found students."""
    return [_row(desk, student, lane=filters.lane, fixes=fixes) for student in students]


def greeting(desk: Desk, *, at: datetime) -> str:
    """Good morning, Dana. Six students need you today."""
    hour = at.astimezone(ZoneInfo(desk.staff.district.time_zone)).hour
    hello = _("Good morning") if hour < NOON else _("Good afternoon") if hour < EVENING else _("Good evening")
    return _("%(hello)s, %(name)s. %(need)s") % {
        "hello": hello,
        "name": desk.staff.first_name,
        "need": _need(_today(desk)),
    }


def lane_name(key: str) -> str:
    """What a lane holds, in the adult's words."""
    return {
        "review": _("Plans to review"),
        "answers": _("Answers to you"),
        "students": _("Waiting on students"),
        "open": _("Credits to pick"),
        "word": _("Waits for a word"),
        "unsent": _("No plan sent yet"),
        "ready": _("On track"),
        "unknown": _("We can’t check all of it"),
        "unchecked": _("Not checked yet"),
    }[key]


def _today(desk: Desk) -> int:
    """How many students have sent or answered something that this adult has not seen to."""
    return len({*desk.lane("review"), *desk.lane("answers")})


def _need(count: int) -> str:
    if not count:
        return _("Nobody waits for you.")
    if count == 1:
        return _("One student needs you today.")
    words = ngettext("%(count)s student needs you today.", "%(count)s students need you today.", count)
    return words % {"count": capfirst(str(apnumber(count)))}


def _lanes(desk: Desk, *, filters: Filters) -> list[Lane]:
    counted = [(key, len(desk.lane(key))) for key in LANES]
    today = Lane(key="", name=_("Need you today"), count=_today(desk), current=not filters.is_on)
    lanes = [Lane(key=key, name=lane_name(key), count=count, current=key == filters.lane) for key, count in counted]
    return [today, *(lane for lane in lanes if lane.count or lane.key == "review")]


def _lane(desk: Desk, key: str, *, fixes: Fixes) -> list[int]:
    return fix_order(desk, fixes) if key == "open" else desk.lane(key)


def _row(desk: Desk, student: Student, *, lane: str, fixes: Fixes) -> Row:
    return fix_row(desk, student, fixes) if lane == "open" else row_of(desk, student, lane=lane)


def _queue(desk: Desk, key: str, *, fixes: Fixes, people: dict[int, Student], at: datetime) -> Queue:
    found = [people[one] for one in _lane(desk, key, fixes=fixes) if one in people]
    shown = found[: FIRST_ROWS[key]]
    return Queue(
        key=key,
        name=lane_name(key),
        about=_about(desk, key, count=len(found), at=at),
        rows=[_row(desk, student, lane=key, fixes=fixes) for student in shown],
        more=len(found) - len(shown),
        fixes=fixes_head(desk, fixes, count=len(found)) if key == "open" else None,
    )


def _about(desk: Desk, key: str, *, count: int, at: datetime) -> str:
    students = ngettext("%(count)s student", "%(count)s students", count) % {"count": count} if count else ""
    if key != "review" or not desk.waiting:
        return students
    days = (at - desk.waiting[0].sent_at).days
    oldest = ngettext("oldest %(days)s day", "oldest %(days)s days", days) % {"days": days} if days else _("all new")
    return _("%(count)s, %(oldest)s") % {"count": count, "oldest": oldest}


def _undo(decided: Sequence[Review]) -> list[Undo]:
    """Approvals of the same moment together, the newest first."""
    moments = sorted({review.decided_at for review in decided if review.decided_at}, reverse=True)
    return [_undo_of([review for review in decided if review.decided_at == moment], moment) for moment in moments]


def _undo_of(reviews: list[Review], at: datetime) -> Undo:
    names = [review.plan.student.full_name for review in reviews]
    more = len(names) - 2
    shown = ", ".join(names[:2])
    if more > 0:
        shown = ngettext("%(names)s and %(count)s more", "%(names)s and %(count)s more", more) % {
            "names": shown,
            "count": more,
        }
    return Undo(names=shown, at=at, seen=[seen_of(review) for review in reviews])


def seen_of(review: Review) -> str:
    """A review and the version that the page shows, as a form sends them back."""
    return f"{review.pk}:{review.version}"
