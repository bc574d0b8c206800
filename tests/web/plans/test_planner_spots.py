"""Where a class can go, in words; and the finder that fills a place."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories import make_course
from tests.web.plans.forms_of import text_of
from tests.web.plans.planner_pages import PlannerPages, mayas_planner


@pytest.fixture
def pages(client: Client, cast: Cast) -> PlannerPages:
    return mayas_planner(client, cast)


def test_every_spot_is_said_in_words(pages: PlannerPages) -> None:
    page = pages.get("planner_spots", pages.planned("SPCH").pk, htmx=True)
    said = text_of(page)
    assert "12th grade, spring Works. Electives stay 1 of 1." in said
    assert "11th grade, fall It is here now." in said
    assert 'data-said="12th grade, fall. Works. Electives stay 1 of 1."' in page.content.decode()


def test_a_spot_with_a_heads_up_is_offered_all_the_same(pages: PlannerPages) -> None:
    page = pages.get("planner_spots", pages.planned("ENG11").pk, htmx=True)
    assert "1 heads-up: meant for grade 11." in text_of(page)
    assert 'value="12-year"' in page.content.decode()


def test_this_year_only_what_has_not_begun(pages: PlannerPages) -> None:
    page = pages.get("planner_spots", pages.planned("SPCH").pk, htmx=True).content.decode()
    assert 'value="10-spring"' in page
    assert 'value="10-fall"' not in page
    assert 'value="9-' not in page


def test_the_finder_lists_what_fits_the_place(pages: PlannerPages) -> None:
    said = text_of(pages.get("planner_find", place="11-year", subject="SC", htmx=True))
    assert "Anatomy & Physiology" in said
    assert "US History" not in said
    assert "Biology" not in said  # in the record already


def test_the_finder_searches_by_name(pages: PlannerPages) -> None:
    said = text_of(pages.get("planner_find", place="11-year", words="hist", htmx=True))
    assert "US History" in said
    assert "Art 1" not in said


def test_ready_classes_come_first(pages: PlannerPages) -> None:
    said = text_of(pages.get("planner_find", place="11-year", subject="MA", htmx=True))
    assert said.index("Algebra 2") < said.index("Statistics")


def test_the_finder_says_when_nothing_fits(pages: PlannerPages) -> None:
    assert "No class fits." in text_of(pages.get("planner_find", place="11-year", words="zzz", htmx=True))


def test_without_scripts_the_finder_stands_beside_the_plan(pages: PlannerPages) -> None:
    page = pages.get("planner_find", place="11-year").content.decode()
    assert "plan-board" in page
    assert "Add US History" in page


@pytest.mark.parametrize("part", ["lucia", "ms_whitfield", "stranger", "theo"])
def test_only_the_student_is_offered_places(pages: PlannerPages, cast: Cast, part: str) -> None:
    planned = pages.planned("SPCH").pk
    pages.client.force_login(getattr(cast, part).user)
    assert pages.get("planner_spots", planned).status_code in {403, 404}
    assert pages.get("planner_find", place="11-year").status_code in {403, 404}


def test_the_finder_knows_levels_old_numbers_and_schools(pages: PlannerPages, cast: Cast) -> None:
    district = cast.district
    make_course(district, "ENG10X", title="Honors English, other level", level_of="ENG10")
    make_course(district, "BIO99", title="Living Systems", subject="SC", same_as=["BIO"])
    make_course(district, "FAR1", title="Sailing", schools=["elsewhere"])
    make_course(district, "NEAR1", title="Rowing", schools=[cast.school.source_id])
    found = {word: text_of(pages.get("planner_find", place="11-year", words=word, htmx=True)) for word in WORDS}
    assert [word for word in WORDS if "No class fits." in found[word]] == ["other level", "living", "sailing"]


WORDS = ("other level", "living", "sailing", "rowing")
