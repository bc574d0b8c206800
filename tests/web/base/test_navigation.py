"""Each role has at most five places, and only those that exist."""

import pytest
from django.urls import path

from waypost.web.base.navigation import PLACES, navigation, place_of

urlpatterns = [
    path("", lambda request: None, name="home"),
    path("theme", lambda request: None, name="set_theme"),
]


@pytest.mark.parametrize("role", PLACES)
def test_a_role_has_at_most_five_places(role):
    assert 1 <= len(PLACES[role]) <= 5


def test_a_place_without_a_page_is_left_out(settings):
    settings.ROOT_URLCONF = __name__
    assert [item.label for item in navigation(role="school_admin", path="/")] == ["Overview"]


def test_an_unknown_role_has_nowhere_to_go():
    assert navigation(role="visitor", path="/") == []


@pytest.mark.parametrize(
    ("here", "found"),
    [("/", "/"), ("/plan/", "/plan/"), ("/plan/courses/3/", "/plan/courses/"), ("/else/", "")],
)
def test_the_longest_place_above_the_page_is_the_current_one(here, found):
    assert place_of(here, ["/", "/plan/", "/plan/courses/"]) == found
