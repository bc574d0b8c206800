"""The story's people, audited: every number on the pages' pictures comes out of their rows."""

from __future__ import annotations

import pytest

from tests.web.demo.as_record import audited, credits
from waypost.engine.audit import Status
from waypost.engine.units import UNITS_PER_CREDIT
from waypost.web.demo.district import DemoDistrict, build_district, cast
from waypost.web.demo.district.care import whitfields
from waypost.web.demo.district.desk import NEED_TODAY, NO_TALK, NO_TALK_IN_NINTH, WAITING_REVIEWS


@pytest.fixture(scope="module")
def demo() -> DemoDistrict:
    return build_district()


def test_mayas_real_plan_has_8_done_7_now_6_planned_3_open(demo: DemoDistrict) -> None:
    assert credits(audited(demo, cast.MAYA, "graduation-2029")) == (8, 7, 6, 3)


def test_maya_still_needs_a_science_half_a_pe_and_one_and_a_half_electives(demo: DemoDistrict) -> None:
    parts = audited(demo, cast.MAYA, "graduation-2029").root.parts
    assert {part.title: part.meter.open / UNITS_PER_CREDIT for part in parts if part.meter.open} == {
        "Science": 1,
        "PE and health": 0.5,
        "Electives": 1.5,
    }


def test_mayas_cna_path_gives_24_of_24_and_the_health_path(demo: DemoDistrict) -> None:
    graduation = audited(demo, cast.MAYA, "graduation-2029", what_if="CNA path")
    health = audited(demo, cast.MAYA, "path-health", what_if="CNA path")
    assert (credits(graduation), graduation.status) == ((8, 7, 9, 0), Status.ON_TRACK)
    assert (credits(health), health.status) == ((0, 1, 2, 0), Status.ON_TRACK)


@pytest.mark.parametrize("what_if", ["", "CNA path"])
def test_maya_is_one_class_short_of_the_university_list(demo: DemoDistrict, what_if: str) -> None:
    university = audited(demo, cast.MAYA, "state-university", what_if=what_if)
    assert credits(university) == (6, 5, 3, 1)
    assert [part.title for part in university.root.parts if part.meter.open] == ["One more from the list"]


@pytest.mark.parametrize(
    ("student_id", "rulebook", "expected"),
    [
        (cast.THEO, "graduation-2027", (14, 6, 2, 2)),
        (cast.JAYLEN, "graduation-2027", (21, 2.5, 0, 0.5)),
        (cast.NOAH, "graduation-2029", (0, 7, 15, 2)),
        (cast.LEILA, "graduation-2027", (14, 7, 3, 0)),
        (cast.AMINA, "graduation-2027", (21, 3, 0, 0)),
        (cast.RUBY, "graduation-2029", (0, 1, 5, 18)),
        (cast.MATEO, "graduation-2029", (0, 0, 0, 24)),
    ],
)
def test_the_others_stand_where_the_story_says(
    demo: DemoDistrict, student_id: str, rulebook: str, expected: tuple[float, ...]
) -> None:
    assert credits(audited(demo, student_id, rulebook)) == expected


def test_jaylen_lacks_half_a_credit_of_pe_and_has_a_free_period_in_spring(demo: DemoDistrict) -> None:
    open_parts = [part for part in audited(demo, cast.JAYLEN, "graduation-2027").root.parts if part.meter.open]
    assert [part.title for part in open_parts] == ["PE and health"]
    spring = {entry.course_code for entry in demo.entries if entry.student_id == cast.JAYLEN and entry.term == "spring"}
    assert "STUDY0" in spring


def test_ms_whitfield_has_352_students_and_queues_of_the_right_length(demo: DemoDistrict) -> None:
    mine = whitfields(demo.supports)
    assert len(mine) == len(set(mine)) == 352
    assert {cast.MAYA, *NEED_TODAY} <= set(mine)
    waiting = [review for review in demo.reviews if review.staff_id == cast.WHITFIELD and review.state == "waiting"]
    assert len(waiting) == WAITING_REVIEWS
    assert cast.MAYA not in {plan.student_id for plan in demo.plans if plan.id in {one.plan_id for one in waiting}}
    assert len(demo.signature_requests) == 19


def test_41_of_her_students_had_no_talk_since_august(demo: DemoDistrict) -> None:
    talked = {talk.student_id for talk in demo.talks if talk.on.isoformat() >= "2026-08-01"}
    silent = set(whitfields(demo.supports)) - talked
    in_ninth = [one for one in demo.students if one.id in silent and one.grade_level == 9]
    assert (len(silent), len(in_ninth)) == (NO_TALK, NO_TALK_IN_NINTH)


def test_maya_and_her_brother_have_one_mother_who_reads_spanish(demo: DemoDistrict) -> None:
    children = {tie.student_id for tie in demo.guardianships if tie.guardian_id == cast.LUCIA}
    assert children == {cast.MAYA, cast.MATEO}
    assert next(one for one in demo.guardians if one.id == cast.LUCIA).language == "es"
