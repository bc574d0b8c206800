"""A catalog into a district's courses."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from tests.credit import credits
from tests.factories import make_student
from tests.web.imports.conftest import Office
from waypost.engine.prerequisite import FREE, NeedCourse
from waypost.engine.sameness import course_key
from waypost.engine.units import UNITS_PER_CREDIT
from waypost.web.catalog.models import Course, CourseEdition
from waypost.web.catalog.queries import catalog_of
from waypost.web.imports.models import Run, RunKind, RunState
from waypost.web.plans.adapters.entries import to_branch_entry
from waypost.web.plans.models import PlannedCourse
from waypost.web.records.adapters import to_entry
from waypost.web.records.models import CourseRecord, CourseStatus
from waypost.web.schools.models import School

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
        credits(1),
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
    assert set(courses.values_list("units", flat=True)) == {credits(0.5)}
    again = office.check_one("del_norte_2025_26.csv", content, kind=RunKind.CATALOG)
    assert again.counts["tables"]["catalog"]["same"] == 307


def test_something_else_is_refused(office: Office) -> None:
    assert office.check_one("notes.txt", b"hello", kind=RunKind.CATALOG).state == RunState.REFUSED


KIN = b"""code,title,subject,credits,repeatable,repeat_credits,same_as,level_of,excludes,credits_max,program,program_step,schools
AR50,Choir,AR,1,4,3,AR49,,,,,,
EN10,English 10,EN,1,,,,,,,,,
EN10H,Honors English 10,EN,1,,,,EN10,,,,,
CT70,Work,CT,0.5,,,,,MA30,2,health,2,%s
"""


def test_a_catalog_says_what_a_course_is_beside_others_and_undo_takes_it_back(office: Office) -> None:
    school = School.objects.create(district=office.district, source_id="S1", name="North High")
    office.apply(office.check_one("catalogue.csv", KIN % b"S1", kind=RunKind.CATALOG))
    choir, work = (Course.objects.get(code=code) for code in ("AR50", "CT70"))
    assert (choir.repeatable, choir.repeat_times, choir.repeat_units, choir.same_as) == (True, 4, credits(3), ["AR49"])
    assert (work.excludes, work.most_units, work.program, work.program_step) == (["MA30"], credits(2), "health", 2)
    assert work.schools == [school.source_id]
    shown = catalog_of(office.actor)
    assert course_key(shown.courses["EN10H"]) == course_key(shown.courses["EN10"])
    assert shown.find("AR49") is shown.courses["AR50"]
    changed = office.check_one(
        "catalogue.csv", KIN.replace(b"Choir,AR,1,4,3", b"Choir,AR,1,,") % b"S1", kind=RunKind.CATALOG
    )
    office.apply(changed)
    choir.refresh_from_db()
    assert (choir.repeatable, choir.repeat_times, choir.repeat_units) == (False, None, None)
    office.undo(changed)
    choir.refresh_from_db()
    assert (choir.repeatable, choir.repeat_times, choir.repeat_units) == (True, 4, credits(3))


def test_a_catalog_without_the_columns_leaves_what_was_known(office: Office) -> None:
    office.apply(office.check_one("catalogue.csv", KIN % b"", kind=RunKind.CATALOG))
    older = b"code,title,subject,credits\nAR50,Concert Choir,AR,1\n"
    office.apply(office.check_one("catalogue.csv", older, kind=RunKind.CATALOG))
    choir = Course.objects.get(code="AR50")
    assert (choir.title, choir.repeatable, choir.repeat_times) == ("Concert Choir", True, 4)


def test_a_school_by_name_is_found_and_one_that_nobody_knows_is_pointed_out(office: Office) -> None:
    School.objects.create(district=office.district, source_id="S1", name="North High")
    run = office.check_one("catalogue.csv", KIN % b"north high;S9", kind=RunKind.CATALOG)
    assert [group["code"] for group in run.problems] == ["not-in-catalogue", "no-such-school"]
    office.apply(run)
    assert Course.objects.get(code="CT70").schools == ["S1", "S9"]


def test_a_level_of_a_course_that_an_earlier_file_named_is_known(office: Office) -> None:
    office.apply(office.check_one("catalogue.csv", CATALOG.replace(b",10,", b",1,"), kind=RunKind.CATALOG))
    more = b"code,title,subject,credits,level_of\nMA101H,Honors Algebra 1,MA,1,MA101\n"
    assert office.check_one("catalogue.csv", more, kind=RunKind.CATALOG).problems == []


HEALTH = b"""code,title,subject,credits,length,terms,grades,level,tags,prerequisite,from_year
HL1,Health,PE,1,,,,,core,,%s
BI1,Biology,SC,1,,,,,,,
"""
HALF = HEALTH.replace(b"PE,1,", b"PE,0.5,").replace(b"core,,", b"core;lab,BI1:C,")


def _catalog(office: Office, content: bytes) -> Run:
    run = office.check_one("catalogue.csv", content, kind=RunKind.CATALOG)
    office.apply(run)
    return run


def _units(office: Office, *years: int) -> list[int]:
    catalog = catalog_of(office.actor)
    found = [catalog.find("HL1", year=year) for year in years]
    return [course.units * 2 // UNITS_PER_CREDIT for course in found if course]


def test_a_new_edition_leaves_the_years_before_it_as_they_were(office: Office) -> None:
    _catalog(office, HEALTH % b"2024-25")
    run = _catalog(office, HALF % b"2026-27")
    assert _units(office, 2019, 2025, 2026, 2030) == [2, 2, 1, 1]
    before, after = (catalog_of(office.actor).find("HL1", year=year) for year in (2025, 2026))
    assert before is not None
    assert after is not None
    assert ("lab" in before.tags, before.prerequisite) == (False, FREE)
    assert ("lab" in after.tags, after.prerequisite) == (True, NeedCourse(code="BI1", min_grade="C"))
    assert after == catalog_of(office.actor).find("HL1")
    office.undo(run)
    assert not CourseEdition.objects.exists()
    assert _units(office, 2019, 2026, 2030) == [2, 2, 2]


def test_each_edition_lasts_until_the_next(office: Office) -> None:
    _catalog(office, HEALTH % b"2022-23")
    _catalog(office, HALF % b"2024-25")
    _catalog(office, HEALTH.replace(b"PE,1,", b"PE,1.5,") % b"2026-27")
    assert _units(office, 2010, 2023, 2024, 2025, 2026) == [2, 2, 1, 1, 3]
    assert CourseEdition.objects.count() == 2


def test_a_file_of_the_same_or_an_earlier_year_corrects_the_edition_in_force(office: Office) -> None:
    _catalog(office, HEALTH % b"")
    _catalog(office, HALF % b"")
    assert _units(office, 2020, 2030) == [1, 1]
    _catalog(office, HEALTH % b"2019-20")
    assert _units(office, 2018, 2020, 2030) == [2, 2, 2]
    assert not CourseEdition.objects.exists()


def test_a_new_title_alone_makes_no_edition(office: Office) -> None:
    _catalog(office, HEALTH % b"2024-25")
    _catalog(office, HEALTH.replace(b"Health", b"Health Education") % b"2026-27")
    assert not CourseEdition.objects.exists()
    _catalog(office, HALF % b"2027-28")
    assert _units(office, 2025, 2026, 2027) == [2, 2, 1]


def test_a_row_of_a_year_that_nobody_can_read_waits(office: Office) -> None:
    run = office.check_one("catalogue.csv", HEALTH % b"2026", kind=RunKind.CATALOG)
    assert [group["code"] for group in run.problems] == ["bad-year"]


def test_attempts_and_plans_read_the_edition_of_their_year(office: Office) -> None:
    _catalog(office, HEALTH % b"2020-21")
    _catalog(office, HALF % b"2026-27")
    course = Course.objects.get(code="HL1")
    catalog = catalog_of(office.actor)
    student = make_student(School.objects.create(district=office.district, source_id="S1", name="North High"))
    past, now = (
        to_entry(
            CourseRecord(
                pk=year,
                student=student,
                code="HL1",
                school_year=year,
                grade_level=10,
                term="fall",
                status=CourseStatus.COMPLETED,
                mark="B",
                units_attempted=course.units,
                units_earned=course.units,
            ),
            catalog=catalog,
        )
        for year in (2025, 2026)
    )
    assert past.course.units == 2 * now.course.units
    assert past.course.prerequisite == FREE
    planned = PlannedCourse(pk=1, course=course, grade_level=student.grade_level, term="fall")
    ahead = to_branch_entry(planned, student=student, catalog=catalog, on=date(2026, 11, 24))
    assert ahead.course == now.course


def test_the_catalog_in_all_its_editions_is_one_question(office: Office, django_assert_num_queries: Any) -> None:
    _catalog(office, HEALTH % b"2022-23")
    _catalog(office, HALF % b"2024-25")
    with django_assert_num_queries(1):
        catalog = catalog_of(office.actor)
    assert len(catalog.editions["HL1"]) == 1
    assert catalog_of(office.actor) is catalog
