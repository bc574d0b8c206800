"""A course history and facts into records."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.credit import credits
from tests.web.imports.conftest import Office
from waypost.engine.calendar.ready import READY
from waypost.web.catalog.models import Course, GradePolicy
from waypost.web.imports.models import Run, RunKind, RunState
from waypost.web.records.models import CourseRecord, CourseStatus, StudentFact
from waypost.web.schools.models import District

HEADER = (
    "student,course,title,school_year,term,grade_level,mark,credits_attempted,credits_earned,status,repeat_code,method"
)
FACTS = "student,kind,value,date,source\n"


def history(*rows: str) -> bytes:
    return "\n".join([HEADER, *rows, ""]).encode()


@pytest.fixture
def filled(office: Office) -> Office:
    office.bring_in()
    Course.objects.filter(code="SC201").update(units=credits(1))
    return office


def check(office: Office, content: bytes) -> Run:
    return office.check_one("course-history.csv", content, kind=RunKind.COURSE_HISTORY)


GOOD = "S1,MA101,,2025-26,year,9,B+,1,1,Pass,,"


def test_an_attempt_becomes_a_record(filled: Office) -> None:
    filled.apply(check(filled, history(GOOD)))
    row = CourseRecord.objects.get(school_year=2025)
    assert (row.student.source_id, row.course.code if row.course else "", row.title, row.subject) == (
        "S1",
        "MA101",
        "Algebra, Part 1",
        "MA",
    )
    assert (row.status, row.mark, row.units_attempted, row.units_earned, row.grade_level) == (
        "completed",
        "B+",
        credits(1),
        credits(1),
        9,
    )
    assert row.method == "Classroom credit"


def test_a_course_of_another_school_stands_with_its_own_title(filled: Office) -> None:
    filled.apply(check(filled, history("S1,X99,World Religions,2025-26,fall,9,A,0.5,0.5,Pass,,Transfer credit")))
    row = CourseRecord.objects.get(school_year=2025)
    assert (row.course, row.title, row.units_earned, row.method) == (
        None,
        "World Religions",
        credits(0.5),
        "Transfer credit",
    )


def test_a_third_is_kept_with_the_text_that_said_it(filled: Office) -> None:
    filled.apply(check(filled, history("S1,X99,Band,2025-26,fall,9,A,0.34,0.34,Pass,,")))
    row = CourseRecord.objects.get(school_year=2025)
    assert (row.units_earned, row.attempted_written, row.earned_written) == (credits("1/3"), "0.34", "0.34")


@pytest.mark.parametrize(
    ("status", "mark", "earned", "stored"),
    [
        ("Fail", "F", "0", CourseStatus.COMPLETED),
        ("Incomplete", "I", "0", CourseStatus.COMPLETED),
        ("Withdrawn", "W", "0", CourseStatus.WITHDRAWN),
        ("", "", "", CourseStatus.IN_PROGRESS),
    ],
)
def test_every_result_has_its_status(filled: Office, status: str, mark: str, earned: str, stored: str) -> None:
    filled.apply(check(filled, history(f"S1,MA101,,2025-26,year,9,{mark},1,{earned},{status},,")))
    assert CourseRecord.objects.get(school_year=2025).status == stored


def test_unknown_students_and_courses_wait_and_the_rest_goes_in(filled: Office) -> None:
    run = check(
        filled, history("NOBODY,MA101,,2025-26,year,9,A,1,1,Pass,,", "S1,X99,,2025-26,year,9,A,1,1,Pass,,", GOOD)
    )
    assert {(g["code"], g["places"][0][0]) for g in run.problems} == {("unknown-student", 2), ("unknown-course", 3)}
    filled.apply(run)
    assert CourseRecord.objects.filter(school_year=2025).count() == 1


def test_a_mark_that_the_policy_does_not_know_waits(filled: Office) -> None:
    policy = 'id = "p"\ntitle = "P"\n[points]\nA = 4\nB = 3\nF = 0\n'
    GradePolicy.objects.create(district=filled.district, text=policy)
    run = check(filled, history(GOOD, GOOD.replace("B+", "A").replace("S1", "S2")))
    assert [(g["code"], g["places"][0][0]) for g in run.problems] == [("unknown-mark", 2)]
    filled.apply(run)
    assert CourseRecord.objects.get(school_year=2025).mark == "A"


def test_the_same_history_again_changes_nothing_and_a_corrected_mark_changes_one(filled: Office) -> None:
    filled.apply(check(filled, history(GOOD)))
    assert check(filled, history(GOOD)).counts["tables"]["records"] == {"new": 0, "changed": 0, "gone": 0, "same": 1}
    filled.apply(check(filled, history(GOOD.replace("B+", "A-"))))
    assert CourseRecord.objects.get(school_year=2025).mark == "A-"


def test_a_finished_seat_becomes_completed(filled: Office) -> None:
    filled.apply(check(filled, history("S1,SC201,,2026-27,year,10,A,1,1,Pass,,")))
    row = CourseRecord.objects.get(student__source_id="S1", code="SC201")
    assert (row.status, row.mark) == (CourseStatus.COMPLETED, "A")
    filled.bring_in()
    row.refresh_from_db()
    assert (row.status, row.mark) == (CourseStatus.COMPLETED, "A")


def test_facts_keep_the_highest_value_of_a_kind(filled: Office) -> None:
    content = (
        FACTS + "S1,service-hours,12.5,2026-01-10,\nS1,service-hours,20,2026-05-01,log\nS1,cpr,yes,2026-05-02,\n"
    ).encode()
    run = filled.check_one("facts.csv", content, kind=RunKind.COURSE_HISTORY)
    filled.apply(run)
    assert dict(StudentFact.objects.values_list("kind", "value")) == {"service-hours": Decimal(20), "cpr": Decimal(1)}


def test_a_file_without_one_good_row_is_refused(filled: Office) -> None:
    run = check(filled, b"name,age\nMaya,15\n")
    assert run.state == RunState.REFUSED


def test_terms_are_those_of_the_calendar_of_the_district(filled: Office) -> None:
    District.objects.filter(pk=filled.district.pk).update(calendar=READY["quarters"])
    filled.district.refresh_from_db()
    rows = [f"S1,MA101,,2025-26,{term},9,B,0.25,0.25,Pass,," for term in ("Q1", "qtr 2", "Quarter 3", "S1", "FY")]
    run = check(filled, history(*rows))
    assert run.problems == []
    filled.apply(run)
    kept = CourseRecord.objects.filter(school_year=2025).order_by("term").values_list("term", flat=True)
    assert list(kept) == ["Q1", "Q2", "Q3", "fall", "year"]


def test_a_term_of_another_calendar_holds_its_row(filled: Office) -> None:
    run = check(filled, history(GOOD.replace(",year,", ",T1,")))
    assert [group["code"] for group in run.problems] == ["unknown-value"]
