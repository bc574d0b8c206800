"""A continuation school in California: every page says its own credits, also where they are a part of a class."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.credit import credits
from tests.factories import make_plan
from tests.web.plans.forms_of import text_of
from tests.web.plans.planner_pages import PlannerPages
from tests.web.plans.search_pages import answered, newest, use
from tests.web.plans.single_credits import in_single_credits
from waypost.web.catalog.models import Adoption, Course
from waypost.web.plans.adapters.snapshots import to_choices
from waypost.web.plans.models import Branch
from waypost.web.plans.presenters.diff import diff_lines, differences, headline
from waypost.web.plans.queries.taking import units_to_choose
from waypost.web.plans.queries.versions import snapshot_of
from waypost.web.records.models import CourseRecord

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(client: Client, cast: Cast, settings: Any, tmp_path: Any) -> PlannerPages:
    """Maya signed in, with work experience planned for 2 credits and a class of 2½."""
    settings.VAR = tmp_path
    in_single_credits(cast)
    make_plan(cast.maya, (cast.courses["WORK"], 11, "fall"), (cast.courses["WELL"], 11, "spring"))
    client.force_login(cast.maya.user)
    return PlannerPages(client=client, student=cast.maya)


def test_parts_of_a_class_in_one_year_add_up(pages: PlannerPages) -> None:
    text = text_of(pages.get())
    assert "English 30 of 30 credits" in text
    assert "Career and tech 5½ of 12 credits" in text
    assert "Work experience: 6½ more credits" in text
    assert "Portfolio: 1 more credit " in text
    assert "0." not in text


def test_the_panel_says_the_credits_of_the_attempt(pages: PlannerPages) -> None:
    found = {(row.code, row.term): row.pk for row in CourseRecord.objects.filter(student=pages.student)}

    def head(code: str, term: str) -> str:
        return text_of(pages.get("planner_why", f"taken-{found[code, term]}", htmx=True)).partition(" Why ")[0]

    assert head("CEN1", "fall") == "EN 3 credits, 9th grade, fall"
    assert head("WORK", "fall") == "CT 1 credit, 9th grade, fall"
    assert head("LIFE", "spring") == "EL 2 credits, 9th grade, spring"  # failed: what it was for


def test_a_class_with_variable_credit_is_planned_for_any_whole_credit(pages: PlannerPages) -> None:
    panel = text_of(pages.get("planner_why", f"planned-{pages.planned('WORK').pk}", htmx=True))
    assert "It gives 2 credits of 12 in Work experience" in panel
    assert "2 credits This is how it is planned now. 3 credits 4 credits" in panel
    said = text_of(pages.post("planner_credit", planned=pages.planned("WORK").pk, units=credits("3/10")))
    assert "Work experience is planned for 3 credits now." in said
    assert "Career and tech 6½ of 12 credits" in said


@pytest.mark.parametrize(
    ("least", "most", "scale", "words"),
    [
        ("1/4", 1, 10, [2.5, 3, 4, 5, 6, 7, 7.5, 8, 9, 10]),
        ("1/2", 1, 10, [5, 6, 7, 8, 9, 10]),
        (0, "3/10", 10, [1, 2, 3]),
        ("1/2", 2, 1, [0.5, 1, 1.5, 2]),
        (2, 4, 1, [2, 3, 4]),
        ("1/3", 1, 1, ["1/3", "2/3", 1]),
        (1, 1, 10, []),
    ],
)
def test_variable_credit_is_chosen_in_steps_and_whole_credits(
    least: Any, most: Any, scale: int, words: list[Any]
) -> None:
    course = Course(units=credits(least), most_units=credits(most))
    assert list(units_to_choose(course, scale=scale)) == [credits(amount) // scale for amount in words]


def test_the_finder_says_from_how_much_to_how_much(pages: PlannerPages) -> None:
    text = text_of(pages.get("planner_find", place="12-fall"))
    assert "Work experience 2 to 10 credits, 12th grade, fall" in text
    assert "Portfolio 1 credit, 12th grade, fall" in text


def test_home_and_the_rules_count_alike(pages: PlannerPages, client: Client) -> None:
    home = text_of(client.get(reverse("front:home")))
    assert "You still need 6½ credits for Work experience to graduate." in home
    assert "36½ done 15 this year 4½ planned 7½ to pick" in home
    rules = text_of(client.get(reverse("catalog:rulebook_detail", args=[Adoption.objects.get().rulebook_id])))
    assert "Graduation, 63½ credits" in rules
    assert "2½ credits from WELL." in rules
    assert "1 credit from PORT." in rules


def test_a_fix_ends_at_the_last_half_credit(pages: PlannerPages, client: Client, cast: Cast) -> None:
    text = text_of(answered(client, cast.maya, route="fixes"))
    assert "Graduation 56 of 63½" in text
    assert "Gain: Graduation 63½ of 63½" in text


def test_a_family_reads_what_a_credit_is_here(pages: PlannerPages, client: Client, cast: Cast) -> None:
    client.force_login(cast.lucia.user)
    text = text_of(client.get(reverse("front:family_child", args=[cast.maya.pk])))
    assert "Una clase de todo el año vale 10 créditos. Maya necesita 63½ para graduarse." in text
    assert "Work experience otoño 2 créditos" in text
    assert "Portfolio: 1 crédito más" in text_of(pages.get())


def test_a_family_elsewhere_reads_one_credit(client: Client, cast: Cast) -> None:
    client.force_login(cast.lucia.user)
    text = text_of(client.get(reverse("front:family_child", args=[cast.maya.pk])))
    assert "Una clase de todo el año vale 1 crédito." in text


def test_a_fix_keeps_how_much_of_each_class_is_planned(pages: PlannerPages, client: Client, cast: Cast) -> None:
    pages.post("planner_credit", planned=pages.planned("WORK").pk, units=credits("8/10"))
    pages.post("planner_add", course=cast.courses["WORK"].pk, place="12-spring")
    assert "Gain: Graduation 63½ of 63½" in text_of(answered(client, cast.maya, route="fixes"))
    assert tried(client) == {("PORT", None): 1, ("WELL", None): 1, ("WORK", credits("8/10")): 1, ("WORK", None): 1}


def test_a_class_that_a_fix_adds_gives_what_the_fix_counted(pages: PlannerPages, client: Client, cast: Cast) -> None:
    pages.post("planner_credit", planned=pages.planned("WORK").pk, units=credits("4/10"))
    text = text_of(answered(client, cast.maya, route="fixes"))
    assert "Graduation 58 of 63½" in text
    assert tried(client) == {("PORT", None): 1, ("WELL", None): 1, ("WORK", credits("4/10")): 1, ("WORK", None): 3}


def test_a_version_tells_how_much_of_a_class_is_planned(pages: PlannerPages) -> None:
    kept = to_choices(snapshot_of(pages.branch))
    pages.post("planner_credit", planned=pages.planned("WORK").pk, units=credits("3/10"))
    changed = to_choices(snapshot_of(pages.branch))
    said = [
        line.sentence
        for before, after in ((kept, changed), (changed, kept))
        for line in diff_lines(differences(before, after))
    ]
    assert said == [
        "Work experience in 11th grade, fall is for more credit now.",
        "Work experience in 11th grade, fall is for less credit now.",
    ]
    assert headline(differences(kept, changed), is_first=False) == "Work experience is for more credit."


def tried(client: Client) -> Counter[tuple[str, int | None]]:
    """The classes of the first fix as a what-if, and how much of each is planned."""
    use(client, newest())
    return Counter(Branch.objects.get(kind="what_if").planned.values_list("course__code", "own_units"))
