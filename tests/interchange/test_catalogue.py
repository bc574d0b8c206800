"""A catalogue of our own: typed courses, lists in cells, prerequisites that name courses."""

import pytest

from tests.credit import credits
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
        units=credits(1),
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
        ("A1,Art,AR,0.31,,,,,,,,,", "not-a-share", "credits"),
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
    assert catalogue("A1,Art,AR,5,,,,,,,,,", scale=10).courses[0].units == credits(0.5)


def test_a_written_catalogue_reads_as_itself() -> None:
    courses = catalogue(BIOLOGY, 'A1,"Art, ""free""",AR,0.25,quarter,summer,,dual,,,SC201,2,=1+1').courses
    for scale in (1, 10):
        packed = write_catalogue(courses, scale=scale)
        assert read_catalogue(open_bundle(packed, name="catalogue.csv"), scale=scale).courses == courses


KIN = "code,title,subject,credits,repeatable,repeat_credits,same_as,level_of,excludes,credits_max,program,program_step,schools\n"


def kin(*rows: str, scale: int = 1) -> Catalogue:
    return read_catalogue(open_bundle((KIN + "\n".join(rows) + "\n").encode(), name="courses.csv"), scale=scale)


def test_what_a_course_is_beside_others_is_read() -> None:
    choir, work, honors, english, business, algebra = kin(
        "AR50,Choir,AR,1,4,3,AR49;AR48,,,,,,",
        "CT70,Work,CT,0.5,yes,,,,,2,health,2,North High;S2",
        "EN10H,Honors English 10,EN,1,no,,,EN10,,,,,",
        "EN10,English 10,EN,1,,,,,,,,,",
        "MA30,Business Math,MA,1,,,,,MA31;MA31,,,,",
        "MA31,Algebra,MA,1,,,,,,,,,",
    ).courses
    assert (choir.repeatable, choir.repeat_times, choir.repeat_units, choir.same_as) == (
        True,
        4,
        credits(3),
        ("AR49", "AR48"),
    )
    assert (work.repeatable, work.repeat_times, work.most_units) == (True, None, credits(2))
    assert (work.program, work.program_step, work.schools) == ("health", 2, ("North High", "S2"))
    assert (honors.repeatable, honors.level_of) == (False, "EN10")
    assert (english.repeatable, english.same_as, english.most_units) == (False, (), None)
    assert business.excludes == ("MA31",)
    assert algebra.level_of == ""


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ("A1,A,EL,1,sometimes,,,,,,,,", "unknown-value", "repeatable"),
        ("A1,A,EL,1,1,,,,,,,,", "unknown-value", "repeatable"),
        ("A1,A,EL,1,,2,,,,,,,", "nothing-without", "repeat_credits"),
        ("A1,A,EL,1,yes,lots,,,,,,,", "bad-number", "repeat_credits"),
        ("A1,A,EL,1,,,,A1,,,,,", "names-itself", "level_of"),
        ("A1,A,EL,1,,,B2,b2,,,,,", "names-itself", "level_of"),
        ("A1,A,EL,1,,,,,A1,,,,", "names-itself", "excludes"),
        ("A1,A,EL,1,,,,,,0.5,,,", "less-than", "credits_max"),
        ("A1,A,EL,1,,,,,,,,2,", "nothing-without", "program_step"),
        ("A1,A,EL,1,,,,,,,x,0,", "bad-number", "program_step"),
    ],
)
def test_what_a_course_cannot_be_waits_with_its_place(row: str, code: str, column: str) -> None:
    found = kin(row)
    assert not found.courses
    assert [(one.code, one.location.line, one.location.column) for one in found.problems] == [(code, 2, column)]


def test_a_number_that_is_gone_is_fine_as_an_old_one_and_pointed_out_as_a_level() -> None:
    found = kin(
        "A1,A,EL,1,,,GONE,,,,,,", "A2,A2,EL,1,,,,GONE,,,,,", "A3,A3,EL,1,,,,NO1,NO2,,,,", "A4,A4,EL,1,,,A4,,,,,,"
    )
    assert len(found.courses) == 4
    assert [(one.code, one.subject, one.detail) for one in found.problems] == [
        ("not-in-catalogue", "A3", "NO2"),
        ("not-in-catalogue", "A3", "NO1"),
    ]


def test_what_is_written_of_kin_reads_back_in_any_scale() -> None:
    found = kin("CT70,Work,CT,5,3,30,CT69,CT60,CT61,15,health,2,S1;S2", "CT60,W,CT,5,yes,,,,,,,,", scale=10)
    again = read_catalogue(open_bundle(write_catalogue(found.courses, scale=10), name="courses.csv"), scale=10)
    assert again.courses == found.courses


def test_a_file_says_which_columns_it_has() -> None:
    assert "same_as" in kin("A1,A,EL,1,,,,,,,,,").columns
    assert "same_as" not in catalogue("A1,A,EL,1,,,,,,,,,").columns
