"""UTF-8 is read, with or without its mark; anything else is named with its line and never guessed."""

import codecs

import pytest

from tests.interchange.small_bundle import places, read_files, small_bundle, spoiled
from waypost.interchange.oneroster import OneRoster, Outcome


def with_users(content: bytes) -> OneRoster:
    return read_files(small_bundle(users=content))


def users() -> str:
    return small_bundle()["users.csv"].decode()


def test_a_byte_order_mark_is_no_part_of_the_first_column() -> None:
    assert with_users(codecs.BOM_UTF8 + users().encode()) == read_files(small_bundle())


def test_a_second_mark_in_the_header_is_pointed_out_and_read() -> None:
    roster = with_users(codecs.BOM_UTF8 * 2 + users().encode())
    assert places(roster, "column-spelling") == [("users.csv", 1)]
    assert len(roster.users) == 7


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "mac-roman", "cp850", "iso8859-15"])
def test_a_single_byte_encoding_is_named_with_its_line(encoding: str) -> None:
    roster = with_users(users().encode(encoding))
    assert places(roster, "wrong-encoding") == [("users.csv", 3)]
    assert roster.files["users.csv"].outcome is Outcome.REFUSED


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le"])
def test_wide_encodings_are_named(encoding: str) -> None:
    assert places(with_users(users().encode(encoding)), "wrong-encoding") == [("users.csv", 1)]


def test_the_line_is_right_far_into_a_large_file() -> None:
    filler = "".join(f"X{number},active,,true,x,,Xu,Xu{',' * 15}\r\n" for number in range(60_000))
    content = (users() + filler).encode() + b"X\xff,active\r\n"
    assert places(with_users(content), "wrong-encoding") == [("users.csv", 60_009)]


def test_letters_across_the_border_of_two_chunks_are_read() -> None:
    rows = "".join(f"X{number},active,,true,x,,ñññññññññ,ñ{',' * 15}\r\n" for number in range(40_000))
    assert len(with_users((users() + rows).encode()).users) == 40_007


def test_a_nul_is_named_with_its_line() -> None:
    roster = read_files(spoiled("users.csv", lambda content: content.replace(b"Theo", b"Th\0eo")))
    assert places(roster, "nul-character") == [("users.csv", 3)]


def test_a_lost_letter_holds_its_row_only() -> None:
    roster = read_files(spoiled("users.csv", lambda content: content.replace("Núñez".encode(), "N\ufffdez".encode())))
    assert places(roster, "lost-character") == [("users.csv", 3)]
    assert [user.source_id for user in roster.users] == ["S1", "S3", "G1", "G2", "G3", "T1"]
    assert "S2" in roster.files["users.csv"].held_ids


def test_two_spellings_of_one_letter_are_one() -> None:
    decomposed = with_users(users().replace("ñ", "n\u0303").encode())
    assert decomposed.users == read_files(small_bundle()).users
