"""A planned course keeps the way in which it is taken, and another way of the same course is another place."""

from tests.credit import credits
from waypost.engine.catalog import Course, Term
from waypost.engine.record import Entry, MethodCode, Stage
from waypost.engine.search.calendar import Calendar
from waypost.engine.search.offering import Modality, Offering
from waypost.engine.search.placement import Placement, placements_of

HEALTH = Course(code="HL1", title="Health", subject="PE", units=credits(0.5), terms=frozenset({Term.FALL}))
ONLINE = [
    Offering(course=HEALTH, modality=Modality.VIRTUAL, provider=provider, periods=0, cost_cents=cents)
    for provider, cents in (("A School", 7500), ("B School", 9000))
]
SPANS = Calendar(school_year=2027, grade_level=12, periods=7).spans()


def placed(*, offering: str, method: MethodCode = MethodCode.ONLINE) -> list[Placement]:
    planned = Entry(
        id="planned-1",
        course=HEALTH,
        stage=Stage.PLANNED,
        units=credits(0.5),
        grade_level=12,
        school_year=2027,
        term=Term.FALL,
        method=method,
        offering=offering,
    )
    ways = [Offering(course=HEALTH, terms=frozenset({Term.FALL})), *ONLINE]
    return list(placements_of(ways, spans=SPANS, chosen=[planned]))


def kept(found: list[Placement]) -> list[str]:
    return [one.offering.name for one in found if one.kept]


def test_the_named_way_is_kept_and_no_other() -> None:
    assert kept(placed(offering="virtual/B School")) == ["virtual/B School"]


def test_a_way_that_nobody_named_is_the_first_of_its_kind_once() -> None:
    assert kept(placed(offering="")) == ["virtual/A School"]
    assert kept(placed(offering="", method=MethodCode.CLASSROOM)) == [""]


def test_a_way_that_is_gone_is_kept_by_none() -> None:
    assert kept(placed(offering="virtual/C School")) == []


def test_a_placed_course_names_its_way() -> None:
    found = placed(offering="virtual/B School")
    assert {one.entry.offering for one in found} == {"", "virtual/A School", "virtual/B School"}
