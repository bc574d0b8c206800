"""What the planner's views share: one look at a plan, and the page that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from waypost.web.access.actor import Actor
from waypost.web.access.guards import ActorRequest
from waypost.web.plans.models import Branch, Plan
from waypost.web.plans.presenters.planner import Board, Handles, board_of, handles_of, heading_of, tabs_of
from waypost.web.plans.presenters.planner_asked import TurnNote, turn_note
from waypost.web.plans.queries import planner as queries
from waypost.web.plans.queries.around import Aside, aside_of
from waypost.web.plans.queries.people import counselor_of
from waypost.web.plans.queries.planner import Planner
from waypost.web.plans.queries.turns import turn_of
from waypost.web.schools.models import Staff


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One look at one student's planner, with the people and the sent plan around it."""

    planner: Planner
    branches: list[Branch]
    year: int | None
    counselor: Staff | None
    review: Any

    @classmethod
    def at(cls, actor: Actor, planner: Planner, *, branches: list[Branch], year: int | None = None) -> Look:
        """The look with its two last questions asked: who is the counselor, and does a sent plan wait?"""
        return cls(
            planner=planner,
            branches=branches,
            year=year,
            counselor=counselor_of(actor, plan=planner.plan or Plan(student=planner.student)),
            review=aside_of(Aside.SENT, actor, planner),
        )

    @property
    def adult(self) -> str:
        """Whom to ask, by name."""
        return self.counselor.formal_name if self.counselor else ""

    def board(self) -> Board:
        return board_of(self.planner, adult=self.adult, year=self.year)

    def bare_board(self) -> Handles:
        """What the forms of a panel need to know, without laying out the map."""
        return handles_of(self.planner)


def look_for(actor: Actor, student_id: int, *, branch_id: int | None, year: int | None) -> Look:
    """The student's planner; 404 for a stranger, and for a branch that is not there."""
    student = get_object_or_404(queries.students_planning(actor), pk=student_id)
    branches = queries.open_branches(actor, student=student)
    try:
        rows = queries.rows_of(branches, student=student, branch_id=branch_id)
    except Branch.DoesNotExist as missing:
        raise Http404 from missing
    return Look.at(actor, queries.planner_of(actor, student=student, rows=rows), branches=branches, year=year)


def full_page(
    request: ActorRequest, look: Look, *, panel: dict[str, Any] | None = None, partial: str = "", **more: object
) -> TemplateResponse:
    """The whole planner, or one named part of it."""
    board = look.board()
    context = {
        "board": board,
        "panel": panel or {},
        "heading": heading_of(look.planner, actor=request.actor),
        "is_own": look.planner.student.pk == request.actor.student_id,
        "student": look.planner.student,
        "tabs": tabs_of(look.branches, shown=look.planner.shown.branch, plan_name=request.actor.plan_name),
        "plan": look.planner.plan,
        "counselor": look.counselor,
        "review": look.review,
        "turn": None if partial else _turn(look.planner),
        "letter_keys": getattr(request.user, "letter_keys", True),
        **more,
    }
    name = f"plans/planner.html#{partial}" if partial else "plans/planner.html"
    return TemplateResponse(request, name, context)


def _turn(planner: Planner) -> TurnNote | None:
    turn = None if planner.is_what_if else turn_of(planner)
    return turn_note(turn) if turn else None
