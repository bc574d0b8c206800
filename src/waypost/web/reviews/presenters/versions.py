"""The versions of a plan: who made each, why, and what is different from the one before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from waypost.web.plans.adapters import Choice, to_choices
from waypost.web.plans.models import PlanVersion
from waypost.web.plans.presenters.diff import DiffLine, diff_lines, differences
from waypost.web.plans.presenters.offerings import way_words
from waypost.web.plans.presenters.places import grade_words, term_name
from waypost.web.reviews.models import Review


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """One version in the list; `lines` is empty for the first and where nothing changed."""

    number: int
    at: datetime
    by: str
    why: str
    is_first: bool
    lines: list[DiffLine]
    approved_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeClasses:
    """The planned classes of one grade level: subject, title, and term with the way to take it, of each."""

    name: str
    classes: list[tuple[str, str, str]]


def version_rows(versions: Sequence[PlanVersion], *, approved: Mapping[int, Review]) -> list[VersionRow]:
    """The versions, newest first, each beside the real plan before; `approved` maps a version's id to its approval."""
    return [
        version_row(version, before=_real_one(versions[place + 1 :]), approval=approved.get(version.pk))
        for place, version in enumerate(versions)
    ]


def _real_one(earlier: Sequence[PlanVersion]) -> PlanVersion | None:
    """The real plan before a version: a what-if that was sent is never what the next version changed."""
    return next((version for version in earlier if not version.is_what_if), None)


def version_row(version: PlanVersion, *, before: PlanVersion | None, approval: Review | None) -> VersionRow:
    """One version and its difference to the one before it."""
    earlier = to_choices(before.classes) if before else ()
    found = differences(earlier, to_choices(version.classes)) if before else ()
    return VersionRow(
        number=version.number,
        at=version.at,
        by=version.by_name,
        why=_why(version),
        is_first=before is None,
        lines=diff_lines(found),
        approved_by=approval.decided_by.formal_name if approval and approval.decided_by else "",
    )


def _why(version: PlanVersion) -> str:
    if version.is_what_if:
        return _("What-if “%(name)s”, sent to be looked at") % {"name": version.name}
    return why_words(version.reason)


def why_words(reason: str) -> str:
    """Why a version was kept."""
    return {
        "started": _("Plan started"),
        "sent": _("Sent to be looked at"),
        "what_if_used": _("Used a what-if"),
        "before_what_if": _("Kept before a what-if was used"),
        "proposal_accepted": _("Accepted a proposed change"),
        "approved": _("Approved"),
    }.get(reason, _("Plan changed"))


def classes_by_grade(choices: Sequence[Choice]) -> list[GradeClasses]:
    """The planned classes, grade level by grade level."""
    grades = sorted({choice.grade_level for choice in choices})
    return [
        GradeClasses(
            name=grade_words(grade),
            classes=[
                (choice.subject, choice.title, _when_and_how(choice))
                for choice in choices
                if choice.grade_level == grade
            ],
        )
        for grade in grades
    ]


def _when_and_how(choice: Choice) -> str:
    when = term_name(choice.term)
    return f"{when}, {way_words(choice.offering)}" if choice.offering else when
