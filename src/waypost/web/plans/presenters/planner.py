"""The planner page: the map, the list for phones, the checks, the what-if band, and what can be done next."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _

from waypost.web.access.actor import Actor
from waypost.web.plans.models import Branch
from waypost.web.plans.queries.planner import Planner
from waypost.web.schools.models import Role

from .planner_asked import AskedClass, asked_classes, asked_stops, unmarked_classes
from .planner_checks import Check, Effect, checks_of, effects_of, headline
from .planner_columns import columns_of
from .planner_grid import Grid, grid_of
from .planner_heads_ups import Around, HeadsUpLine, heads_up_line
from .planner_phone import Phone, phone_of
from .planner_said import meters_of, step_words
from .planner_stops import stops_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Handles:
    """What every form of the page sends along: which branch, and the versions that the page shows."""

    student_id: int
    branch_id: int | None
    seen: int
    real_seen: int
    is_what_if: bool
    can_edit: bool

    @property
    def look(self) -> str:
        """The end of an address that keeps the branch."""
        return f"?branch={self.branch_id}" if self.is_what_if else ""

    @property
    def also(self) -> str:
        """The same behind other questions of an address."""
        return f"&branch={self.branch_id}" if self.is_what_if else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Board(Handles):
    """The part of the page that every step redraws."""

    grid: Grid
    phone: Phone
    checks: tuple[Check, ...]
    headline: Check | None
    effects: tuple[Effect, ...]
    heads_up_count: int
    full_terms: tuple[HeadsUpLine, ...]
    lost_goals: int  # followed, and not in force for the student now
    undo: str
    redo: str
    is_empty: bool
    first_place: str
    asked: tuple[AskedClass, ...]
    unmarked: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One plan to look at: the real one or a what-if."""

    branch_id: int
    name: str
    is_what_if: bool
    is_current: bool


def board_of(planner: Planner, *, adult: str = "", year: int | None = None) -> Board:
    """Everything that a step may change on the page."""
    scale = planner.student.district.credit_scale
    stops = [*stops_of(planner, adult=adult), *asked_stops(planner)]
    columns = columns_of(planner)
    grid = grid_of(planner, columns=columns, stops=stops, meters=meters_of(planner, planner.shown))
    checks = tuple(checks_of(planner.shown, scale=scale))
    return Board(
        **asdict(handles_of(planner)),
        grid=grid,
        phone=phone_of(planner, grid=grid, stops=stops, grade_level=year),
        checks=checks,
        headline=headline(checks),
        effects=tuple(effects_of(planner, scale=scale)) if planner.is_what_if else (),
        heads_up_count=len(planner.shown.heads_ups),
        full_terms=_full_terms(planner, adult=adult),
        lost_goals=_lost_goals(planner),
        undo=step_words(planner, planner.steps.undo) if planner.steps.undo and planner.can_edit else "",
        redo=step_words(planner, planner.steps.redo) if planner.steps.redo and planner.can_edit else "",
        is_empty=not planner.shown.entries and not planner.shown.asked,
        first_place=str(next(iter(planner.places), "")),
        asked=asked_classes(planner),
        unmarked=unmarked_classes(planner),
    )


def handles_of(planner: Planner) -> Handles:
    """What the page's forms send along."""
    shown, real = planner.shown.branch, planner.real.branch
    return Handles(
        student_id=planner.student.pk,
        branch_id=shown.pk if shown else None,
        seen=shown.version if shown else 1,
        real_seen=real.version if real else 1,
        is_what_if=planner.is_what_if,
        can_edit=planner.can_edit,
    )


def tabs_of(branches: list[Branch], *, shown: Branch | None, plan_name: str) -> list[Tab]:
    """The real plan under the district's name for it, then the what-ifs."""
    return [
        Tab(
            branch_id=branch.pk,
            name=_("What if: %(name)s") % {"name": branch.name} if branch.is_what_if else plan_name,
            is_what_if=branch.is_what_if,
            is_current=shown is not None and branch.pk == shown.pk,
        )
        for branch in branches
    ]


def heading_of(planner: Planner, *, actor: Actor) -> str:
    """Whose classes these are."""
    if actor.role == Role.STUDENT:
        return _("My classes")
    return _("Classes of %(name)s") % {"name": planner.student.first_name}


def _lost_goals(planner: Planner) -> int:
    in_force = {adoption.rulebook.key for adoption in planner.file.adoptions}
    return len(set(planner.plan.follows) - in_force) if planner.plan else 0


def _full_terms(planner: Planner, *, adult: str) -> tuple[HeadsUpLine, ...]:
    """The heads-ups that belong to a term and not to one class."""
    around = Around(catalog=planner.file.catalog, adult=adult)
    return tuple(
        heads_up_line(heads_up, around=around) for heads_up in planner.shown.heads_ups if heads_up.entry_id is None
    )
