"""Sections at a class size: everybody seated, unless a section would be too small."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.engine.demand import CourseTerm, demand_from_counts, sections_needed

ART = CourseTerm("ART")


def need(students, *, size=28, least=1):
    return sections_needed(demand_from_counts(counts={ART: students}, pairs={}), size=size, least=least)[0]


@pytest.mark.parametrize(
    ("students", "least", "sections", "left_out"),
    [(1, 1, 1, 0), (28, 1, 1, 0), (29, 1, 2, 0), (29, 20, 1, 1), (19, 20, 0, 19), (40, 20, 2, 0), (56, 20, 2, 0)],
)
def test_sections_and_who_is_left_out(students, least, sections, left_out):
    found = need(students, least=least)
    assert (found.sections, found.left_out, found.is_singleton) == (sections, left_out, sections == 1)


@given(st.integers(1, 900), st.integers(1, 40), st.integers(1, 40))
def test_every_section_is_within_its_sizes_and_one_more_would_not_be(students, size, least):
    least = min(least, size)
    found = need(students, size=size, least=least)
    seated = students - found.left_out
    assert found.sections * least <= students
    assert seated <= found.sections * size
    if found.left_out:
        assert (found.sections + 1) * least > students


@pytest.mark.parametrize(("size", "least"), [(0, 0), (28, 0), (10, 11)])
def test_an_impossible_class_size_is_refused(size, least):
    with pytest.raises(ValueError, match="a class of"):
        need(5, size=size, least=least)
