"""A district's catalog and the rulebooks in force, for its own people only."""

from __future__ import annotations

from django.db.models import F, Q, QuerySet, TextField
from django.db.models.functions import Cast

from waypost.engine.catalog import Catalog
from waypost.web.access.actor import Actor

from .adapters import COURSE_COLUMNS, LIST_COLUMNS, catalog_of_rows
from .models import OPEN_TO, Adoption, Course, Offering, Rulebook


def courses_of(actor: Actor) -> QuerySet[Course]:
    """Every course that the actor's district ever offered; inactive ones too, since records name them."""
    return Course.objects.filter(district_id=actor.district_id)


def catalog_of(actor: Actor) -> Catalog:
    """The same courses as the engine reads them, in every edition: one query, read anew only where a row changed."""
    texts = {f"{name}_text": Cast(name, TextField()) for name in (*LIST_COLUMNS, "editions__values")}
    columns = [f"{name}_text" if name in LIST_COLUMNS else name for name in COURSE_COLUMNS]
    columns += ["edition_year", "editions__from_year", "editions__values_text"]
    rows = courses_of(actor).annotate(**texts).order_by("pk", "editions__from_year").values_list(*columns)
    return catalog_of_rows(tuple(rows), actor.calendar)


def courses_offered(actor: Actor) -> QuerySet[Course]:
    """The courses that the actor's district offers now."""
    return courses_of(actor).filter(is_active=True)


def offerings_of(actor: Actor) -> QuerySet[Offering]:
    """The ways of taking courses that the actor's district names now, beside what the courses say themselves."""
    offered = Offering.objects.filter(district_id=actor.district_id, is_active=True, course__is_active=True)
    return offered.select_related("course").order_by("course__code", "modality", "provider")


def adoptions_in_force(actor: Actor) -> QuerySet[Adoption]:
    """The rulebooks in force in the actor's district, with their texts, in the order that pages list them.

    Each carries the district's `grade_policy` (its text, or None), so that who audits need not ask for it.
    """
    adoptions = Adoption.objects.filter(district_id=actor.district_id, ended_at=None)
    with_policy = adoptions.annotate(grade_policy=F("district__grade_policy__text"))
    return with_policy.select_related("rulebook").order_by("position", "pk")


def adoption_before(
    actor: Actor, *, rulebook: Rulebook, class_from: int | None = None, class_to: int | None = None
) -> Adoption | None:
    """What a revision of this rulebook would replace: the newest adoption of the same key in force, or None.

    With classes, one that holds for any of them comes first.
    """
    of_key = adoptions_in_force(actor).filter(rulebook__key=rulebook.key).order_by("-published_at", "-pk")
    same = Q(class_to__gte=class_from or 0, class_from__lte=class_to or OPEN_TO)
    return of_key.filter(same).first() or of_key.first()


def rulebooks_readable_by(actor: Actor) -> QuerySet[Rulebook]:
    """The district's own rulebooks and those that ship with Waypost."""
    return Rulebook.objects.filter(Q(district_id=actor.district_id) | Q(district=None))
