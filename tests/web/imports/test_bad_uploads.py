"""What people really drop on the page: each gets a sentence with file and line, and turns nobody off."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.test import Client

from tests.interchange.malformations import FILE_IS_REFUSED, NOTHING_IS_LOST, ROW_IS_HELD, Malformation
from tests.interchange.small_bundle import small_bundle, spoiled
from tests.web.imports.conftest import Office, page_of, upload
from waypost.interchange.writing import zip_bytes
from waypost.web.imports import actions
from waypost.web.imports.models import Run, RunState
from waypost.web.schools.models import District, Guardian, School, Student

FILES = ("users.csv", "roles.csv", "orgs.csv", "enrollments.csv")


def text_of(page: str) -> str:
    """The words of a page."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))


def nobody_is_off(district: District) -> bool:
    people = (Student, Guardian, School)
    return not any(model._default_manager.filter(district=district, is_active=False).exists() for model in people)


def applied(office: Office, run: Run) -> None:
    if run.state == RunState.CHECKED:
        office.apply(run)


def cases(bad: tuple[Malformation, ...]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("bad", bad, ids=[one.name for one in bad])


@cases(FILE_IS_REFUSED)
@pytest.mark.parametrize("file", FILES)
def test_a_file_that_cannot_be_read_is_named_and_turns_nobody_off(
    page_client: Client, office: Office, file: str, bad: Malformation
) -> None:
    office.bring_in()
    run = upload(page_client, ("cedar.zip", zip_bytes(spoiled(file, bad.spoil))))
    said = text_of(page_of(page_client, run))
    assert file in said
    if bad.line and bad.line > 0:
        assert f"line {bad.line}" in said
    applied(office, run)
    assert nobody_is_off(office.district)


@cases(ROW_IS_HELD)
@pytest.mark.parametrize("file", FILES)
def test_a_bad_row_is_named_by_line_and_turns_nobody_off(
    page_client: Client, office: Office, file: str, bad: Malformation
) -> None:
    office.bring_in()
    run = upload(page_client, ("cedar.zip", zip_bytes(spoiled(file, bad.spoil))))
    said = text_of(page_of(page_client, run))
    assert re.search(rf"{re.escape(file)} lines? 2", said)
    applied(office, run)
    assert nobody_is_off(office.district)


@cases(NOTHING_IS_LOST)
def test_a_harmless_oddity_changes_nothing(page_client: Client, office: Office, bad: Malformation) -> None:
    office.bring_in()
    run = upload(page_client, ("cedar.zip", zip_bytes(spoiled("users.csv", bad.spoil))))
    assert run.state == RunState.CHECKED
    assert all(not (n["new"] or n["changed"] or n["gone"]) for n in run.counts["tables"].values())


def bomb() -> bytes:
    """A zip that grows a thousand times."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("users.csv", b"a" * 30_000_000)
    return packed.getvalue()


WHOLE = {
    "not a zip": ("people.zip", b"These are not the students you are looking for", "is not a zip file"),
    "a picture": ("people.png", b"\x89PNG\r\n" + bytes(400), "is not a zip file"),
    "a zip bomb": ("people.zip", bomb(), "grows more than 100 times"),
    "a damaged zip": ("people.zip", zip_bytes(small_bundle())[:-40], "people.zip"),
    "a path trick": ("people.zip", zip_bytes({"../../users.csv": b"x\n"}), "outside its own folder"),
    "a zip in a zip": ("people.zip", zip_bytes({"more.zip": zip_bytes(small_bundle())}), "another packed file"),
    "an empty upload": ("people.zip", b"", "people.zip"),
    "one file alone, empty": ("users.csv", b"", "users.csv is empty"),
    "a web page": ("users.csv", b"<!doctype html><title>Sign in</title>\n", "is a web page"),
}


@pytest.mark.parametrize("case", WHOLE)
def test_an_upload_that_is_no_bundle_gets_one_plain_sentence(page_client: Client, office: Office, case: str) -> None:
    office.bring_in()
    name, content, expected = WHOLE[case]
    run = upload(page_client, (name, content))
    said = text_of(page_of(page_client, run))
    assert run.state == RunState.REFUSED
    assert "We can't use this upload." in said
    assert expected in said
    assert "Apply" not in said
    assert nobody_is_off(office.district)


@pytest.mark.parametrize("file", [name for name in small_bundle() if name not in {"manifest.csv", "demographics.csv"}])
def test_a_missing_file_is_named_and_turns_nobody_off(page_client: Client, office: Office, file: str) -> None:
    office.bring_in()
    files = small_bundle()
    del files[file]
    run = upload(page_client, ("cedar.zip", zip_bytes(files)))
    assert f"{file} is not in the upload" in text_of(page_of(page_client, run))
    applied(office, run)
    assert nobody_is_off(office.district)


def test_several_csv_files_make_one_bundle(page_client: Client, office: Office) -> None:
    run = upload(page_client, *small_bundle().items())
    assert run.counts["tables"]["students"]["new"] == 3
    assert office.apply(run) is actions.ApplyAnswer.APPLIED


def test_a_dangling_reference_names_what_is_missing(page_client: Client, office: Office) -> None:
    files = spoiled("enrollments.csv", lambda content: content.replace(b"K2", b"BIO-7"))
    run = upload(page_client, ("cedar.zip", zip_bytes(files)))
    said = text_of(page_of(page_client, run))
    assert "BIO-7" in said
    assert "enrollments.csv line 4" in said


@pytest.mark.parametrize("cut_at", range(0, 1800, 113))
def test_a_file_cut_anywhere_turns_nobody_off(office: Office, cut_at: int) -> None:
    office.bring_in()
    run = office.check(spoiled("users.csv", lambda content: content[: min(cut_at, len(content) - 3)]))
    applied(office, run)
    assert nobody_is_off(office.district)
