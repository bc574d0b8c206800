"""Import runs and what they touch, as far as the actor may see."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Model, QuerySet

from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.roles import may
from waypost.web.schools.models import Post, Role, School, Student, dated

from .adapters.tables import TABLES
from .models import Run, RunState


def runs_of(actor: Actor) -> QuerySet[Run]:
    """The runs of the actor's district, newest first; none for a role that does not import."""
    if not may(actor.role, Permission.IMPORT_RUN):
        return Run.objects.none()
    return Run.objects.filter(district_id=actor.district_id).select_related("district").order_by("-made_at", "-pk")


def past_runs(actor: Actor) -> QuerySet[Run]:
    """The same without the long columns, for a list."""
    return runs_of(actor).defer("problems", "kept", "files")


def names_of_schools(actor: Actor, *, source_ids: Iterable[str]) -> dict[str, str]:
    """The names of the actor's schools by source id."""
    schools = School.objects.filter(district_id=actor.district_id, source_id__in=list(source_ids))
    return dict(schools.order_by("name").values_list("source_id", "name"))


def others_who_import(actor: Actor) -> list[str]:
    """The names of the other people of the district who may import today."""
    posts = Post.objects.filter(dated(on=actor.today), district_id=actor.district_id, staff__is_active=True)
    roles = [role for role in Role if may(role, Permission.IMPORT_RUN)]
    people = posts.filter(role__in=roles, staff__user__isnull=False).exclude(staff__user=actor.user_id or 0)
    return sorted({post.staff.formal_name for post in people.select_related("staff")})


def students_going(actor: Actor, *, run: Run) -> QuerySet[Student]:
    """The students in force whom a checked run no longer names, by school and name."""
    if not may(actor.role, Permission.IMPORT_RUN) or run.state != RunState.CHECKED:
        return Student.objects.none()
    students = Student.objects.filter(district_id=actor.district_id, pk__in=run.going, is_active=True)
    return students.select_related("school").order_by("school__name", "family_name", "given_name", "pk")


def kept_names(run: Run) -> list[tuple[str, str, str]]:
    """What an undo left, in order of writing: table, name (blank for a tie, which has none), why."""
    found: list[tuple[str, str, str]] = []
    for table in (one for one in TABLES.values() if any(row["table"] == one.name for row in run.kept)):
        why = {row["id"]: row["why"] for row in run.kept if row["table"] == table.name}
        has_name = table.model.__str__ is not Model.__str__
        rows = table.model._default_manager.filter(pk__in=why).order_by("pk") if has_name else []
        named = {row.pk: str(row) for row in rows}
        found += [(table.name, named.get(row_id, ""), reason) for row_id, reason in why.items()]
    return found
