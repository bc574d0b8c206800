"""A low grade that a later class clears is said in the panel of the class, to those who may read grades."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import Cast
from tests.web.plans.forms_of import text_of
from tests.web.plans.planner_pages import PlannerPages
from tests.web.rules import adopt
from waypost.web.records.models import CourseRecord

CLEARS = """
id = "clears"
title = "College list"
kind = "graduation"
authority = "State College"
citation = "Its list"
checked_on = 2026-08-01
[[validation]]
title = "English"
sequence = [{ code = "ENG9" }, { code = "ENG10" }]
min_mark = "C"
[[part]]
slug = "english"
title = "English"
credits = 4
min_mark = "C"
from = { subject = "EN" }
"""


@pytest.fixture
def english_9(cast: Cast) -> CourseRecord:
    """Maya's English 9 with a D, and English 10 done with a B."""
    adopt(cast, CLEARS)
    rows = CourseRecord.objects.filter(student=cast.maya)
    rows.filter(code="ENG10").update(mark="B", status="completed", units_earned=cast.courses["ENG10"].units)
    rows.filter(code="ENG9").update(mark="D")
    return rows.get(code="ENG9")


def test_the_panel_says_which_class_clears_the_grade(client: Client, cast: Cast, english_9: CourseRecord) -> None:
    client.force_login(cast.maya.user)
    pages = PlannerPages(client=client, student=cast.maya)
    said = text_of(pages.get("planner_why", f"taken-{english_9.pk}", htmx=True))
    assert "College list takes it as a C : English 10 clears the grade." in said


def test_who_may_not_read_grades_is_not_told(client: Client, cast: Cast, english_9: CourseRecord) -> None:
    client.force_login(cast.mr_osei.user)
    pages = PlannerPages(client=client, student=cast.maya)
    answer = pages.get("planner_why", f"taken-{english_9.pk}", htmx=True)
    assert "clears the grade" not in text_of(answer)
