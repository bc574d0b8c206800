"""The ways to take a course that the plan search looks at: the district's own words before any guess."""

from __future__ import annotations

from tests.cast import Cast
from tests.credit import credits
from tests.factories import make_course, make_district, make_offering
from waypost.engine.catalog import Term
from waypost.engine.search import Modality, Offering
from waypost.web.catalog.queries import catalog_of, offerings_of
from waypost.web.plans.adapters.offerings import to_offerings


def ways_of(cast: Cast, code: str) -> list[Offering]:
    actor = cast.actor(cast.maya)
    return list(to_offerings(catalog_of(actor), codes=[code], rows=offerings_of(actor)))


def test_a_row_stands_beside_the_school_day_with_all_that_it_says(cast: Cast) -> None:
    row = {"terms": ["summer"], "cost_cents": 7500, "units": credits(0.5), "approval": "counselor"}
    make_offering(cast.courses["ENG12"], "State Virtual School", **row)
    school, online = ways_of(cast, "ENG12")
    assert (school.modality, school.provider, school.cost_cents) == (Modality.SCHOOL, "", 0)
    assert (online.modality, online.provider, online.cost_cents) == (Modality.VIRTUAL, "State Virtual School", 7500)
    assert (online.runs_in(), online.credited_units, online.approval) == ({Term.SUMMER}, credits(0.5), "counselor")
    assert online.periods_taken == 0


def test_a_row_takes_the_place_of_what_tags_terms_and_levels_say_of_its_modality(cast: Cast) -> None:
    for code, modality, said in (
        ("ENGV", "virtual", {"tags": ["virtual"]}),
        ("ENGD", "dual_enrollment", {"level": "dual"}),
        ("ENGS", "summer", {"terms": ["summer"]}),
    ):
        course = make_course(cast.district, code, subject="EN", **said)
        assert [(way.modality, way.provider) for way in ways_of(cast, code)] == [(modality, "")]
        make_offering(course, "Somebody", modality=modality)
        assert [(way.modality, way.provider) for way in ways_of(cast, code)] == [(modality, "Somebody")]


def test_providers_of_one_modality_stand_beside_each_other(cast: Cast) -> None:
    for provider in ("State Virtual School", "Open Valley Online"):
        make_offering(cast.courses["ENG12"], provider)
    assert [way.provider for way in ways_of(cast, "ENG12")] == ["", "Open Valley Online", "State Virtual School"]


def test_what_is_no_longer_offered_or_belongs_to_another_district_is_no_way(cast: Cast) -> None:
    make_offering(cast.courses["ENG12"], is_active=False)
    elsewhere = make_course(make_district("Elsewhere"), "ENG12", subject="EN")
    make_offering(elsewhere, "Elsewhere Online")
    assert [way.provider for way in ways_of(cast, "ENG12")] == [""]
