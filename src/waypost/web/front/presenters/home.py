"""The plan's first page, for the student and for the adults who may read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.roles import may
from waypost.web.front.queries.homepage import FirstPage
from waypost.web.plans.models import Plan
from waypost.web.plans.presenters.places import grade_of, grade_words
from waypost.web.plans.presenters.planner_asked import TurnNote, turn_note
from waypost.web.plans.queries.people import Near
from waypost.web.schools.models import Role, Student

from .next_steps import NextStep, next_steps
from .road import Road, road_of
from .route import Stop, route_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonNear:
    """Somebody who is with the student, and as what; `initials_of` is the whole name."""

    name: str
    initials_of: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """Everything that the page says, in order."""

    student_id: int
    is_own: bool
    turn: TurnNote | None
    today: date
    grade: str
    title: str
    headline: str
    sub: str
    planner_url: str
    planner_words: str
    versions_url: str
    class_year_url: str
    stops: tuple[Stop, ...]
    steps: tuple[NextStep, ...]
    road: Road | None
    people: tuple[PersonNear, ...]

    @property
    def minutes(self) -> int:
        """The minutes of all next steps together."""
        return sum(step.minutes for step in self.steps)


def home_page(actor: Actor, *, page: FirstPage) -> HomePage:
    """The page of the student's real plan as the actor reads it."""
    student, is_own = page.student, actor.student_id == page.student.pk
    road = road_of(page.planner.shown.audits, scale=student.district.credit_scale)
    steps = next_steps(page, road=road) if is_own else ()
    return HomePage(
        student_id=student.pk,
        is_own=is_own,
        turn=turn_note(page.turn) if page.turn else None,
        today=actor.today,
        grade=grade_of(student),
        title=_("My plan") if is_own else _("%(name)s's plan") % {"name": student.first_name},
        headline=_own_headline(page, road) if is_own else _headline(page, road),
        sub=_sub(page, road, is_own=is_own),
        planner_url=reverse("plans:planner", args=[student.pk]),
        planner_words=_("Pick my classes") if is_own else _("See the classes"),
        versions_url=versions_url(page.planner.plan),
        class_year_url=_class_year_url(actor, student),
        stops=route_of(page),
        steps=steps,
        road=road,
        people=people(page.near),
    )


def versions_url(plan: Plan | None) -> str:
    """Where all versions of a plan are; empty where there is no plan yet."""
    return reverse("reviews:version_list", args=[plan.pk]) if plan else ""


def _class_year_url(actor: Actor, student: Student) -> str:
    """Where the class year is said; empty for who may not."""
    return reverse("plans:class_year", args=[student.pk]) if may(actor.role, Permission.CLASS_SAY) else ""


def people(near: Near) -> tuple[PersonNear, ...]:
    """The staff first, then the family."""
    titles = {Role.COUNSELOR: _("Counselor"), Role.ADVISOR: _("Advisor"), Role.CASE_MANAGER: _("Case manager")}
    staff = (
        PersonNear(name=one.staff.formal_name, initials_of=one.staff.full_name, note=titles[Role(one.role)])
        for one in near.staff
    )
    family = (
        PersonNear(name=one.guardian.full_name, initials_of=one.guardian.full_name, note=relation_name(one.relation))
        for one in near.guardians
    )
    return (*staff, *family)


def relation_name(relation: str) -> str:
    """What a guardian is to the student."""
    return {
        "mother": _("Mother"),
        "father": _("Father"),
        "grandmother": _("Grandmother"),
        "grandfather": _("Grandfather"),
        "aunt": _("Aunt"),
        "uncle": _("Uncle"),
    }.get(relation, _("Family"))


def _own_headline(page: FirstPage, road: Road | None) -> str:
    name = {"name": page.student.first_name}
    if page.proposals:
        return _("Hi %(name)s. Next stop: somebody has an idea for you.") % name
    if road and road.is_complete:
        return _("Hi %(name)s. Your plan gets you to graduation.") % name
    if road and not road.is_open:
        return _("Hi %(name)s. Your classes for graduation are all picked.") % name
    if page.student.grade_level >= page.planner.last_grade:
        return _("Hi %(name)s. Next stop: graduation.") % name
    values = {**name, "grade": grade_words(page.student.grade_level + 1)}
    return _("Hi %(name)s. Next stop: pick your classes for %(grade)s.") % values


def _headline(page: FirstPage, road: Road | None) -> str:
    name = {"name": page.student.first_name}
    if road is None:
        return _("%(name)s's plan.") % name
    if road.is_complete:
        return _("%(name)s's plan gets to graduation.") % name
    if not road.is_open:
        return _("%(name)s has picked all classes for graduation.") % name
    return _("%(name)s still has classes to pick.") % name


def _sub(page: FirstPage, road: Road | None, *, is_own: bool) -> str:
    if road is None and page.student.class_of is None:
        return _("The class year is not known yet, so nothing can be checked. The school office can set it.")
    if road is None:
        return _("No graduation rules are set for this class year yet, so nothing can be checked.")
    if not road.is_open and road.words_awaited:
        return _("One step waits for a person’s word: %(words)s.") % {"words": "; ".join(road.words_awaited)}
    if not road.is_open and road.to_ask:
        return _("Some rules only a person can check. Ask %(name)s.") % {
            "name": page.near.counselor_name or _("your counselor")
        }
    if road.is_complete:
        return _("Everything that the rules ask for is done or planned.")
    if is_own:
        return _("%(covered)s of %(needed)s credits are done or planned. You can change your mind.") % {
            "covered": road.covered,
            "needed": road.needed,
        }
    return _("%(covered)s of %(needed)s credits are done or planned.") % {
        "covered": road.covered,
        "needed": road.needed,
    }
