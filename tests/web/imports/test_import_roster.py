"""A OneRoster bundle into a district: who and what is there afterwards."""

from __future__ import annotations

from datetime import date

import pytest

from tests.credit import credits
from tests.interchange.small_bundle import small_bundle
from tests.web.imports.conftest import Office, changed
from waypost.web.catalog.models import Course, Section
from waypost.web.history.models import Event
from waypost.web.imports.models import RowBatch, RunState
from waypost.web.records.models import CourseRecord, CourseStatus
from waypost.web.schools.models import Guardian, Guardianship, Origin, Post, Role, School, Staff, Student, Support


def test_checking_writes_nothing_but_the_run(office: Office) -> None:
    run = office.check()
    assert run.state == RunState.CHECKED
    assert not Student.objects.filter(district=office.district).exists()
    assert not School.objects.filter(district=office.district).exists()
    assert not RowBatch.objects.exists()


def test_everybody_is_there_after_applying(office: Office) -> None:
    office.bring_in()
    assert School.objects.filter(district=office.district, is_active=True).count() == 2
    assert Student.objects.filter(district=office.district).count() == 3
    assert Guardian.objects.filter(district=office.district).count() == 3
    assert Staff.objects.filter(district=office.district, source_id="T1").exists()
    assert Guardianship.objects.filter(origin=Origin.ROSTER).count() == 4
    assert Course.objects.filter(district=office.district).count() == 2
    assert Section.objects.filter(district=office.district).count() == 2


def test_a_student_has_school_grade_and_class_year(office: Office) -> None:
    office.bring_in()
    maya = Student.objects.get(source_id="S1")
    assert (maya.given_name, maya.family_name, maya.email) == ("Maya", "Reyes", "maya@cv.example")
    assert (maya.school.name, maya.grade_level, maya.born_on) == ("Cedar Valley High", 10, date(2011, 2, 3))
    assert (maya.class_of, maya.entered_ninth_in) == (2029, 2025)
    ana = Student.objects.get(source_id="S3")
    assert (ana.grade_level, ana.class_of, ana.entered_ninth_in, ana.search_name) == (
        7,
        2032,
        None,
        'ana "anita" o\'brien',
    )


def test_a_teacher_holds_a_post_and_supports_the_students_of_the_class(office: Office) -> None:
    office.bring_in()
    post = Post.objects.get(staff__source_id="T1")
    assert (post.role, post.school.name if post.school else "", post.origin) == (
        Role.TEACHER,
        "Cedar Valley High",
        Origin.ROSTER,
    )
    assert set(Support.objects.values_list("student__source_id", "role")) == {("S1", "teacher"), ("S2", "teacher")}


def test_a_seat_becomes_a_course_in_progress(office: Office) -> None:
    office.bring_in()
    seats = CourseRecord.objects.order_by("student__source_id", "code").values_list(
        "student__source_id", "code", "school_year", "term", "status", "grade_level"
    )
    assert list(seats) == [
        ("S1", "MA101", 2026, "fall", "in_progress", 10),
        ("S1", "SC201", 2026, "year", "in_progress", 10),
        ("S2", "SC201", 2026, "year", "in_progress", 11),
    ]


def test_course_credits_beside_the_roster_set_the_units(office: Office) -> None:
    beside = b"courseSourcedId,credits,levels\r\nC1,1,\r\nC2,0.5,\r\n"
    office.bring_in({**small_bundle(), "course-credits.csv": beside})
    assert dict(Course.objects.values_list("code", "units")) == {"SC201": credits(1), "MA101": credits(0.5)}


def test_the_same_bundle_again_changes_nothing(office: Office) -> None:
    office.bring_in()
    run = office.check()
    assert all(not (n["new"] or n["changed"] or n["gone"]) for n in run.counts["tables"].values())
    assert not run.brake


def test_what_differs_is_changed_and_nothing_else(office: Office) -> None:
    office.bring_in()
    run = office.bring_in(changed("users.csv", "Theo,Núñez", "Theodor,Núñez"))
    assert run.counts["tables"]["students"] == {"new": 0, "changed": 1, "gone": 0, "same": 2}
    assert Student.objects.get(source_id="S2").search_name == "theodor núñez"


def test_a_student_who_leaves_is_turned_off_and_comes_back_intact(office: Office) -> None:
    office.bring_in()
    theo = Student.objects.get(source_id="S2")
    gone = changed("users.csv", "S2,active", "S2,tobedeleted")
    office.bring_in(gone)
    theo.refresh_from_db()
    assert (theo.is_active, theo.left_on) == (False, office.actor.today)
    assert Guardianship.objects.get(student=theo).origin == Origin.ROSTER
    office.bring_in()
    theo.refresh_from_db()
    assert (theo.is_active, theo.left_on) == (True, None)
    assert theo.course_records.get().status == CourseStatus.IN_PROGRESS


def test_a_tie_ends_when_the_roster_drops_it_and_a_tie_made_by_hand_stays(office: Office) -> None:
    office.bring_in()
    maya, kim = Student.objects.get(source_id="S1"), Guardian.objects.get(source_id="G3")
    Guardianship.objects.create(student=maya, guardian=kim, relation="aunt")
    office.bring_in(changed("users.csv", '"G1,G2"', "G1"))
    ties = dict(Guardianship.objects.filter(student=maya).values_list("guardian__source_id", "ends_on"))
    assert ties == {"G1": None, "G2": office.actor.today, "G3": None}


def test_a_tie_that_a_person_ended_is_not_opened_again(office: Office) -> None:
    office.bring_in()
    Guardianship.objects.filter(guardian__source_id="G2").update(ends_on=date(2026, 9, 1))
    run = office.check()
    assert run.counts["tables"]["guardianships"]["changed"] == 0


def test_a_post_made_by_hand_is_not_removed(office: Office) -> None:
    office.bring_in()
    osei = Staff.objects.get(source_id="T1")
    Post.objects.create(staff=osei, role=Role.ADVISOR, school=School.objects.get(source_id="H"))
    run = office.check()
    assert run.counts["tables"]["posts"]["gone"] == 0


def test_a_locked_column_is_left_alone(office: Office) -> None:
    office.bring_in()
    Student.objects.filter(source_id="S2").update(family_name="Nunez-Ford", locked=["family_name"])
    run = office.check()
    assert run.counts["tables"]["students"]["changed"] == 0


def test_a_dropped_class_is_a_withdrawal(office: Office) -> None:
    office.bring_in()
    office.bring_in(changed("enrollments.csv", "E3,active", "E3,tobedeleted"), name="Cedar Valley")
    record = CourseRecord.objects.get(student__source_id="S1", code="MA101")
    assert (record.status, record.origin) == (CourseStatus.WITHDRAWN, Origin.LEFT)


def test_a_completed_course_is_never_touched_by_a_seat(office: Office) -> None:
    office.bring_in()
    CourseRecord.objects.filter(student__source_id="S1", code="SC201").update(
        status=CourseStatus.COMPLETED, mark="A", origin=Origin.HAND
    )
    assert office.check().counts["tables"]["seats"]["changed"] == 0


def test_a_missing_grade_is_worked_out_from_the_birth_date_and_pointed_out(office: Office) -> None:
    run = office.bring_in(changed("users.csv", '"G1,G2",10', '"G1,G2",'))
    assert Student.objects.get(source_id="S1").grade_level == 10
    assert "grade-worked-out" in {group["code"] for group in run.problems}


def test_without_grade_and_birth_date_the_row_waits(office: Office) -> None:
    run = office.bring_in(changed("users.csv", "G3,07", "G3,"))
    assert not Student.objects.filter(source_id="S3").exists()
    held = next(group for group in run.problems if group["code"] == "no-grade")
    assert (held["file"], held["places"][0][0]) == ("users.csv", 4)


@pytest.mark.parametrize("both", [True, False])
def test_an_id_that_stands_for_another_person_waits(office: Office, both: bool) -> None:
    office.bring_in()
    files = changed("users.csv", "Maya,Reyes", "Olga,Petrova")
    files = changed("demographics.csv", "2011-02-03", "2009-09-09", files) if both else files
    run = office.bring_in(files)
    assert ("another-person" in {group["code"] for group in run.problems}) is both
    assert (Student.objects.get(source_id="S1").given_name == "Maya") is both
    assert Student.objects.get(source_id="S1").is_active


def test_a_repeated_grade_does_not_move_the_class_year(office: Office) -> None:
    office.bring_in()
    office.bring_in(changed("users.csv", '"G1,G2",10', '"G1,G2",09'))
    maya = Student.objects.get(source_id="S1")
    assert (maya.grade_level, maya.class_of, maya.entered_ninth_in) == (9, 2029, 2025)


def test_a_catalog_course_is_the_same_course_as_the_rosters(office: Office) -> None:
    Course.objects.create(
        district=office.district, code="SC201", title="Biology", subject="SC", units=credits(1), terms=["year"]
    )
    office.bring_in()
    course = Course.objects.get(code="SC201")
    assert (course.source_id, course.units, Course.objects.filter(district=office.district).count()) == (
        "C1",
        credits(1),
        2,
    )


def test_one_course_listed_for_two_schools_is_one_course(office: Office) -> None:
    twin = 'C2,active,,Y,"Algebra, Part 1",MA101,09,H,Mathematics,02052'
    files = changed("courses.csv", twin, twin + "\r\n" + twin.replace("C2,", "C3,").replace(",H,", ",M,"))
    office.bring_in(changed("classes.csv", "Algebra 1,09,C2", "Algebra 1,09,C3", files))
    assert Section.objects.get(source_id="K2").course.source_id == "C2"
    assert Course.objects.filter(district=office.district).count() == 2


def test_another_districts_bundle_is_refused(office: Office) -> None:
    office.bring_in()
    run = office.check(changed("orgs.csv", "D,active", "X,active"))
    assert run.state == RunState.REFUSED
    assert "other-district" in {group["code"] for group in run.problems}


def test_the_import_is_in_the_history(office: Office) -> None:
    run = office.bring_in()
    event = Event.objects.get(verb="import_applied")
    assert (event.object_id, event.user, event.role) == (str(run.pk), office.user, "district_admin")
    assert event.detail["turned_off"] == 0


def test_staff_whose_post_was_made_by_hand_are_not_turned_off(office: Office) -> None:
    office.bring_in()
    assert Staff.objects.get(user=office.user).is_active
