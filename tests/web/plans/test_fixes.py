"""See fixes: the smallest changes of different kinds, tried by the student or proposed by the counselor."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories import make_course, make_plan, take
from tests.web.plans.forms_of import text_of
from tests.web.plans.search_pages import answered, newest, use
from tests.web.rules import DIPLOMA, adopt
from waypost.web.plans.adapters import to_changes
from waypost.web.plans.models import Branch
from waypost.web.reviews.models import Proposal

ENOUGH = (("ENG11", 11), ("ENG12", 12), ("ANAT", 11))


@pytest.fixture
def maya(client: Client, cast: Cast) -> Client:
    """Maya signed in with a plan that lacks English 12."""
    adopt(cast)
    make_plan(cast.maya, (cast.courses["ENG11"], 11, "year"), (cast.courses["ANAT"], 11, "year"))
    client.force_login(cast.maya.user)
    return client


def test_the_smallest_change_is_named_with_gain_and_price(maya: Client, cast: Cast) -> None:
    said = text_of(answered(maya, cast.maya, "fixes"))
    assert "1 fix for my plan" in said
    assert "Graduation 7 of 8" in said
    assert "Smallest change" in said
    assert "Add English 12 in 12th grade" in said
    assert "Gain: Graduation 8 of 8" in said
    assert "A pass in English 11, for English 12." in said


def test_a_fix_becomes_a_what_if(maya: Client, cast: Cast) -> None:
    answered(maya, cast.maya, "fixes")
    use(maya, newest())
    branch = Branch.objects.get(kind="what_if")
    assert set(branch.planned.values_list("course__code", flat=True)) == {"ENG11", "ANAT", "ENG12"}


def test_kinds_differ_where_courses_are_offered_in_summer_and_online(maya: Client, cast: Cast) -> None:
    make_course(cast.district, "ENGX", subject="EN", title="Summer English", terms=["summer"])
    make_course(cast.district, "ENGV", subject="EN", title="Online English", tags=["virtual"])
    said = text_of(answered(maya, cast.maya, "fixes"))
    assert "3 fixes for my plan" in said
    assert "Add Summer English" in said
    assert "A summer class after" in said
    assert "Add Online English" in said


def test_a_waiver_that_the_rules_allow_is_offered_as_a_form(client: Client, cast: Cast) -> None:
    adopt(cast, DIPLOMA.replace('slug = "english"', 'slug = "english"\nwaivable = true'))
    make_plan(cast.maya, (cast.courses["ENG11"], 11, "year"), (cast.courses["ANAT"], 11, "year"))
    client.force_login(cast.maya.user)
    said = text_of(answered(client, cast.maya, "fixes"))
    assert "Ask for a waiver of English" in said
    assert "Until somebody signs it, it does not count." in said


def test_a_study_hall_gives_way_to_a_class(client: Client, cast: Cast) -> None:
    """A 12th grader half a credit short, with every period taken: the one without credit can be used."""
    cast.district.periods = 1
    cast.district.save()
    senior = cast.theo
    senior.grade_level, senior.class_of = 12, 2027
    senior.save()
    adopt(cast, HEALTH)
    hall = make_course(cast.district, "HALL", title="Study Hall", units=0, terms=["spring"])
    take(senior, hall, grade_level=12)
    client.force_login(senior.user)
    said = text_of(answered(client, senior, "fixes"))
    assert "in 12th grade, spring" in said
    assert "Takes the place of Study Hall in 12th grade, spring" in said


HEALTH = (
    DIPLOMA.split("[[part]]", maxsplit=1)[0].replace("total = 8", "total = 0.5")
    + """
[[part]]
slug = "health"
title = "Health"
credits = 0.5
from = { subject = "PE" }
"""
)


def test_a_plan_that_works_needs_no_fix(client: Client, cast: Cast) -> None:
    adopt(cast)
    make_plan(cast.maya, *((cast.courses[code], grade, "year") for code, grade in ENOUGH))
    client.force_login(cast.maya.user)
    assert "This plan works as it is." in text_of(answered(client, cast.maya, "fixes"))
    assert "See fixes" not in text_of(client.get(reverse("plans:planner", args=[cast.maya.pk])))


def test_a_step_that_is_no_class_is_told_where_the_classes_suffice(client: Client, cast: Cast) -> None:
    adopt(cast, DIPLOMA + '[[part]]\nslug = "civics"\ntitle = "Civics exam"\nfact = "civics_exam"\n')
    make_plan(cast.maya, *((cast.courses[code], grade, "year") for code, grade in ENOUGH))
    client.force_login(cast.maya.user)
    said = text_of(answered(client, cast.maya, "fixes"))
    assert "No class has to change. To do: Civics exam." in said


def test_the_counselor_asks_the_student(maya: Client, cast: Cast) -> None:
    maya.force_login(cast.ms_whitfield.user)
    said = text_of(answered(maya, cast.maya, "fixes"))
    assert "1 fix for Maya" in said
    assert "Ask Maya" in said
    answer = use(maya, newest(), route="search_propose", key="once")
    again = use(maya, newest(), route="search_propose", key="once")
    assert answer.status_code == again.status_code == 302
    proposal = Proposal.objects.get()
    assert [(change.code, change.grade_level) for change in to_changes(proposal.changes)] == [("ENG12", 12)]
    assert proposal.reason == "This would help you graduate on time. Add English 12 in 12th grade"
    assert not Branch.objects.filter(kind="what_if").exists()


def test_a_plan_that_moved_on_takes_only_what_still_differs(maya: Client, cast: Cast) -> None:
    maya.force_login(cast.ms_whitfield.user)
    answered(maya, cast.maya, "fixes")
    real = Branch.objects.get()
    real.planned.create(course=cast.courses["ENG12"], grade_level=12, term="year")
    answer = use(maya, newest(), route="search_propose")
    assert answer.status_code == 409
    assert "The plan changed in the meantime." in text_of(answer)
    assert not Proposal.objects.exists()


def test_a_student_and_a_guardian_propose_nothing(maya: Client, cast: Cast) -> None:
    answered(maya, cast.maya, "fixes")
    assert use(maya, newest(), route="search_propose").status_code == 403
    maya.force_login(cast.lucia.user)
    answered(maya, cast.maya, "fixes")
    assert use(maya, newest(), route="search_propose").status_code == 403
    assert use(maya, newest()).status_code == 403


@pytest.mark.parametrize("part", ["theo", "other_student", "stranger"])
def test_a_stranger_reaches_nothing(maya: Client, cast: Cast, part: str) -> None:
    answered(maya, cast.maya, "fixes")
    maya.force_login(getattr(cast, part).user)
    assert maya.get(reverse("finder:fixes", args=[cast.maya.pk])).status_code == 404
    assert use(maya, newest(), route="search_propose").status_code in {403, 404}


def test_the_page_before_says_where_the_plan_stands(maya: Client, cast: Cast) -> None:
    assert "Graduation 7 of 8" in text_of(maya.get(reverse("finder:fixes", args=[cast.maya.pk])))


def test_a_fix_for_a_plan_that_changed_is_not_sent_but_looked_for_again(maya: Client, cast: Cast) -> None:
    maya.force_login(cast.ms_whitfield.user)
    answered(maya, cast.maya, "fixes")
    Branch.objects.update(version=2)
    page = maya.get(reverse("finder:search_detail", args=[newest().pk]))
    assert "The plan changed since. Look again, and the fixes fit it." in text_of(page)
    assert "Ask Maya" not in text_of(page)
    answer = use(maya, newest(), route="search_propose")
    assert answer.status_code == 409
    assert "The plan changed in the meantime. Look for fixes once more." in text_of(answer)
    assert not Proposal.objects.exists()


def test_the_planner_says_how_many_fixes_there_are_while_the_plan_is_the_same(maya: Client, cast: Cast) -> None:
    planner = reverse("plans:planner", args=[cast.maya.pk])
    assert "See fixes" in text_of(maya.get(planner))
    answered(maya, cast.maya, "fixes")
    page = maya.get(planner)
    assert "See 1 fix" in text_of(page)
    assert reverse("finder:search_detail", args=[newest().pk]) in page.content.decode()
    Branch.objects.update(version=2)
    assert "See fixes" in text_of(maya.get(planner))
    Branch.objects.update(version=1)
    maya.force_login(cast.mr_osei.user)
    assert "See fixes" in text_of(maya.get(planner))


def test_what_does_not_work_is_listed_with_the_rule_that_says_no(maya: Client, cast: Cast) -> None:
    make_course(cast.district, "ENGY", subject="EN", title="Beginning English", grades=[9])
    make_course(cast.district, "ENGZ", subject="EN", title="Late English", prerequisite="ENG12")
    said = text_of(answered(maya, cast.maya, "fixes"))
    assert "We looked at 6 classes. Show all 5 that do not work" in said
    assert "Beginning English It is only for 9th grade." in said
    assert "Late English It needs English 12 first." in said
    assert "English 10 It is in the record or the plan already." in said
