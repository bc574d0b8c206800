"""Students whom a roster gives no grade, the class year that a person said, and the year that a bundle is about."""

from __future__ import annotations

import pytest

from tests.interchange.small_bundle import small_bundle
from tests.web.imports.conftest import Office, changed
from waypost.web.schools.models import Student


def _with_grade(code: str, *, birth: bool) -> dict[str, bytes]:
    """The small bundle with Maya in another grade, with or without her birth date."""
    files = changed("users.csv", '"G1,G2",10,', f'"G1,G2",{code},')
    return files if birth else changed("demographics.csv", "2011-02-03", "", files)


@pytest.mark.parametrize(("code", "grade"), [("UG", 9), ("PS", 13), ("Other", 9), ("PR", -1)])
def test_a_code_that_is_no_grade_holds_nobody(office: Office, code: str, grade: int) -> None:
    run = office.bring_in(_with_grade(code, birth=False))
    maya = Student.objects.get(source_id="S1")
    assert (maya.grade_level, maya.is_ungraded, maya.class_of, maya.entered_ninth_in) == (grade, True, None, None)
    assert "ungraded" in {group["code"] for group in run.problems}


def test_with_a_birth_date_the_grade_is_worked_out_as_before(office: Office) -> None:
    office.bring_in(_with_grade("UG", birth=True))
    maya = Student.objects.get(source_id="S1")
    assert (maya.grade_level, maya.is_ungraded, maya.class_of) == (10, False, 2029)


def test_a_class_year_that_a_person_said_is_kept(office: Office) -> None:
    office.bring_in()
    Student.objects.filter(source_id="S1").update(class_of=2030, locked=["class_of"])
    office.bring_in(changed("users.csv", '"G1,G2",10,', '"G1,G2",09,'))
    maya = Student.objects.get(source_id="S1")
    assert (maya.grade_level, maya.class_of) == (9, 2030)


def test_an_ungraded_student_is_placed_by_the_class_that_a_person_said(office: Office) -> None:
    office.bring_in(_with_grade("UG", birth=False))
    Student.objects.filter(source_id="S1").update(class_of=2028, locked=["class_of"])
    run = office.bring_in(_with_grade("UG", birth=False))
    maya = Student.objects.get(source_id="S1")
    assert (maya.grade_level, maya.class_of, maya.is_ungraded) == (11, 2028, True)
    assert "ungraded" not in {group["code"] for group in run.problems}


def test_a_session_of_next_year_moves_nobody(office: Office) -> None:
    files = dict(small_bundle())
    lines = files["academicSessions.csv"].decode().splitlines()
    year = next(line for line in lines if "schoolYear," in line and line.startswith("Y"))
    files["academicSessions.csv"] = ("\r\n".join([*lines, _a_year_later(year)]) + "\r\n").encode()
    office.bring_in(files)
    maya = Student.objects.get(source_id="S1")
    assert (maya.grade_in, maya.class_of, maya.entered_ninth_in) == (2026, 2029, 2025)


def _a_year_later(line: str) -> str:
    first, rest = line.split(",", 1)
    return f"{first}-next," + rest.replace("2027", "2028").replace("2026", "2027")
