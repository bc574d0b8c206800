"""Every template of the shared look draws, signed out and as each role."""

from types import SimpleNamespace

import pytest
from django import forms
from django.template.loader import get_template

from waypost.web.base.context import site
from waypost.web.base.navigation import PLACES
from waypost.web.base.presenters import Meter

ERRORS = ["400", "403", "403_csrf", "404", "409", "429", "500"]


def actor(role: str) -> SimpleNamespace:
    return SimpleNamespace(role=role, name="Maya Reyes", language="en", plan_name="Student Success Plan")


@pytest.mark.parametrize("code", ERRORS)
def test_an_error_page_draws_without_any_context(code):
    """As Django draws a 500: no request, no context processors."""
    html = get_template(f"{code}.html").render({})
    assert html.count("<h1>") == 1
    assert "<html lang=" in html


@pytest.mark.parametrize("role", [*PLACES, None])
def test_the_page_frame_draws_for_every_role(draw, role):
    html = draw("base/page.html", actor(role) if role else None)
    assert html.count("<main") == 1
    assert 'id="say"' in html
    assert 'id="toasts"' in html
    assert html.index('class="skip"') < html.index("<main")
    assert html.count("<li><a href=") == (len(PLACES[role]) * (1 if role == "guardian" else 2) if role else 0)


def test_the_district_s_name_of_the_plan_is_on_every_page(draw):
    assert "Student Success Plan" in draw("base/page.html", actor("student"))


def test_a_guardian_gets_the_family_bar_and_others_the_rail(draw):
    assert "fam-bar" in draw("base/page.html", actor("guardian"))
    assert 'class="rail"' in draw("base/page.html", actor("counselor"))


def test_the_chosen_theme_is_on_the_page_from_the_first_byte(rf):
    request = rf.get("/")
    assert site(request)["theme"] == ""
    request.COOKIES["theme"] = "dark"
    assert site(request)["theme"] == "dark"
    request.COOKIES["theme"] = '"><script>'
    assert site(request)["theme"] == ""


def test_a_toast_can_carry_an_undo(draw):
    html = draw("base/_toast.html", text="Moved Chemistry.", undo_url="/plans/1/undo")
    assert 'action="/plans/1/undo"' in html
    assert "csrfmiddlewaretoken" in html


def test_a_field_stands_beside_its_problem(draw):
    class Hours(forms.Form):
        hours = forms.IntegerField(help_text="Half hours are fine.")

    form = Hours({"hours": "forty"})
    html = draw("base/_problems.html", form=form) + draw("base/_field.html", field=form["hours"])
    assert 'href="#id_hours"' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_hours_helptext id_hours_error"' in html


def test_the_component_sheet_draws(draw):
    assert "m-plan" in draw("base/system.html", story_meter=Meter(8, 7, 6, 3))
