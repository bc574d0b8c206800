"""A row that needs another row waits for it; a link that is merely good to have is left out."""

import pytest

from tests.interchange.small_bundle import codes, places, read_files, replaced, small_bundle


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "column"),
    [
        ("orgs.csv", "RM,D", "RM,X", 4, "parentSourcedId"),
        ("academicSessions.csv", "2027-06-04,Y", "2027-06-04,X", 4, "parentSourcedId"),
        ("roles.csv", "R3,active,,S3", "R3,active,,X", 4, "userSourcedId"),
        ("roles.csv", "2027-06-30,H", "2027-06-30,X", 8, "orgSourcedId"),
        ("courses.csv", '"09,10",H', '"09,10",X', 2, "orgSourcedId"),
        ("classes.csv", "09,C2", "09,X", 3, "courseSourcedId"),
        ("classes.csv", "204,H", "204,X", 2, "schoolSourcedId"),
        ("classes.csv", '"F,S"', '"F,X"', 2, "termSourcedIds"),
        ("enrollments.csv", "K2,H", "X,H", 4, "classSourcedId"),
        ("enrollments.csv", "K2,H", "K2,X", 4, "schoolSourcedId"),
        ("enrollments.csv", "K1,H,S2", "K1,H,X", 3, "userSourcedId"),
        ("demographics.csv", "S2,", "X,", 3, "sourcedId"),
    ],
)
def test_a_reference_to_nothing_holds_its_row(file: str, old: str, new: str, line: int, column: str) -> None:
    roster = replaced(file, old, new)
    (dangling,) = (p for p in roster.problems if p.code == "dangling-reference")
    assert (dangling.location.file, dangling.location.line, dangling.location.column) == (file, line, column)
    assert dangling.detail == "X"


def test_rows_that_need_a_held_row_wait_for_it() -> None:
    roster = replaced("users.csv", ",10,,,,,,,H,she", ",tenth,,,,,,,H,she")
    assert places(roster, "bad-grade") == [("users.csv", 2)]
    waiting = places(roster, "waits-for-held-row")
    assert waiting == [("demographics.csv", 2), ("enrollments.csv", 2), ("enrollments.csv", 4), ("roles.csv", 2)]
    assert [role.source_id for role in roster.roles] == ["R2", "R3", "R4", "R5", "R6", "R7"]


def test_a_guardian_who_is_nowhere_is_left_out_and_the_student_stays() -> None:
    roster = replaced("users.csv", '"G1,G2"', '"G1,G9"')
    assert roster.users[0].agent_ids == ("G1",)
    assert places(roster, "link-left-out") == [("users.csv", 2)]


def test_nobody_is_their_own_guardian() -> None:
    assert replaced("users.csv", '"G1,G2"', '"G1,S1"').users[0].agent_ids == ("G1",)


def test_guardians_are_linked_to_their_students() -> None:
    links = read_files(small_bundle()).guardian_links()
    assert links == (("S1", "G1"), ("S1", "G2"), ("S2", "G3"), ("S3", "G3"))


def test_a_school_that_is_nowhere_is_left_out_of_a_person() -> None:
    roster = replaced("users.csv", "H,she", "X,she")
    assert roster.users[0].primary_org_id == ""
    assert codes(roster) == {"link-left-out"}


def test_a_ring_of_parents_is_held_with_all_that_hangs_on_it() -> None:
    roster = replaced("orgs.csv", "CV,\r\n", "CV,M\r\n")
    assert places(roster, "cycle") == [("orgs.csv", 2), ("orgs.csv", 4)]
    assert ("orgs.csv", 3) in places(roster, "waits-for-held-row")
    assert roster.orgs == ()


def test_a_session_that_is_its_own_parent_is_held() -> None:
    roster = replaced("academicSessions.csv", "2027-06-04,,2027", "2027-06-04,Y,2027")
    assert places(roster, "cycle") == [("academicSessions.csv", 2)]


def test_a_row_that_is_leaving_may_point_at_what_is_gone() -> None:
    roster = replaced("enrollments.csv", "E3,active,,K2", "E3,tobedeleted,,X")
    assert not roster.problems
    assert roster.enrollments[2].is_leaving


def test_a_file_that_is_refused_leaves_references_to_it_open() -> None:
    roster = read_files(small_bundle(users=b"<html></html>\n"))
    assert codes(roster) == {"web-page"}
    assert len(roster.roles) == 7


def test_a_person_without_a_role_is_pointed_out() -> None:
    files = small_bundle()
    content = files["roles.csv"].replace(b"R6,active,,G3,primary,guardian,,,H,\r\n", b"")
    roster = read_files({**files, "roles.csv": content})
    assert places(roster, "no-role") == [("users.csv", 7)]
    assert len(roster.users) == 7
