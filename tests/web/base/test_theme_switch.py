"""The theme switch works without JavaScript and never leads off the site."""

import pytest

from waypost.web.base.views import set_theme


@pytest.mark.parametrize(("choice", "cookie"), [("dark", "dark"), ("light", "light"), ("", ""), ("pink", "")])
def test_a_choice_is_kept_in_a_cookie(rf, choice, cookie):
    response = set_theme(rf.post("/theme", {"theme": choice, "next": "/plan/"}))
    assert response.cookies["theme"].value == cookie
    assert response["Location"] == "/plan/"


@pytest.mark.parametrize("away", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_it_never_leads_off_the_site(rf, away):
    assert set_theme(rf.post("/theme", {"theme": "dark", "next": away}))["Location"] == "/"


def test_reading_it_changes_nothing(rf):
    assert set_theme(rf.get("/theme")).status_code == 405
