"""A catalogue of our own: typed courses, lists in cells, prerequisites that name courses."""

import pytest

from waypost.engine.prerequisite import EveryOf, parse_prerequisite
from waypost.interchange.bundle import open_bundle
from waypost.interchange.catalogue import (
    Catalogue,
    CatalogueCourse,
    CourseLength,
    CourseLevel,
    read_catalogue,
    write_catalogue,
)

HEADER = "code,title,subject,credits,length,terms,grades,level,tags,prerequisite,corequisite,periods,description\n"


def catalogue(*rows: str, scale: int = 1) -> Catalogue:
    return read_catalogue(open_bundle((HEADER + "\n".join(rows) + "\n").encode(), name="courses.csv"), scale=scale)


BIOLOGY = "SC201,Biology,SC,1,year,fall;spring,9-10;12,honors,lab;UC:D,SC101 and (MA101:C or MA102*),,1,Cells."


def test_a_row_becomes_a_course() -> None:
    found = catalogue(
        BIOLOGY, "SC101,Science,SC,1,,,,,,,,,", "MA101,Algebra,MA,1,,,,,,,,,", "MA102,Geometry,MA,1,,,,,,,,,"
    )
    assert found.courses[0] == CatalogueCourse(
        code="SC201",
        title="Biology",
        subject="SC",
        units=4,
        length=CourseLength.YEAR,
        terms=("fall", "spring"),
        grades=(9, 10, 12),
        level=CourseLevel.HONORS,
        tags=("lab", "uc:d"),
        prerequisite="SC101 and (MA101:C or MA102*)",
        description="Cells.",
    )
    assert not found.problems
    assert isinstance(parse_prerequisite(found.courses[0].prerequisite), EveryOf)


def test_a_prerequisite_that_names_no_course_is_pointed_out() -> None:
    found = catalogue(BIOLOGY)
    assert [(p.code, p.subject, p.detail) for p in found.problems] == [
        ("bad-prerequisite", "SC201", name) for name in ("MA101", "MA102", "SC101")
    ]
    assert len(found.courses) == 1


def test_a_prerequisite_in_plain_words_is_left_to_a_person() -> None:
    assert not catalogue("AR1,Band,AR,1,,,,,,Audition or teacher approval,,,").problems


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ("A1,Art,ART,1,,,,,,,,,", "unknown-value", "subject"),
        ("A1,Art,AR,0.3,,,,,,,,,", "not-a-quarter", "credits"),
        ("A1,Art,AR,-1,,,,,,,,,", "bad-number", "credits"),
        ("A1,Art,AR,,,,,,,,,,", "missing-value", "credits"),
        ("A1,Art,AR,1,month,,,,,,,,", "unknown-value", "length"),
        ("A1,Art,AR,1,,winter,,,,,,,", "unknown-value", "terms"),
        ("A1,Art,AR,1,,,12-9,,,,,,", "bad-grade", "grades"),
        ("A1,Art,AR,1,,,9-99,,,,,,", "bad-grade", "grades"),
        ("A1,Art,AR,1,,,,hard,,,,,", "unknown-value", "level"),
        ("A1,Art,AR,1,,,,,a b,,,,", "unknown-value", "tags"),
        ("A1,Art,AR,1,,,,,,,,0,", "bad-number", "periods"),
        (",Art,AR,1,,,,,,,,,", "missing-value", "code"),
    ],
)
def test_a_course_that_cannot_be_right_is_held(row: str, code: str, column: str) -> None:
    found = catalogue(row, "A2,Art 2,AR,1,,,,,,,,,")
    assert [(p.code, p.location.line, p.location.column) for p in found.problems] == [(code, 2, column)]
    assert [course.code for course in found.courses] == ["A2"]


def test_one_code_for_two_courses_holds_both() -> None:
    found = catalogue("A1,Art,AR,1,,,,,,,,,", "a1,Music,AR,1,,,,,,,,,")
    assert [(p.code, p.location.line) for p in found.problems] == [("duplicate-id", 2), ("duplicate-id", 3)]


def test_california_credits_are_a_tenth() -> None:
    assert catalogue("A1,Art,AR,5,,,,,,,,,", scale=10).courses[0].units == 2


def test_a_written_catalogue_reads_as_itself() -> None:
    courses = catalogue(BIOLOGY, 'A1,"Art, ""free""",AR,0.25,quarter,summer,,dual,,,SC201,2,=1+1').courses
    for scale in (1, 10):
        packed = write_catalogue(courses, scale=scale)
        assert read_catalogue(open_bundle(packed, name="catalogue.csv"), scale=scale).courses == courses
