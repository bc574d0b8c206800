"""Where each role can go from any page: at most five places, as data."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of a role's navigation, whether or not its page exists yet."""

    label: str | Promise
    route: str
    icon: str


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry as drawn."""

    label: str
    url: str
    icon: str
    current: bool


OF_A_STUDENT: Final = re.compile(r"^/students/\d+/(?=courses/)")  # a student's courses are below the place Courses
PLANS: Final = Place(_("Plans"), "plans:plan_list", "grid")
RULES: Final = Place(_("Courses"), "catalog:rulebook_list", "grid")
MESSAGES: Final = Place(_("Messages"), "advising:message_list", "chat")
REPORTS: Final = Place(_("Reports"), "reports:report_list", "folder")

PLACES: Final[dict[str, tuple[Place, ...]]] = {
    "student": (
        Place(_("My plan"), "front:home", "flag"),
        Place(_("Discover"), "discover:discover_home", "compass"),
        Place(_("Courses"), "plans:plan_current", "grid"),
        Place(_("Do"), "experiences:do_home", "bolt"),
        Place(_("People"), "advising:people", "people"),
    ),
    "guardian": (
        Place(_("Home"), "front:family", "home"),
        Place(_("Plan"), "plans:plan_current", "flag"),
        MESSAGES,
        Place(_("Help"), "help", "help"),
    ),
    "counselor": (
        Place(_("Caseload"), "advising:caseload", "people"),
        Place(_("Meetings"), "advising:meeting_list", "cal"),
        PLANS,
        MESSAGES,
        REPORTS,
    ),
    "teacher": (Place(_("My group"), "home", "people"), PLANS),
    "advisor": (Place(_("My group"), "home", "people"), PLANS),
    "case_manager": (Place(_("My students"), "home", "people"), PLANS),
    "school_admin": (
        Place(_("Overview"), "home", "home"),
        Place(_("People"), "schools:person_list", "people"),
        RULES,
        Place(_("Demand"), "demand:demand", "trend"),
        REPORTS,
    ),
    "district_admin": (
        Place(_("Overview"), "home", "home"),
        Place(_("People"), "schools:person_list", "people"),
        RULES,
        Place(_("Imports"), "imports:run_list", "up"),
        REPORTS,
    ),
    "privacy_officer": (Place(_("Overview"), "home", "home"), RULES),
}


def navigation(*, role: str, path: str) -> list[NavItem]:
    """The places that exist for a role; the one that holds the page at `path` is marked."""
    found = [(place, url) for place in PLACES.get(role, ()) if (url := url_or_none(place.route))]
    here = place_of(OF_A_STUDENT.sub("/", path), (url for _place, url in found))
    return [NavItem(str(place.label), url, place.icon, url == here) for place, url in found]


def url_or_none(route: str) -> str | None:
    """The address of a named page, or None where there is no such page yet."""
    try:
        return reverse(route)
    except NoReverseMatch:
        return None


def place_of(path: str, urls: Iterable[str]) -> str:
    """The longest address that `path` is at or below; the site's root holds only itself."""
    above = [url for url in urls if path == url or (url != "/" and path.startswith(url))]
    return max(above, key=len, default="")
