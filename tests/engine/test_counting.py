"""Which unit counts where: competition, sharing, halves, languages, stages, scales."""

import pytest

from tests.credit import credits, quarters
from tests.engine.cases import (
    ALGEBRA,
    GEOMETRY,
    HEADER,
    MATH_AND_QUANTITATIVE,
    STATISTICS,
    course,
    entry,
    node,
    record,
    rulebook,
)
from waypost.engine.audit import audit
from waypost.engine.record import Cohort, Stage
from waypost.engine.requirement import CohortRange
from waypost.engine.result import Status
from waypost.engine.rulebook import load_rulebook


def test_statistics_is_not_eaten_by_the_math_elective() -> None:
    for entries in ((entry(STATISTICS), entry(ALGEBRA)), (entry(ALGEBRA), entry(STATISTICS))):
        result = audit(record(*entries), rulebook(MATH_AND_QUANTITATIVE))
        assert result.status is Status.MET
        assert [claim.entry_id[:4] for claim in node(result.root, "quantitative").claims] == ["STAT"]


def test_competing_requirements_name_each_other_and_the_course() -> None:
    result = audit(record(entry(STATISTICS)), rulebook(MATH_AND_QUANTITATIVE))
    why = node(result.root, "quantitative").why
    assert why is not None
    assert why.competes
    assert why.paths == ("math", "quantitative")
    assert (why.needed_units, why.supply_units) == quarters(8, 4)


def test_an_open_requirement_without_rivals_stands_alone_in_its_reason() -> None:
    result = audit(record(entry(ALGEBRA)), rulebook(MATH_AND_QUANTITATIVE))
    why = node(result.root, "quantitative").why
    assert why is not None
    assert not why.competes
    assert why.entry_ids == ()


def test_one_computing_course_is_math_or_science_but_not_both() -> None:
    rules = rulebook("""
[[part]]
slug = "math"
title = "Math"
credits = 1
from = [{ subject = "MA" }, { tag = "cs" }]
[[part]]
slug = "science"
title = "Science"
credits = 1
from = [{ subject = "SC" }, { tag = "cs" }]
""")
    computing = course("CS1", tags="cs")
    assert audit(record(entry(computing)), rules).meter == quarters(4, 0, 0, 4)
    assert audit(record(entry(computing), entry(ALGEBRA)), rules).status is Status.MET


def test_a_shared_leaf_counts_a_course_again() -> None:
    rules = rulebook("""
total = 1
[[part]]
slug = "math"
title = "Math"
credits = 1
from = { subject = "MA" }
[[part]]
slug = "stem"
title = "STEM endorsement"
shared = true
credits = 1
from = { subject = "MA" }
""")
    result = audit(record(entry(ALGEBRA)), rules)
    assert result.status is Status.MET
    assert result.meter.needed == credits(1)
    assert result.entries[0].spare_units == 0


def test_two_halves_from_different_courses_make_a_credit() -> None:
    halves = [entry(course(code, subject="SS", units=credits(0.5))) for code in ("CIV", "ECO")]
    rules = rulebook("""
[[part]]
slug = "social"
title = "Social"
credits = 1
from = { subject = "SS" }
""")
    assert audit(record(*halves), rules).status is Status.MET


LANGUAGE = """
[[part]]
slug = "language"
title = "Two of one language"
credits = 2
same = "language:"
from = { subject = "WL" }
"""


@pytest.mark.parametrize(
    ("languages", "status"),
    [(("spanish", "spanish"), Status.MET), (("spanish", "french"), Status.OPEN), (("french",), Status.OPEN)],
)
def test_two_years_must_be_of_one_language(languages: tuple[str, ...], status: Status) -> None:
    taken = [entry(course(f"L{at}", subject="WL", tags=f"language:{name}")) for at, name in enumerate(languages)]
    assert audit(record(*taken), rulebook(LANGUAGE)).status is status


def test_credit_from_grade_8_counts() -> None:
    early = record(entry(ALGEBRA, grade=8))
    assert audit(early, rulebook(MATH_AND_QUANTITATIVE)).meter.done == credits(1)


def test_stages_fill_the_meter_in_order() -> None:
    rules = rulebook("""
[[part]]
slug = "math"
title = "Math"
credits = 4
from = { subject = "MA" }
""")
    taken = (
        entry(ALGEBRA),
        entry(GEOMETRY, stage=Stage.NOW),
        entry(STATISTICS, stage=Stage.PLANNED),
    )
    result = audit(record(*taken), rules)
    assert result.meter == quarters(4, 4, 4, 4)


def test_220_california_credits_are_22_units() -> None:
    loaded = rulebook("""
credit_scale = 10
total = 220
[[part]]
slug = "all"
title = "All"
credits = 220
from = { any_course = true }
""")
    assert loaded.total_units == credits(22)
    semesters = [entry(course(f"C{at}", units=credits(0.5))) for at in range(44)]
    assert audit(record(*semesters), loaded).status is Status.MET


def test_rules_are_for_the_cohorts_they_name() -> None:
    by_class = CohortRange(class_of_from=2028)
    by_entry = CohortRange(entered_ninth_from=2014, entered_ninth_to=2025)
    assert by_class.includes(Cohort(class_of=2028))
    assert not by_class.includes(Cohort(class_of=2027))
    assert not by_class.includes(Cohort())
    assert by_entry.includes(Cohort(entered_ninth_in=2025))
    assert not by_entry.includes(Cohort(entered_ninth_in=2026))


@pytest.mark.parametrize(
    ("stated", "parts"),
    [
        (26, (4, 4, 4, 3, 1, 0.5, 0.5, 2, 1, 5)),  # a charter's endorsement table: the parts are 25
        (15, (4, 3, 3, 3, 1.5, 0.5, 0.5)),  # a state page: 15.5
        (24, (4, 4, 4, 4, 1, 2, 0.5, 0.5, 3)),  # a high school's TOPS list: 23
    ],
)
def test_published_tables_that_do_not_add_up_are_refused(stated: int, parts: tuple[float, ...]) -> None:
    text = f"{HEADER}total = {stated}\n" + "".join(
        f'[[part]]\nslug = "p{at}"\ntitle = "P{at}"\ncredits = {units}\nfrom = {{ any_course = true }}\n'
        for at, units in enumerate(parts)
    )
    loaded = load_rulebook(text)
    assert loaded.rulebook is None
    assert [problem.kind for problem in loaded.problems] == ["sum"]
    assert f"{sum(parts):g}" in loaded.problems[0].detail
