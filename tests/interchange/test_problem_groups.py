"""Problems are grouped by kind, counted, and located."""

from waypost.interchange.problems import Location, Problem, Severity, group_problems, line_ranges


def grade(line: int, *, found: str = "9") -> Problem:
    place = Location("users.csv", line, "grades")
    return Problem("bad-grade", Severity.HELD, place, f"S{line}", detail=found, suggestion="09")


def test_problems_of_one_kind_and_column_are_one_group() -> None:
    (group,) = group_problems([grade(9), grade(4), grade(5)])
    assert (group.count, group.lines, group.detail, group.suggestion) == (3, (4, 5, 9), "9", "09")


def test_a_group_of_different_values_names_none() -> None:
    (group,) = group_problems([grade(4), grade(5, found="ninth")])
    assert group.detail == ""


def test_what_holds_a_file_comes_before_what_holds_a_row() -> None:
    refused = Problem("file-cut", Severity.FILE, Location("roles.csv", 3))
    warned = Problem("no-role", Severity.WARNING, Location("users.csv", 3))
    assert [g.code for g in group_problems([warned, grade(4), refused])] == ["file-cut", "bad-grade", "no-role"]


def test_the_order_in_which_problems_are_found_does_not_matter() -> None:
    found = [grade(4), grade(5), Problem("no-role", Severity.WARNING, Location("users.csv", 3))]
    assert group_problems(found) == group_problems(reversed(found))


def test_neighboring_lines_are_a_range() -> None:
    assert line_ranges([6, 4, 5, 9]) == ((4, 6), (9, 9))


def test_a_place_reads_as_file_and_line() -> None:
    assert str(Location("users.csv", 7)) == "users.csv:7"
    assert str(Location("users.csv")) == "users.csv"
