"""What a what-if question supposes, as a short text, and what the plan would be after it."""

from __future__ import annotations

import pytest

from tests.cast import Cast
from tests.credit import credits
from tests.factories import NOW, make_plan, take
from tests.web.rules import DIPLOMA, adopt
from waypost.engine.record import Stage
from waypost.web.catalog.actions import load_shipped_rulebooks
from waypost.web.catalog.models import Follow
from waypost.web.finder.adapters.suppositions import SupposedKind, Supposition, read_supposition
from waypost.web.finder.queries.questions import question_about
from waypost.web.finder.queries.search import real_planner
from waypost.web.finder.queries.what_if import Supposed, suppose
from waypost.web.plans.models import PlannedCourse

PATH = (
    DIPLOMA.replace('"cedar-valley"', '"health-path"')
    .replace('kind = "graduation"', 'kind = "pathway"')
    .replace("Cedar Valley diploma", "Health path")
)
ELSEWHERE = DIPLOMA.replace('"cedar-valley"', '"lou"').replace('state = "TX"', 'state = "LA"')


def supposed(cast: Cast, text: str) -> Supposed | None:
    """What would be of Maya's plan."""
    actor = cast.actor(cast.maya)
    planner = real_planner(actor, student_id=cast.maya.pk)
    supposition = read_supposition(text)
    assert supposition is not None
    return suppose(actor, planner, supposition=supposition, question=question_about(planner))


@pytest.mark.parametrize(
    "text", ["failed:taken-3", "dropped:planned-4", "repeated:taken-3:12-fall", "moved:lou", "pathway:p", "fewer:11"]
)
def test_a_supposition_is_kept_as_a_text(text: str) -> None:
    assert str(read_supposition(text)) == text


UNREADABLE = (
    "failed|failed:|burned:taken-3|failed:a:b|repeated:a:5-fall|repeated:a:11-noon|fewer:99|fewer:¹²|fewer:11:12"
)


@pytest.mark.parametrize("text", ["", *UNREADABLE.split("|"), "moved:" + "x" * 200])
def test_what_cannot_be_read_supposes_nothing(text: str) -> None:
    assert read_supposition(text) is None


def test_the_text_of_a_place_has_grade_and_term() -> None:
    place = Supposition(kind=SupposedKind.REPEATED, about="taken-3", grade_level=12, term="fall")
    assert str(place) == "repeated:taken-3:12-fall"


def test_a_failed_class_stays_without_credit(cast: Cast) -> None:
    adopt(cast)
    running = cast.maya.course_records.get(code="CHEM")
    would_be = supposed(cast, f"failed:taken-{running.pk}")
    assert would_be is not None
    entry = would_be.planner.real.entry(f"taken-{running.pk}")
    assert entry is not None
    assert (entry.stage, entry.units, entry.mark) == (Stage.DONE, 0, "F")
    assert would_be.planner.real.audits[0].result.meter.open > 0


def test_a_dropped_class_is_gone_from_the_plan_that_would_be_and_from_nowhere_else(cast: Cast) -> None:
    adopt(cast)
    make_plan(cast.maya, (cast.courses["ENG11"], 11, "year"), (cast.courses["ANAT"], 11, "year"))
    row = PlannedCourse.objects.get(course__code="ANAT")
    would_be = supposed(cast, f"dropped:planned-{row.pk}")
    assert would_be is not None
    assert [one.course.code for one in would_be.planner.real.planned] == ["ENG11"]
    assert PlannedCourse.objects.count() == 2


def test_a_repeated_class_gives_its_credit_once(cast: Cast) -> None:
    adopt(cast)
    done = cast.maya.course_records.get(code="BIO")
    would_be = supposed(cast, f"repeated:taken-{done.pk}:11-year")
    before = real_planner(cast.actor(cast.maya), student_id=cast.maya.pk)
    assert would_be is not None
    assert [one.course.code for one in would_be.planner.real.planned] == ["BIO"]
    assert would_be.planner.real.audits[0].result.meter.open == before.real.audits[0].result.meter.open


def test_a_move_puts_the_rules_of_the_other_state_alone(cast: Cast) -> None:
    adopt(cast)
    adopt(cast, PATH)
    load_shipped_rulebooks({"us-la/lou.toml": ELSEWHERE}, at=NOW)
    would_be = supposed(cast, "moved:lou")
    assert would_be is not None
    assert [one.adoption.rulebook.key for one in would_be.planner.real.audits] == ["lou"]
    assert would_be.question.goals == ()


def test_a_move_finds_courses_by_what_their_titles_say(cast: Cast) -> None:
    """Rules of other states go by shared tags, which this catalog does not have."""
    adopt(cast)
    asked = ELSEWHERE.replace('subject = "SC", tag = "lab"', 'tag = "algebra-1"').replace("credits = 3", "credits = 1")
    load_shipped_rulebooks({"us-la/lou.toml": asked.replace("total = 8", "total = 6")}, at=NOW)
    would_be = supposed(cast, "moved:lou")
    assert would_be is not None
    parts = {part.path: part.meter.done for part in would_be.planner.real.audits[0].result.root.parts}
    assert parts["science"] == credits(1)


def test_a_move_keeps_to_class_years(cast: Cast) -> None:
    adopt(cast)
    load_shipped_rulebooks({"us-la/lou.toml": ELSEWHERE.replace("2027", "2040").replace("2030", "2041")}, at=NOW)
    assert supposed(cast, "moved:lou") is None
    assert supposed(cast, "moved:nowhere") is None


def test_another_pathway_must_be_complete_and_the_diploma_stays(cast: Cast) -> None:
    adopt(cast)
    adopt(cast, PATH, follow=Follow.CHOSEN)
    would_be = supposed(cast, "pathway:health-path")
    assert would_be is not None
    assert [book.rulebook.id for book in would_be.question.rulebooks] == ["cedar-valley", "health-path"]
    assert len(would_be.planner.real.audits) == 2


def test_a_pathway_that_is_followed_already_is_none_to_switch_to(cast: Cast) -> None:
    adopt(cast)
    adoption = adopt(cast, PATH, follow=Follow.CHOSEN)
    plan = make_plan(cast.maya)
    plan.follows = [adoption.rulebook.key]
    plan.save()
    assert supposed(cast, "pathway:health-path") is None


@pytest.mark.parametrize("text", ["failed:taken-999999", "dropped:planned-999999", "repeated:taken-999999:11-year"])
def test_what_is_not_there_any_more_makes_no_question(cast: Cast, text: str) -> None:
    adopt(cast)
    assert supposed(cast, text) is None


def test_an_earned_class_cannot_be_failed_or_dropped(cast: Cast) -> None:
    adopt(cast)
    done = cast.maya.course_records.get(code="BIO")
    assert supposed(cast, f"failed:taken-{done.pk}") is None
    assert supposed(cast, f"dropped:taken-{done.pk}") is None


def test_a_summer_try_after_a_failed_class_still_lies_ahead(cast: Cast) -> None:
    adopt(cast)
    take(cast.maya, cast.courses["ALG2"], grade_level=10)
    make_plan(cast.maya, (cast.courses["ALG2"], 10, "summer"))
    planner = real_planner(cast.actor(cast.maya), student_id=cast.maya.pk)
    assert [row.term for row in planner.real.planned] == ["summer"]
