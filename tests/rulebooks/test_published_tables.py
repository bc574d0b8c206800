"""Published tables that do not add up: the loader refuses them, with the place and the two sums."""

import pytest

from waypost.engine.rulebook import ProblemKind, load_rulebook

HEADER = """id = "table"
title = "A published table"
kind = "graduation"
state = "{state}"
authority = "{authority}"
citation = "As printed"
checked_on = 2026-11-24
status = "draft"
total = {total}
"""

RESPONSIVE_ED = ("TX", "ResponsiveEd", 26, (4, 4, 4, 3, 1, 0.5, 0.5, 2, 1, 5))
WISCONSIN_DPI = ("WI", "Wisconsin DPI", 15, (4, 3, 3, 3, 1.5, 0.5, 0.5))
LIVE_OAK = ("LA", "Live Oak", 24, (4, 4, 4, 4, 1, 2, 0.5, 0.5, 3))


def table(state: str, authority: str, total: float, parts: tuple[float, ...]) -> str:
    """A rulebook with one part for each printed row."""
    rows = "".join(
        f'[[part]]\nslug = "row-{number}"\ntitle = "Row {number}"\ncredits = {credits}\nfrom = {{ any_course = true }}\n'
        for number, credits in enumerate(parts, start=1)
    )
    return HEADER.format(state=state, authority=authority, total=total) + rows


@pytest.mark.parametrize(
    ("published", "found"), [(RESPONSIVE_ED, "25"), (WISCONSIN_DPI, "15.5"), (LIVE_OAK, "23")], ids=lambda one: one[1]
)
def test_a_table_that_does_not_add_up_is_refused(
    published: tuple[str, str, float, tuple[float, ...]], found: str
) -> None:
    loaded = load_rulebook(table(*published))
    assert loaded.rulebook is None
    (problem,) = loaded.problems
    assert problem.kind is ProblemKind.SUM
    assert (problem.place, problem.line) == ("total", 9)
    assert problem.detail == f"the parts add up to {found}, the stated total is {published[2]}"


def test_the_corrected_table_loads() -> None:
    state, authority, total, parts = LIVE_OAK
    with_pe = tuple(1.5 if number == 7 else credits for number, credits in enumerate(parts))
    assert load_rulebook(table(state, authority, total, with_pe)).rulebook is not None


def test_a_rival_claim_keeps_its_own_authority() -> None:
    state_law = load_rulebook(table("WI", "Wisconsin DPI", 15.5, WISCONSIN_DPI[3])).rulebook
    website = load_rulebook(table("WI", "A law firm's website", 23, (*WISCONSIN_DPI[3], 7.5))).rulebook
    assert state_law is not None
    assert website is not None
    assert (state_law.authority, website.authority) == ("Wisconsin DPI", "A law firm's website")
