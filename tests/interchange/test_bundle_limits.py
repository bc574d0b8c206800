"""A bundle is opened only within limits, and refused as a whole with one reason otherwise."""

import stat
import struct
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from tests.interchange.small_bundle import read_files, small_bundle
from waypost.interchange.bundle import open_bundle
from waypost.interchange.oneroster import Outcome, read
from waypost.interchange.writing import zip_bytes


def zipped(*entries: tuple[str | ZipInfo, bytes]) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content, ZIP_DEFLATED)
    return packed.getvalue()


def link() -> ZipInfo:
    entry = ZipInfo("users.csv")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


def with_declared_size(size: int) -> bytes:
    """The size of the only entry as the zip's table of contents tells it."""
    packed = bytearray(zipped(("users.csv", bytes(range(256)) * 4)))
    at = packed.index(b"PK\x01\x02")
    packed[at + 24 : at + 28] = struct.pack("<I", size)
    packed[at + 20 : at + 24] = struct.pack("<I", size // 10)
    return bytes(packed)


def locked() -> bytes:
    packed = bytearray(zipped(("users.csv", b"sourcedId\r\n")))
    packed[packed.index(b"PK\x01\x02") + 8] |= 1
    return bytes(packed)


BAD_BUNDLES = {
    "not-a-zip": b"hello",
    "damaged-zip": zip_bytes(small_bundle())[:300],
    "zip-bomb": zipped(("users.csv", b"0" * 10_000_000)),
    "too-big": with_declared_size(2**31 + 1),
    "too-many-files": zipped(*((f"{number}.csv", b"a") for number in range(51))),
    "nested-zip": zipped(("more.zip", b"PK")),
    "link-in-bundle": zipped((link(), b"/etc/passwd")),
    "path-trick": zipped(("../../users.csv", b"sourcedId")),
    "twice-in-bundle": zipped(("users.csv", b"a"), ("Users.csv", b"b")),
    "locked-zip": locked(),
}


@pytest.mark.parametrize(("code", "content"), BAD_BUNDLES.items(), ids=BAD_BUNDLES)
def test_a_bad_bundle_is_refused_with_its_reason(code: str, content: bytes) -> None:
    roster = read(open_bundle(content, name="upload.zip"))
    assert [(problem.code, problem.location.file) for problem in roster.problems] == [(code, "upload.zip")]
    assert not any(reading.may_remove for reading in roster.files.values())


@pytest.mark.parametrize("name", ["/etc/users.csv", "..\\users.csv", "C:users.csv", "a/../users.csv", "a/b/users.csv"])
def test_a_name_that_leads_elsewhere_is_refused(name: str) -> None:
    assert [p.code for p in open_bundle(zipped((name, b"a"))).problems] == ["path-trick"]


def test_a_zip_of_one_folder_is_read_as_that_folder() -> None:
    inside = zipped(
        *((f"export/{name}", content) for name, content in small_bundle().items()),
        ("__MACOSX/export/._users.csv", b"\0\5"),
        ("export/.DS_Store", b"\0"),
    )
    assert len(read(open_bundle(inside)).users) == 7


def test_a_folder_is_read_as_its_zip(tmp_path: Path) -> None:
    for name, content in small_bundle().items():
        (tmp_path / name).write_bytes(content)
    assert read(open_bundle(tmp_path)) == read_files(small_bundle())
    assert open_bundle(tmp_path).digest() == open_bundle(zip_bytes(small_bundle())).digest()


def test_a_link_in_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "users.csv").symlink_to("/etc/passwd")
    assert [p.code for p in open_bundle(tmp_path).problems] == ["link-in-bundle"]


def test_what_is_not_there_is_said_so(tmp_path: Path) -> None:
    assert [p.code for p in open_bundle(tmp_path / "gone.zip").problems] == ["not-found"]


def test_a_zip_with_any_byte_changed_never_raises() -> None:
    packed = zip_bytes({name: small_bundle()[name] for name in ("manifest.csv", "orgs.csv")})
    for position in range(len(packed)):
        changed = packed[:position] + bytes([packed[position] ^ 0xFF]) + packed[position + 1 :]
        bundle = open_bundle(changed)
        roster = read(bundle)
        assert bundle.digest()
        is_whole = roster.files["orgs.csv"].outcome is Outcome.READ and len(roster.orgs) == 3
        assert is_whole or roster.problems


def test_a_zip_cut_at_any_byte_never_raises() -> None:
    packed = zip_bytes({name: small_bundle()[name] for name in ("manifest.csv", "orgs.csv")})
    for length in range(len(packed)):
        assert open_bundle(packed[:length]).problems
