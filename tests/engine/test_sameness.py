"""Old numbers, cross-listings and levels: which courses are one course, whoever names whom."""

from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.credit import credits
from tests.engine.cases import course, entry, record
from waypost.engine.catalog import Catalog, Course, Level
from waypost.engine.record import Record
from waypost.engine.sameness import closed, closed_record, codes_of, course_key, most_in_all
from waypost.engine.transcript import read_record, write_record

CODES = ("A", "B", "C", "D", "E", "F")


def _by_code(*courses: Course) -> dict[str, Course]:
    return {one.code: one for one in closed(courses)}


def test_one_sided_naming_makes_one_course() -> None:
    found = _by_code(course("BIO2", equivalents="BIO1"), course("BIO1"))
    assert found["BIO1"].equivalents == {"BIO2"}
    assert found["BIO2"].equivalents == {"BIO1"}


def test_neighbors_that_name_only_each_other_are_one_course() -> None:
    found = closed([course("A", equivalents="B"), course("B", equivalents="A C"), course("C", equivalents="B")])
    assert {course_key(one) for one in found} == {"A"}
    assert found[0].equivalents == {"B", "C"}


def test_fifty_renamings_are_one_course() -> None:
    chain = [course(f"N{number}", equivalents=f"N{number + 1}") for number in range(50)]
    found = closed([*chain, course("N50")])
    assert {course_key(one) for one in found} == {"N0"}
    assert {len(one.equivalents) for one in found} == {50}


def test_a_number_that_no_course_has_any_more_joins_its_successors() -> None:
    found = closed([course("NEW1", equivalents="GONE"), course("NEW2", equivalents="GONE")])
    assert len({course_key(one) for one in found}) == 1


def test_a_course_that_is_its_own_equivalent_is_a_course_like_others() -> None:
    (alone,) = closed([course("A", equivalents="A")])
    assert alone == course("A")


def test_english_and_honors_english_are_one_course_at_two_levels() -> None:
    regular = course("EN10", subject="EN", equivalents="OLD10")
    honors = replace(course("EN10H", subject="EN", level=Level.HONORS), level_of="EN10")
    found = _by_code(regular, honors)
    assert course_key(found["EN10"]) == course_key(found["EN10H"])
    assert codes_of(found["EN10H"]) == {"EN10H", "EN10", "OLD10"}
    assert codes_of(found["EN10"]) == {"EN10", "OLD10"}


def test_levels_may_be_named_by_an_old_number_or_in_a_ring() -> None:
    by_old = _by_code(
        course("EN10", equivalents="OLD10"), replace(course("EN10H", level=Level.HONORS), level_of="OLD10")
    )
    assert course_key(by_old["EN10"]) == course_key(by_old["EN10H"])
    ring = closed([replace(course("A"), level_of="B"), replace(course("B"), level_of="A")])
    assert {course_key(one) for one in ring} == {"A"}


def test_the_highest_level_opens_what_every_lower_one_opens() -> None:
    found = _by_code(
        course("CH"),
        replace(course("CHH", level=Level.HONORS), level_of="CH"),
        replace(course("CHAP", level=Level.AP), level_of="CHH"),
    )
    assert codes_of(found["CHAP"]) == {"CHAP", "CHH", "CH"}
    assert codes_of(found["CHH"]) == {"CHH", "CH"}


def test_an_exclusion_covers_the_old_numbers_of_the_other_course() -> None:
    found = _by_code(course("ST2", equivalents="ST1"), replace(course("BS"), excludes=frozenset({"ST1", "BS"})))
    assert found["BS"].excludes == {"ST1", "ST2"}


def test_what_a_repeatable_course_brings_in_all_has_the_lower_of_two_ends() -> None:
    choir = course("CHOIR", repeatable=True)
    assert most_in_all(choir) is None
    assert most_in_all(replace(choir, repeat_times=3)) == credits(3)
    assert most_in_all(replace(choir, repeat_times=3, repeat_units=credits(2.5))) == credits(2.5)
    assert most_in_all(replace(choir, repeat_times=2, most_units=credits(2))) == credits(4)
    assert most_in_all(course("EN9")) == credits(1)


def test_repeatable_is_said_once_for_old_and_new_numbers() -> None:
    choir = replace(course("CHOIR", repeatable=True, equivalents="MUS1"), repeat_times=4)
    found = _by_code(choir, course("MUS1"), course("MATH"))
    assert (found["MUS1"].repeatable, found["MUS1"].repeat_times) == (True, 4)
    assert not found["MATH"].repeatable


def test_a_catalog_finds_a_course_by_any_of_its_codes() -> None:
    listed = closed([course("C", equivalents="B"), course("B", equivalents="A")])
    catalog = Catalog(courses={one.code: one for one in listed})
    assert catalog.find("A") is catalog.courses["B"]
    assert catalog.find("C") is catalog.courses["C"]
    assert catalog.find("Z") is None


def test_a_record_joins_what_a_catalog_beside_it_names() -> None:
    own = record(entry(course("OLD"), id="1"), entry(course("MID"), id="2", grade=10))
    joined = closed_record(own, beside=[course("NEW", equivalents="MID OLD")])
    assert {course_key(taken.course) for taken in joined.entries} == {"MID"}
    assert closed_record(own) is own


def test_a_record_says_all_that_a_catalog_knows_of_a_course() -> None:
    full = replace(
        course("CT210", subject="CT", repeatable=True, equivalents="CT200"),
        repeat_times=2,
        repeat_units=credits(1.5),
        excludes=frozenset({"CT9"}),
        most_units=credits(1.5),
        program="health",
        program_step=2,
        schools=frozenset({"CVHS"}),
    )
    higher = replace(
        course("CT210H", repeatable=True, level=Level.HONORS),
        repeat_times=2,
        repeat_units=credits(1.5),
        level_of="CT200",
        lower_levels=frozenset({"CT200", "CT210"}),
    )
    own = record(entry(full), entry(higher, grade=10))
    loaded = read_record(write_record(own))
    assert loaded.problems == ()
    assert loaded.record == own


def test_what_a_course_cannot_be_is_pointed_out() -> None:
    text = b"""{"courses": [{"code": "A", "title": "A", "subject": "EL", "units": 4, "repeat_times": 2, "most_units": 2,
        "program_step": 0, "excludes": [1]}], "entries": []}"""
    places = {problem.place for problem in read_record(text).problems}
    assert places == {f"courses[1].{name}" for name in ("repeat_times", "most_units", "program_step", "excludes")}


@st.composite
def _catalogs(draw: st.DrawFn) -> tuple[Course, ...]:
    codes = draw(st.lists(st.sampled_from(CODES), min_size=1, max_size=6, unique=True))
    named = st.sets(st.sampled_from((*CODES, "GONE")), max_size=2)
    return tuple(
        replace(
            course(code, level=draw(st.sampled_from(Level)), equivalents=" ".join(draw(named))),
            level_of=draw(st.sampled_from(("", "", *CODES))),
        )
        for code in codes
    )


def _reached(links: set[frozenset[str]], code: str) -> set[str]:
    """Slow twin: what one gets to by going from link to link until nothing is new."""
    found = {code}
    for _ in CODES + CODES:
        found |= {other for link in links if link & found for other in link}
    return found


@settings(max_examples=300, deadline=None)
@given(courses=_catalogs())
def test_components_are_what_a_walk_from_name_to_name_finds(courses: tuple[Course, ...]) -> None:
    same = {frozenset({one.code, other}) for one in courses for other in one.equivalents}
    levels = same | {frozenset({one.code, one.level_of}) for one in courses if one.level_of}
    found = closed(courses)
    for one in found:
        assert {one.code, *one.equivalents} == _reached(same, one.code)
    for one, other in combinations(found, 2):
        assert (course_key(one) == course_key(other)) == (other.code in _reached(levels, one.code))
    assert closed(found) == found
    assert closed(courses[::-1]) == found[::-1]


def test_closing_an_empty_record_changes_nothing() -> None:
    assert closed_record(Record()) == Record()
