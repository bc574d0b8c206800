"""A fifth-year student from the rules to the planner to fixes; and the questions of a year that is over."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.factories import make_plan, make_student, take
from tests.journeys.conftest import DESKTOP, PHONE, Open, follow, no_barriers
from tests.journeys.test_counselor import sign_in
from tests.web.rules import adopt
from waypost.web.finder.tasks import run_next
from waypost.web.plans.models import Branch, PlannedCourse
from waypost.web.schools.models import Student

pytestmark = pytest.mark.journey

WAYS = pytest.mark.parametrize(
    ("size", "scripts", "theme", "language"),
    [
        (DESKTOP, True, "light", "en"),
        (PHONE, True, "dark", "en"),
        (PHONE, False, "light", "en"),
        (DESKTOP, False, "dark", "es"),
        (PHONE, True, "light", "es"),
    ],
    ids=["desktop", "phone-dark", "phone-nojs", "desktop-es-nojs", "phone-es"],
)
WORDS = {
    "en": {
        "year": "Year 5",
        "rules": "Read the rules",
        "fixes": "See fixes",
        "ready": "Show me",
        "class": "English 12",
        "try": "Try",
        "took": "I took it",
        "waits": "It waits for the record.",
        "not": "I did not",
        "move": "Move it",
        "turn": "A new school year: 2026-27",
        "read": "I read this",
    },
    "es": {
        "year": "Año 5",
        "rules": "Leer las reglas",
        "fixes": "Ver arreglos",
        "ready": "Mostrar",
        "class": "English 12",
        "try": "Probar",
        "took": "La tomé",
        "waits": "Espera el expediente.",
        "not": "No la tomé",
        "move": "Moverla",
        "turn": "Un nuevo año escolar: 2026-27",
        "read": "Ya lo leí",
    },
}


@pytest.fixture
def rosa(cast: Cast) -> Student:
    """A fifth-year student who lacks English 12, a class of the whole year."""
    adopt(cast)
    student = make_student(cast.school, "Rosa Vega", grade_level=13, class_of=2027)
    for code, grade in (
        ("ENG9", 9),
        ("ENG10", 10),
        ("ENG11", 11),
        ("BIO", 9),
        ("CHEM", 10),
        ("ANAT", 11),
        ("ART1", 12),
    ):
        take(student, cast.courses[code], grade_level=grade)
    return student


def _open(
    open_page: Open,
    live_server: Any,
    student: Student,
    *,
    size: dict[str, int],
    scripts: bool,
    theme: str,
    language: str,
) -> Page:
    assert student.user is not None
    student.user.language = language
    student.user.save()
    page = open_page(size, scripts=scripts, theme=theme, locale=language)
    sign_in(page, student.user, live_server)
    return page


@WAYS
def test_a_fifth_year_student_reads_the_rules_plans_and_finds_a_fix(
    open_page: Open,
    live_server: Any,
    client: Client,
    rosa: Student,
    size: dict[str, int],
    scripts: bool,
    theme: str,
    language: str,
) -> None:
    said = WORDS[language]
    page = _open(open_page, live_server, rosa, size=size, scripts=scripts, theme=theme, language=language)
    page.goto("/plan/")
    expect(page.locator("main")).to_contain_text(said["year"])
    page.goto(f"/students/{rosa.pk}/courses/")
    expect(page.locator("main")).to_contain_text(said["year"])
    if scripts:
        no_barriers(page)
    page.locator(".checks summary").first.click()
    follow(page, page.get_by_role("link", name=said["rules"]))
    expect(page.locator("main")).to_contain_text("English")
    page.goto(f"/students/{rosa.pk}/courses/")
    follow(page, page.get_by_role("button", name=said["fixes"]))
    assert run_next(looks=False)
    page.reload()
    expect(page.locator("main")).to_contain_text(said["class"])
    if scripts:
        no_barriers(page)
    follow(page, page.locator("form[action$='/use/'] button").first)
    assert Branch.objects.get(kind="what_if").planned.get().grade_level == 14
    expect(page.locator("main")).to_contain_text(said["class"])


@WAYS
def test_classes_of_a_year_that_is_over_are_answered(
    open_page: Open,
    live_server: Any,
    cast: Cast,
    rosa: Student,
    size: dict[str, int],
    scripts: bool,
    theme: str,
    language: str,
) -> None:
    said = WORDS[language]
    plan = make_plan(rosa, *((cast.courses[code], 12, "year") for code in ("ENG12", "STAT", "USH")))
    plan.created_at = plan.created_at.replace(year=2025)
    plan.save()
    page = _open(open_page, live_server, rosa, size=size, scripts=scripts, theme=theme, language=language)
    page.goto(f"/students/{rosa.pk}/courses/")
    expect(page.locator("main")).to_contain_text(said["turn"])
    if scripts:
        no_barriers(page)
    _answer(page, said["took"], "English 12", scripts=scripts)
    expect(page.locator("#asked")).to_contain_text(said["waits"])
    _answer(page, said["not"], "US History", scripts=scripts)
    expect(page.locator("#asked")).not_to_contain_text("US History")
    _answer(page, said["move"], "Statistics", scripts=scripts)
    expect(page.locator("#asked")).not_to_contain_text("Statistics")
    assert dict(PlannedCourse.objects.values_list("course__code", "grade_level")) == {"ENG12": 12, "STAT": 14}
    follow(page, page.get_by_role("button", name=said["read"]))
    expect(page.locator("main")).not_to_contain_text(said["turn"])


def _answer(page: Page, words: str, title: str, *, scripts: bool) -> None:
    button = page.get_by_role("button", name=re.compile(rf"{words}\s*: {title}"))
    if scripts:
        button.click()
    else:
        follow(page, button)
