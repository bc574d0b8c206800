"""A catalog into a district's courses."""

from __future__ import annotations

from pathlib import Path

from tests.web.imports.conftest import Office
from waypost.web.catalog.models import Course
from waypost.web.imports.models import RunKind, RunState

CATALOG = b"""code,title,subject,credits,length,terms,grades,level,tags,prerequisite,corequisite,periods,description
MA101,Algebra 1,MA,10,year,year,8-9,regular,core,,,1,Letters for numbers
MA201,Geometry,MA,10,year,year,9;10,honors,core,MA101:C,,1,
"""


def test_a_catalog_in_california_credits(office: Office) -> None:
    office.district.credit_scale = 10
    office.district.save()
    run = office.check_one("catalogue.csv", CATALOG, kind=RunKind.CATALOG)
    office.apply(run)
    course = Course.objects.get(code="MA201")
    assert (course.units, course.level, course.prerequisite, course.grades, course.terms) == (
        4,
        "honors",
        "MA101:C",
        [9, 10],
        ["year"],
    )


def test_a_second_catalog_adds_and_changes_and_turns_nothing_off(office: Office) -> None:
    office.apply(office.check_one("catalogue.csv", CATALOG.replace(b",10,", b",1,"), kind=RunKind.CATALOG))
    shorter = (
        b"\n".join(CATALOG.replace(b",10,", b",1,").replace(b"Geometry", b"Plane geometry").split(b"\n")[::2]) + b"\n"
    )
    run = office.check_one("catalogue.csv", shorter, kind=RunKind.CATALOG)
    assert run.counts["tables"]["catalog"] == {"new": 0, "changed": 1, "gone": 0, "same": 0}


def test_del_nortes_own_layout_is_known_by_its_columns(office: Office, reference_data: Path) -> None:
    content = (reference_data / "catalogs" / "del_norte_2025_26.csv").read_bytes()
    office.apply(office.check_one("del_norte_2025_26.csv", content, kind=RunKind.CATALOG))
    courses = Course.objects.filter(district=office.district)
    assert courses.count() == 307
    assert set(courses.values_list("units", flat=True)) == {2}
    again = office.check_one("del_norte_2025_26.csv", content, kind=RunKind.CATALOG)
    assert again.counts["tables"]["catalog"]["same"] == 307


def test_something_else_is_refused(office: Office) -> None:
    assert office.check_one("notes.txt", b"hello", kind=RunKind.CATALOG).state == RunState.REFUSED
