"""A spreadsheet must not run what a person typed; files for systems are left as they are."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.interchange.export import download_bytes, restored_cell, safe_cell
from waypost.interchange.writing import csv_bytes


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠", " ="])
def test_a_cell_that_begins_a_formula_is_escaped(start: str) -> None:
    assert safe_cell(f"{start}cmd|' /C calc'!A0").startswith("'")


@pytest.mark.parametrize("name", ["Maya", "O'Brien", "'tis", "1.5", "", "A=B"])
def test_other_cells_stay_as_they_are(name: str) -> None:
    assert safe_cell(name) == name


@given(st.text() | st.text(alphabet="'=+ \t-@x"))
def test_nothing_is_lost_by_escaping(value: str) -> None:
    assert restored_cell(safe_cell(value)) == value


def test_a_download_opens_in_a_spreadsheet() -> None:
    content = download_bytes(["name"], [["=1+1"], ["Núñez"]])
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows == [["name"], ["'=1+1"], ["Núñez"]]


def test_files_for_systems_are_not_escaped() -> None:
    assert csv_bytes(["name"], [["=1+1"]]) == b"name\r\n=1+1\r\n"
