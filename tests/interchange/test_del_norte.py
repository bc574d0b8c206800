"""A real school's catalogue becomes rows of our own."""

from collections import Counter
from pathlib import Path

import pytest

from tests.credit import credits
from waypost.engine.prerequisite import Ask, EveryOf, parse_prerequisite
from waypost.interchange.bundle import open_bundle
from waypost.interchange.catalogue import Catalogue, CourseLevel, read_del_norte

HEADER = "courseCode,name,grades,ucArea,gradRequirement,hsRequirement,prerequisites,other\n"


def del_norte(*rows: str) -> Catalogue:
    return read_del_norte(open_bundle((HEADER + "\n".join(rows) + "\n").encode(), name="school.csv"))


def test_a_course_of_one_term_earns_half_a_credit() -> None:
    (course,) = del_norte("001302,AP World History 2,10|11,A,Social Science,World History,,").courses
    assert (course.units, course.level, course.grades) == (credits(0.5), CourseLevel.AP, (10, 11))
    assert course.tags == ("uc:a", "social-science", "world-history")


def test_courses_that_share_a_code_are_told_apart_by_title() -> None:
    found = del_norte(
        "7,Chinese 1,9,E,World Languages,,,", "7,Chinese 2,9,E,World Languages,,Chinese 1,", ",ELD 1,9,B,English,,,"
    )
    assert [course.code for course in found.courses] == ["7_chinese_1", "7_chinese_2", "eld_1"]
    assert found.courses[1].prerequisite == "7_chinese_1"
    assert Counter(p.code for p in found.problems) == {"shared-code": 3}
    assert "language:chinese" in found.courses[0].tags


def test_bars_mean_all_and_or_means_any() -> None:
    found = del_norte(
        *(f"{number},{name},9,C,Mathematics,,," for number, name in ((1, "M 1"), (2, "M 2"), (3, "M 3"))),
        "4,M 4,9,C,Mathematics,,M 1|M 2 OR M 3,",
    )
    assert found.courses[3].prerequisite == "1 and (2 or 3)"


def test_a_name_that_dangles_is_pointed_out_and_stays_a_question() -> None:
    found = del_norte("1,Band,9,F,Fine Arts,,Choir,", "2,L/Skills,9,,Special Education,,IEP,")
    assert [(p.code, p.location.line, p.detail) for p in found.problems] == [("bad-prerequisite", 2, "Choir")]
    assert parse_prerequisite(found.courses[0].prerequisite) == Ask(text="Choir")


def test_a_subject_that_nobody_knows_is_held() -> None:
    assert [p.code for p in del_norte("1,Band,9,F,Magic,,,").problems] == ["unknown-value"]


@pytest.fixture(scope="module")
def real(reference_data: Path) -> Catalogue:
    return read_del_norte(open_bundle(reference_data / "catalogs" / "del_norte_2025_26.csv"))


def test_the_real_catalogue_reads_whole(real: Catalogue) -> None:
    assert (len(real.courses), len({course.code for course in real.courses})) == (307, 307)
    assert Counter(p.code for p in real.problems) == {"shared-code": 74, "bad-prerequisite": 3}
    assert sum(tag.startswith("uc:") for course in real.courses for tag in course.tags) == 222


def test_every_real_prerequisite_can_be_understood(real: Catalogue) -> None:
    questions = [tree.text for c in real.courses if isinstance(tree := parse_prerequisite(c.prerequisite), Ask)]
    assert Counter(questions) == {"IEP": 52, "ENS 1-3": 1, "Concert Band": 1, "Tall Flags (Dance Prop) 1-2": 1}
    medical = next(course for course in real.courses if course.title == "Honors Medical Interventions 1")
    assert isinstance(parse_prerequisite(medical.prerequisite), EveryOf)
