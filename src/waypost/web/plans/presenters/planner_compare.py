"""Two branches side by side: only what is different, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waypost.web.catalog.presenters.titles import course_title
from waypost.web.plans.adapters import Choice
from waypost.web.plans.models import PlannedCourse
from waypost.web.plans.queries.outlook import Outlook
from waypost.web.plans.queries.planner import Planner

from .diff import DiffLine, diff_lines, differences
from .planner_checks import Check, checks_of


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckChange:
    """One rulebook that the two plans meet differently."""

    title: str
    before: Check
    after: Check


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The real plan against a what-if; everything empty means that they say the same."""

    classes: tuple[DiffLine, ...]
    checks: tuple[CheckChange, ...]
    heads_ups: str

    @property
    def is_same(self) -> bool:
        return not (self.classes or self.checks or self.heads_ups)


def compare(planner: Planner) -> Comparison:
    """What the shown branch changes in the real plan."""
    return compare_outlooks(planner.real, planner.shown, scale=planner.student.district.credit_scale)


def compare_outlooks(before: Outlook, after: Outlook, *, scale: int) -> Comparison:
    """What is different in the second."""
    was, will = checks_of(before, scale=scale), checks_of(after, scale=scale)
    return Comparison(
        classes=tuple(diff_lines(differences(to_row_choices(before.planned), to_row_choices(after.planned)))),
        checks=tuple(
            CheckChange(title=one.title, before=one, after=other)
            for one, other in zip(was, will, strict=True)
            if one != other
        ),
        heads_ups=_heads_ups(len(before.heads_ups), len(after.heads_ups)),
    )


def to_row_choices(rows: tuple[PlannedCourse, ...]) -> list[Choice]:
    """Planned rows in the shape in which differences are found."""
    return [
        Choice(
            code=row.course.code,
            title=course_title(row.course),
            subject=row.course.subject,
            units=row.units,
            grade_level=row.grade_level,
            term=row.term,
            pins=tuple(sorted(row.pins.items())),
            offering=row.offering_name,
        )
        for row in sorted(rows, key=lambda row: (row.grade_level, row.course.code, row.term))
    ]


def _heads_ups(before: int, after: int) -> str:
    if before == after:
        return ""
    now = ngettext("%(count)s heads-up", "%(count)s heads-ups", after) % {"count": after}
    was = ngettext("%(count)s heads-up", "%(count)s heads-ups", before) % {"count": before}
    return _("%(now)s in the what-if, %(was)s in your plan.") % {"now": now, "was": was}
