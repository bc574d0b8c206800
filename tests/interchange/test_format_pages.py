"""The pages in docs/formats name every column, and their examples can be read."""

import re
from pathlib import Path

import pytest

from waypost.interchange.bundle import open_bundle
from waypost.interchange.catalogue import read_catalogue
from waypost.interchange.catalogue.layouts import CATALOGUE_COLUMNS
from waypost.interchange.course_history import read_course_history
from waypost.interchange.course_history.layouts import FACT_COLUMNS, HISTORY_COLUMNS
from waypost.interchange.offerings import read_offerings
from waypost.interchange.offerings.layouts import OFFERING_COLUMNS

PAGES = Path(__file__).parents[2] / "docs" / "formats"


def page(name: str) -> str:
    return (PAGES / f"{name}.md").read_text(encoding="utf-8")


def examples(name: str) -> list[bytes]:
    """The indented blocks of a page that look like CSV."""
    blocks = re.findall(r"(?:^    .+\n)+", page(name), re.MULTILINE)
    return [re.sub(r"^    ", "", block, flags=re.MULTILINE).encode() for block in blocks if "," in block]


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("course-history", (*HISTORY_COLUMNS, *FACT_COLUMNS)),
        ("catalogue", CATALOGUE_COLUMNS),
        ("offerings", OFFERING_COLUMNS),
    ],
)
def test_a_page_names_every_column(name: str, columns: tuple[str, ...]) -> None:
    assert set(columns) <= set(re.findall(r"^\| (\w+) \|", page(name), re.MULTILINE))


def test_the_examples_of_course_histories_are_read() -> None:
    history, facts = examples("course-history")
    found = read_course_history(open_bundle(history, name="h.csv"))
    assert (len(found.attempts), found.problems) == (4, ())
    assert len(read_course_history(open_bundle(facts, name="facts.csv")).facts) == 2


def test_the_example_of_a_catalog_is_read() -> None:
    (content,) = examples("catalogue")
    found = read_catalogue(open_bundle(content, name="c.csv"))
    assert len(found.courses) == 2
    assert {p.code for p in found.problems} == {"bad-prerequisite"}


def test_the_example_of_offerings_is_read() -> None:
    content = next(one for one in examples("offerings") if one.startswith(b"course,"))
    found = read_offerings(open_bundle(content, name="o.csv"))
    assert (len(found.rows), found.problems) == (4, ())
