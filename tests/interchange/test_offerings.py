"""Ways to take courses: typed rows, and a problem with its place for every cell that cannot be read."""

import pytest

from tests.credit import credits
from waypost.interchange.bundle import open_bundle
from waypost.interchange.offerings import CourseOffering, Modality, Offerings, read_offerings

HEADER = "course,modality,provider,terms,cost,credits,approval,periods\n"


def offerings(*rows: str, scale: int = 1) -> Offerings:
    return read_offerings(open_bundle((HEADER + "\n".join(rows) + "\n").encode(), name="ways.csv"), scale=scale)


def test_a_row_becomes_a_way_to_take_a_course() -> None:
    found = offerings('HL1,Virtual,State Virtual School,fall;SUMMER,"$1,075.50",0.5,counselor,0')
    assert found.rows == (
        CourseOffering(
            course_code="HL1",
            modality=Modality.VIRTUAL,
            provider="State Virtual School",
            terms=("fall", "summer"),
            cost_cents=107_550,
            units=credits(0.5),
            approval="counselor",
            periods=0,
        ),
    )
    assert not found.problems


def test_blank_cells_are_as_the_course_says_and_free() -> None:
    (row,) = offerings("HL1,summer,Summer School,,,,,").rows
    assert (row.terms, row.cost_cents, row.units, row.approval, row.periods) == ((), 0, None, "", None)


def test_credits_are_read_in_the_districts_scale() -> None:
    assert offerings("HL1,virtual,Online,,,5,,", scale=10).rows[0].units == credits(0.5)


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        (",virtual,Online,,,,,", "missing-value", "course"),
        ("A1,,Online,,,,,", "missing-value", "modality"),
        ("A1,by post,Online,,,,,", "unknown-value", "modality"),
        ("A1,virtual,,,,,,", "missing-value", "provider"),
        ("A1,virtual,Online,winter,,,,", "unknown-value", "terms"),
        ("A1,virtual,Online,,free,,,", "bad-number", "cost"),
        ("A1,virtual,Online,,-5,,,", "bad-number", "cost"),
        ("A1,virtual,Online,,7.5,,,", "bad-number", "cost"),
        ("A1,virtual,Online,,,0.31,,", "not-a-share", "credits"),
        ("A1,virtual,Online,,,,,some", "bad-number", "periods"),
    ],
)
def test_a_bad_cell_holds_its_row_and_says_where(row: str, code: str, column: str) -> None:
    found = offerings("B1,virtual,Online,,,,,", row)
    assert [(p.code, p.location.line, p.location.column) for p in found.problems] == [(code, 3, column)]
    assert [one.course_code for one in found.rows] == ["B1"]
    assert found.held == {row.split(",", maxsplit=1)[0]}


def test_two_rows_about_the_same_way_wait_unless_they_say_the_same() -> None:
    found = offerings("A1,virtual,Online,,5,,,", "A1,virtual,online,,6,,,", "B1,virtual,X,,,,,", "B1,virtual,X,,,,,")
    assert [one.course_code for one in found.rows] == ["B1"]
    assert sorted(p.code for p in found.problems) == ["duplicate-id", "duplicate-id", "duplicate-row"]
    assert found.held == {"A1"}
