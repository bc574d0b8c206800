"""What a rulebook would change for some of the students it is for, before it is published."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.db.models import QuerySet

from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import students_for
from waypost.web.audits.queries import audit_by
from waypost.web.catalog.adapters import to_rulebook
from waypost.web.catalog.models import Follow, Rulebook, RulebookKind
from waypost.web.catalog.queries import adoptions_in_force
from waypost.web.plans.queries.standings import PlannedFile, planned_files
from waypost.web.schools.models import Student
from waypost.web.standings.adapters.shifts import Shift, to_shift

LAST_CLASS: Final = 9999


def students_under(actor: Actor, *, rulebook: Rulebook) -> QuerySet[Student]:
    """The students in the actor's reach whom the rulebook is for."""
    cohort = to_rulebook(rulebook).rulebook.cohort
    bounds = {
        "class_of__gte": cohort.class_of_from,
        "class_of__lte": cohort.class_of_to,
        "entered_ninth_in__gte": cohort.entered_ninth_from,
        "entered_ninth_in__lte": cohort.entered_ninth_to,
    }
    stated = {name: year for name, year in bounds.items() if year is not None}
    return students_for(actor, Permission.RULEBOOK_TRY).filter(is_active=True, class_of__isnull=False, **stated)


def diplomas_beside(
    actor: Actor, *, rulebook: Rulebook, class_from: int | None = None, class_to: int | None = None
) -> list[str]:
    """The titles of other diplomas in force for some of the same classes: they stay beside the rulebook.

    Without classes those of the rulebook itself are meant.
    """
    if rulebook.kind != RulebookKind.GRADUATION:
        return []
    cohort = to_rulebook(rulebook).rulebook.cohort
    first = class_from or cohort.class_of_from or 0
    last = class_to or cohort.class_of_to or LAST_CLASS
    others = adoptions_in_force(actor).filter(rulebook__kind=RulebookKind.GRADUATION, follow=Follow.EVERYONE)
    same = others.filter(class_from__lte=last, class_to__gte=first).exclude(rulebook__key=rulebook.key)
    return list(dict.fromkeys(one.rulebook.title for one in same))


def effects_on(actor: Actor, *, rulebook: Rulebook, students: Sequence[Student]) -> list[Shift]:
    """One shift for each of these students, in a fixed number of queries."""
    files = planned_files(actor, students=students, deed=Permission.RULEBOOK_TRY)
    return [_shift(one, rulebook=rulebook) for one in files]


def _shift(one: PlannedFile, *, rulebook: Rulebook) -> Shift:
    file, planned, pins = one.file, one.planned, one.pins
    after = audit_by(file, rulebook, planned=planned, pins=pins)
    earlier = next((one.rulebook for one in file.adoptions if one.rulebook.key == rulebook.key), None)
    before = audit_by(file, earlier, planned=planned, pins=pins) if earlier else None
    return to_shift(class_of=file.student.class_of or 0, before=before.root if before else None, after=after.root)
