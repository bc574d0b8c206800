"""What the real plans ask of a coming school year, in a fixed number of queries and without names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from django.db.models import F, Q, QuerySet

from waypost.engine.calendar import DEFAULT_CALENDAR, SchoolCalendar
from waypost.engine.demand import (
    CourseTerm,
    Demand,
    LeftOut,
    SectionNeed,
    Timetable,
    assign_periods,
    demand_of,
    left_out,
    sections_needed,
)
from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.roles import may
from waypost.web.access.scope import students_for
from waypost.web.demand.adapters.demand import Requests, period_digest, to_period_question, to_requests, to_timetable
from waypost.web.demand.models import PeriodSearch
from waypost.web.jobs.models import JobState
from waypost.web.plans.adapters.horizon import FIRST_GRADE, LAST_GRADE
from waypost.web.plans.models import BranchKind, PlannedCourse
from waypost.web.schools.models import District, School, Student

NO_PERIODS: Final = Timetable(periods={}, clashes=(), unavoidable=0)
SIZE: Final = 28


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandQuestion:
    """The year that is planned for, how large a class may be and must be, the periods of a day, and the school."""

    year: int
    size: int
    least: int
    periods: int
    school_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandAnswer:
    """The demand and what follows from it; `students` will be in school then, `planned` of them have planned.

    `once` are the courses that meet once. `search` is the search for their periods (None: nobody asked yet), and the
    timetable and the clashes are empty until it is done.
    """

    question: DemandQuestion
    students: int
    planned: int
    titles: Mapping[str, tuple[str, str]]  # English and Spanish, by course code
    demand: Demand
    requests: Requests
    needs: tuple[SectionNeed, ...]
    once: tuple[CourseTerm, ...]
    timetable: Timetable
    left_out: LeftOut
    search: PeriodSearch | None = None
    calendar: SchoolCalendar = DEFAULT_CALENDAR

    @property
    def period_question(self) -> dict[str, Any]:
        """What the search for periods is asked."""
        return to_period_question(self.demand, courses=self.once, periods=self.question.periods, calendar=self.calendar)

    @property
    def digest(self) -> str:
        """The same as long as the plans, as far as they matter for the periods, are."""
        return period_digest(self.period_question)

    @property
    def has_periods(self) -> bool:
        """Whether the periods are found, or there is no course that needs one."""
        return len(self.timetable.periods) == len(self.once)


def usual_question(actor: Actor) -> DemandQuestion:
    """What is asked unless the planner says otherwise: next year, the district's periods."""
    periods = District.objects.values_list("periods", flat=True).get(pk=actor.district_id)
    return DemandQuestion(year=actor.calendar.school_year(actor.today) + 1, size=SIZE, least=1, periods=periods)


def schools_of_demand(actor: Actor) -> list[School]:
    """The schools to choose from: those whose students the actor counts."""
    counted = _students(actor).values("school_id")
    return list(School.objects.filter(pk__in=counted).order_by("name", "pk"))


def demand_in_plans(actor: Actor, *, question: DemandQuestion) -> DemandAnswer:
    """The demand of everybody in reach who will still be in school, by the real plans; three queries."""
    counted = _counted(actor, question=question)
    search = PeriodSearch.objects.filter(district_id=actor.district_id, digest=counted.digest).first()
    if search is None or search.state != JobState.DONE:
        return replace(counted, search=search)
    found = to_timetable(counted.demand, question=search.question, answer=search.answer)
    return replace(_with_periods(counted, found), search=search)


def demand_with_periods(actor: Actor, *, question: DemandQuestion, seconds: float) -> DemandAnswer:
    """The same with the periods found on the spot, for a command."""
    counted = _counted(actor, question=question)
    found = assign_periods(counted.demand, courses=counted.once, periods=question.periods, seconds=seconds)
    return _with_periods(counted, found)


def period_searches(actor: Actor) -> QuerySet[PeriodSearch]:
    """The searches for periods of the actor's district; none for a role that does not read the demand."""
    may_read = may(actor.role, Permission.DEMAND_READ)
    return PeriodSearch.objects.filter(district_id=actor.district_id) if may_read else PeriodSearch.objects.none()


def _with_periods(counted: DemandAnswer, found: Timetable) -> DemandAnswer:
    left = left_out(counted.requests, needs=counted.needs, timetable=found)
    return replace(counted, timetable=found, left_out=left)


def _counted(actor: Actor, *, question: DemandQuestion) -> DemandAnswer:
    """The demand and the sections, without periods."""
    ahead = question.year - actor.calendar.school_year(actor.today)
    students = _students(actor).filter(grade_level__gte=FIRST_GRADE - ahead)
    students = students.filter(
        Q(grade_level__lte=LAST_GRADE - ahead) | Q(pk__in=_who_planned(students, year=question.year, ahead=ahead))
    )
    if question.school_id is not None:
        students = students.filter(school_id=question.school_id)
    rows = list(_planned(students, year=question.year, ahead=ahead))
    requests = to_requests(
        ((student_id, code, term) for student_id, code, term, *_titles in rows), calendar=actor.calendar
    )
    demand = demand_of(requests)
    needs = sections_needed(demand, size=question.size, least=question.least)
    return DemandAnswer(
        question=question,
        students=students.count(),
        planned=len(requests),
        titles={code: (title, title_es) for _student, code, _term, title, title_es in rows},
        demand=demand,
        requests=requests,
        needs=needs,
        once=tuple(need.wanted for need in needs if need.is_singleton and not need.wanted.term.is_summer),
        timetable=NO_PERIODS,
        left_out=left_out(requests, needs=needs, timetable=NO_PERIODS),
        calendar=actor.calendar,
    )


def _students(actor: Actor) -> QuerySet[Student]:
    return students_for(actor, Permission.DEMAND_READ).filter(is_active=True)


def _who_planned(students: QuerySet[Student], *, year: int, ahead: int) -> QuerySet[PlannedCourse, int]:
    """The students with classes for the year, past 12th grade too: by nothing else is it known that they stay."""
    return _planned(students, year=year, ahead=ahead).values_list("branch__plan__student", flat=True).order_by()


def _planned(
    students: QuerySet[Student], *, year: int, ahead: int
) -> QuerySet[PlannedCourse, tuple[int, str, str, str, str]]:
    """Student, code, term and both titles of what is planned for the grade that each will be in then."""
    who = "branch__plan__student"
    in_year = Q(school_year=year) | Q(school_year=None, grade_level=F(f"{who}__grade_level") + ahead)
    rows = PlannedCourse.objects.filter(in_year, **{f"{who}__in": students, "branch__kind": BranchKind.REAL})
    rows = rows.exclude(offering__periods=0)  # taken outside the school day: it needs no section here
    return rows.order_by("pk").values_list(who, "course__code", "term", "course__title", "course__title_es")
