"""What a cell may say: words, dates and grades are never guessed, but a likely meaning is offered."""

from datetime import UTC, date, datetime

import pytest

from tests.interchange.small_bundle import places, read_files, replaced, small_bundle
from waypost.interchange.bundle import open_bundle
from waypost.interchange.oneroster import RosterRole, SessionType, read
from waypost.interchange.writing import zip_bytes


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "suggestion"),
    [
        ("users.csv", ",10,,,,,,,H,she", ",9,,,,,,,H,she", "bad-grade", "09"),
        ("users.csv", ",10,,,,,,,H,she", ",K,,,,,,,H,she", "bad-grade", "KG"),
        ("users.csv", ",10,,,,,,,H,she", ",10th,,,,,,,H,she", "bad-grade", "10"),
        ("users.csv", ",10,,,,,,,H,she", ",-2,,,,,,,H,she", "bad-grade", ""),
        ("users.csv", "true,maya", "yes,maya", "unknown-value", ""),
        ("users.csv", "true,maya", ",maya", "missing-value", ""),
        ("users.csv", "Maya,Reyes", ",", "missing-value", ""),
        ("orgs.csv", "school,RM", "galaxy,RM", "unknown-value", ""),
        ("roles.csv", "teacher", "wizard", "unknown-value", ""),
        ("classes.csv", "scheduled,204", "club,204", "unknown-value", ""),
        ("demographics.csv", "female", "f", "unknown-value", ""),
        ("demographics.csv", "2011-02-03", "2/3/2011", "bad-date", "2011-02-03"),
        ("demographics.csv", "2011-02-03", "2011-02-30", "bad-date", ""),
        ("demographics.csv", "2011-02-03", "20110203", "bad-date", ""),
        ("enrollments.csv", "2026-08-20,2027-06-04", "2026-08-20,2026-06-04", "ends-before-it-begins", ""),
        ("academicSessions.csv", "2026-08-20,2026-12-18", "2027-08-20,2026-12-18", "ends-before-it-begins", ""),
        ("academicSessions.csv", "2026-12-18,Y,2027", "2026-12-18,Y,26-27", "bad-year", ""),
    ],
)
def test_a_cell_that_cannot_be_read_is_held_with_a_likely_meaning(
    file: str, old: str, new: str, code: str, suggestion: str
) -> None:
    roster = replaced(file, old, new)
    found = [p for p in roster.problems if p.code not in ("waits-for-held-row", "link-left-out")]
    assert [(p.code, p.location.file, p.suggestion) for p in found] == [(code, file, suggestion)]


def test_a_meaning_that_a_person_agreed_to_is_read() -> None:
    files = small_bundle()
    files["users.csv"] = files["users.csv"].replace(b",10,,,,,,,H,she", b",9,,,,,,,H,she")
    roster = read(open_bundle(zip_bytes(files)), accept={"bad-grade"})
    assert roster.users[0].grade_codes == ("09",)
    assert [(p.code, p.severity) for p in roster.problems] == [("bad-grade", "warning")]


def test_every_bad_cell_of_a_row_is_told() -> None:
    roster = replaced("users.csv", "S1,active,,true", "S1,gone,soon,maybe")
    told = [p.location.column for p in roster.problems if p.location.file == "users.csv"]
    assert told == ["dateLastModified", "enabledUser", "status"]


def test_one_name_is_enough() -> None:
    assert replaced("users.csv", "Maya,Reyes", "Maya,").users[0].family_name == ""


@pytest.mark.parametrize("name", ["null", "None", "O'Brien-Ñúñez", "Ø", "محمد", "👩‍👩‍👧", "=1+1", "Test"])
def test_a_name_stays_as_it_is(name: str) -> None:
    assert replaced("users.csv", "Maya,Reyes", f"Maya,{name}").users[0].family_name == name


def test_a_name_that_no_column_holds_is_held() -> None:
    assert places(replaced("users.csv", "Maya,Reyes", f"Maya,{'á' * 300}"), "too-long") == [("users.csv", 2)]


@pytest.mark.parametrize(
    ("code", "level"), [("PK", -1), ("KG", 0), ("09", 9), ("12", 12), ("13", 13), ("UG", None), ('"09,10"', None)]
)
def test_grade_codes_have_a_number_where_they_are_one_grade(code: str, level: int | None) -> None:
    user = replaced("users.csv", ",10,,,,,,,H,she", f",{code},,,,,,,H,she").users[0]
    assert user.grade_level == level


def test_a_school_year_is_called_by_the_year_in_which_it_starts() -> None:
    year = read_files(small_bundle()).academic_sessions[0]
    assert (year.school_year, year.type, year.starts_on) == (2026, SessionType.SCHOOL_YEAR, date(2026, 8, 20))


def test_moments_without_a_zone_are_utc() -> None:
    roster = replaced("orgs.csv", "D,active,2026-08-01T00:00:00.000Z", "D,active,2026-08-01T00:00:00")
    assert roster.orgs[0].modified_at == datetime(2026, 8, 1, tzinfo=UTC)


def test_a_change_in_the_future_is_pointed_out() -> None:
    bundle = open_bundle(zip_bytes(small_bundle()))
    roster = read(bundle, now=datetime(2026, 7, 1, tzinfo=UTC))
    assert places(roster, "in-the-future") == [("orgs.csv", 2), ("orgs.csv", 3), ("orgs.csv", 4)]
    assert len(roster.orgs) == 3


def test_a_person_who_is_leaving_says_so() -> None:
    roster = replaced("users.csv", "S2,active", "S2,tobedeleted")
    assert [user.source_id for user in roster.users if user.is_leaving] == ["S2"]


def test_another_role_is_simply_read() -> None:
    assert replaced("roles.csv", "teacher", "counselor").roles[-1].role is RosterRole.COUNSELOR
