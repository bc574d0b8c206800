"""Whatever bytes come, reading ends soon and gives problems, never an exception."""

import time
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.interchange.small_bundle import ROSTER_FILES, read_files, small_bundle, spoiled
from waypost.interchange.bundle import open_bundle
from waypost.interchange.catalogue import read_catalogue, read_course_credits, read_del_norte
from waypost.interchange.course_history import read_course_history

SECONDS_FOR_A_LARGE_FILE = 20
SIGNS = st.sampled_from(
    [b",", b'"', b"\r\n", b"\n", b"\r", b"\0", b"\xff", b"\xef\xbb\xbf", b"active", b"sourcedId", b"S1"]
)
SOUP = st.lists(SIGNS | st.binary(max_size=6), max_size=60).map(b"".join)


@given(file=st.sampled_from([*ROSTER_FILES, "manifest.csv"]), content=SOUP, at=st.integers(0, 900))
@settings(max_examples=250, deadline=None)
def test_no_bytes_in_a_roster_raise(file: str, content: bytes, at: int) -> None:
    read_files(spoiled(file, lambda whole: whole[:at] + content + whole[at:]))
    read_files(spoiled(file, lambda whole: content + whole[at:]))


@given(content=SOUP)
@settings(max_examples=150, deadline=None)
def test_no_bytes_alone_raise(content: bytes) -> None:
    bundle = open_bundle(content, name="upload.csv")
    for reader in (read_course_history, read_catalogue, read_del_norte, read_course_credits):
        assert reader(bundle).problems or content.endswith(b"\n")
    open_bundle(content)


def orgs(rows: Iterable[str]) -> bytes:
    header = small_bundle()["orgs.csv"].split(b"\r\n", 1)[0]
    return header + b"\r\n" + "".join(f"{row}\r\n" for row in rows).encode()


@pytest.mark.parametrize(
    "content",
    [
        orgs(f"A,active,,Name {number},school,," for number in range(30_000)),
        orgs(f"A{number},active,,Name,school,,A{number + 1}" for number in range(30_000)),
        orgs(f"A{number},active,,Name,school,,A{(number + 1) % 30_000}" for number in range(30_000)),
        orgs(f"A{number},active,,Name,school,,nobody{number}" for number in range(30_000)),
        orgs('"' * 9 for _ in range(30_000)),
    ],
    ids=["one id", "a chain to nowhere", "a ring", "all dangle", "all quotes"],
)
def test_a_file_that_is_all_wrong_takes_no_longer_than_others(content: bytes) -> None:
    start = time.process_time()
    roster = read_files(small_bundle(orgs=content))
    assert time.process_time() - start < SECONDS_FOR_A_LARGE_FILE
    assert roster.orgs == ()
    assert roster.problems


def test_many_stories_about_one_attempt_take_no_longer_than_others() -> None:
    header = b"student,course,title,school_year,term,grade_level,mark,credits_attempted,credits_earned,status\n"
    rows = b"".join(b"1,C,T%d,2025-26,fall,9,A,1,1,Pass\n" % number for number in range(30_000))
    start = time.process_time()
    found = read_course_history(open_bundle(header + rows, name="h.csv"))
    assert time.process_time() - start < SECONDS_FOR_A_LARGE_FILE
    assert len(found.problems) == 30_000
    assert found.problems[0].detail == "3, 4, 5, 6, 7, …"
