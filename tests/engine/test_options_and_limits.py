"""Choices, limits across a group, leaves within others, deadlines."""

import pytest

from tests.credit import credits, quarters
from tests.engine.cases import course, entry, node, record, rulebook
from waypost.engine.audit import audit
from waypost.engine.catalog import Term
from waypost.engine.result import Status

CHOICE = """
[[part]]
slug = "areas"
title = "Areas"
choose = {count}
  [[part.part]]
  slug = "arts"
  title = "Arts"
  credits = 1
  from = {{ subject = "AR" }}
  [[part.part]]
  slug = "career"
  title = "Career"
  credits = 1
  from = {{ subject = "CT" }}
  [[part.part]]
  slug = "language"
  title = "Language"
  credits = 1
  from = {{ subject = "WL" }}
"""


TWO_WITHIN = """
[[part]]
slug = "host"
title = "Host"
credits = 1.5
from = { any_course = true }
[[part]]
slug = "after"
title = "After"
credits = 0.5
from = { any_course = true }
[[part]]
slug = "one"
title = "One"
credits = 0.5
within = "host"
from = { tag = "one" }
[[part]]
slug = "other"
title = "Other"
credits = 1
within = "host"
from = { tag = "other" }
"""


def test_of_options_that_leave_as_much_open_the_first_is_taken() -> None:
    """The first shares no unit between the two within the host, and looks the worst before it is solved."""
    result = audit(record(entry(course("ART", units=credits(0.5)))), rulebook(TWO_WITHIN))
    assert node(result.root, "host").meter.open == credits(1.5)
    assert node(result.root, "after").meter.open == 0


@pytest.mark.parametrize(("count", "status"), [(0, Status.MET), (1, Status.MET), (2, Status.MET), (3, Status.OPEN)])
def test_k_of_n_areas(count: int, status: Status) -> None:
    taken = record(entry(course("AR1", subject="AR")), entry(course("WL1", subject="WL")))
    result = audit(taken, rulebook(CHOICE.format(count=count)))
    assert result.status is status
    assert result.meter.needed == credits(count)


def test_none_of_three_areas_is_met_by_an_empty_record() -> None:
    assert audit(record(), rulebook(CHOICE.format(count=0))).status is Status.MET


def test_the_runner_up_of_an_option_is_named() -> None:
    result = audit(record(entry(course("AR1", subject="AR"))), rulebook(CHOICE.format(count=1)))
    assert node(result.root, "areas/arts").chosen
    assert not node(result.root, "areas/career").chosen
    assert result.runner_up is not None
    assert result.runner_up.open_units == credits(1)


LIMITED = """
[[part]]
slug = "electives"
title = "Electives"
  [[part.limit]]
  at_most = 1
  from = { subject = "PE" }
  [[part.part]]
  slug = "any"
  title = "Any"
  credits = 2
  from = { any_course = true }
[[part]]
slug = "pe"
title = "PE"
credits = 1
from = { subject = "PE" }
"""


def test_a_limit_holds_across_a_group_but_not_beyond_it() -> None:
    pe = [entry(course(f"PE{number}", subject="PE")) for number in range(3)]
    result = audit(record(*pe), rulebook(LIMITED))
    assert node(result.root, "electives/any").meter == quarters(4, 0, 0, 4)
    assert node(result.root, "pe").status is Status.MET
    assert node(result.root, "electives/any").why is not None
    assert node(result.root, "electives/any").why.limited  # type: ignore[union-attr]


def test_two_limits_on_one_group_hold_together() -> None:
    rules = rulebook("""
[[limit]]
at_most = 3
from = { tag = "sport" }
[[part]]
slug = "electives"
title = "Electives"
  [[part.limit]]
  at_most = 0
  from = { subject = "PE" }
  [[part.part]]
  slug = "any"
  title = "Any"
  credits = 2
  from = { any_course = true }
""")
    assert audit(record(entry(course("PE1", subject="PE", tags="sport"))), rules).meter.open == credits(2)


SCIENCE = """
total = 3
[[part]]
slug = "science"
title = "Science"
credits = 3
from = { subject = "SC" }
[[part]]
slug = "lab"
title = "Two with a lab"
within = "science"
credits = 2
from = { tag = "lab" }
"""


@pytest.mark.parametrize(("labs", "others", "still_open"), [(2, 1, 0), (3, 0, 0), (1, 2, 1), (0, 5, 2), (2, 0, 1)])
def test_credits_must_come_from_what_another_leaf_claimed(labs: int, others: int, still_open: int) -> None:
    taken = [entry(course(f"LAB{at}", subject="SC", tags="lab")) for at in range(labs)]
    taken += [entry(course(f"SC{at}", subject="SC")) for at in range(others)]
    result = audit(record(*taken), rulebook(SCIENCE))
    assert result.meter.open == credits(still_open)
    assert result.meter.needed == credits(3)


def test_the_g_course_is_in_addition_to_the_others() -> None:
    rules = rulebook("""
[[part]]
slug = "f"
title = "Arts"
credits = 1
from = { tag = "uc:f" }
[[part]]
slug = "g"
title = "One more"
credits = 1
from = { tag = ["uc:f", "uc:g"] }
""")
    one, two = (entry(course(code, tags="uc:f")) for code in ("ART1", "ART2"))
    assert audit(record(one), rules).meter.open == credits(1)
    assert audit(record(one, two), rules).status is Status.MET


CORE = """
[[part]]
slug = "core"
title = "16 core courses"
credits = 16
from = { tag = "ncaa" }
[[part]]
slug = "early"
title = "10 before the 7th semester"
shared = true
  [[part.part]]
  slug = "ten"
  title = "10"
  credits = 10
  by_semester = 6
  from = { tag = "ncaa" }
  [[part.part]]
  slug = "seven"
  title = "7 of them in English, math, science"
  within = "early/ten"
  credits = 7
  from = { tag = "ncaa", subject = ["EN", "MA", "SC"] }
"""


def core_record(early: int, late: int) -> list:
    taken = [entry(course(f"E{at}", subject="EN", tags="ncaa"), grade=11) for at in range(early)]
    return taken + [entry(course(f"L{at}", subject="EN", tags="ncaa"), grade=12) for at in range(late)]


def test_nine_core_courses_before_the_seventh_semester_do_not_qualify() -> None:
    result = audit(record(*core_record(9, 7)), rulebook(CORE))
    assert node(result.root, "core").status is Status.MET
    assert node(result.root, "early/ten").status is Status.OPEN
    assert audit(record(*core_record(10, 6)), rulebook(CORE)).status is Status.MET


def test_the_summer_before_a_grade_is_in_time_for_it() -> None:
    summer = entry(course("S", tags="ncaa"), grade=11, term=Term.SUMMER)
    fall = entry(course("F", tags="ncaa"), grade=12, term=Term.FALL)
    rules = rulebook("""
[[part]]
slug = "early"
title = "Early"
credits = 1
by_grade = 11
from = { tag = "ncaa" }
""")
    assert audit(record(summer), rules).status is Status.MET
    assert audit(record(fall), rules).status is Status.OPEN


PATHWAY_CREDITS = """
[select.pathway]
tag = "ppr"
[[limit]]
at_most = 3
from = "pathway"
[[part]]
slug = "arts"
title = "Arts, one may be a pathway credit"
  [[part.part]]
  slug = "core"
  title = "Arts"
  credits = 1
  from = { subject = "AR" }
  [[part.part]]
  slug = "flexible"
  title = "Arts or pathway"
  credits = 1
  from = [{ subject = "AR" }, "pathway"]
[[part]]
slug = "language"
title = "Language, both may be pathway credits"
credits = 2
from = [{ subject = "WL" }, "pathway"]
[[part]]
slug = "career"
title = "Career or pathway"
credits = 1
from = [{ subject = "CT" }, "pathway"]
"""


@pytest.mark.parametrize(("pathway", "more", "status"), [(1, "WL WL CT", Status.MET), (4, "", Status.OPEN)])
def test_washington_pathway_credits(pathway: int, more: str, status: Status) -> None:
    taken = [entry(course("ART1", subject="AR"))]
    taken += [entry(course(f"P{at}", tags="ppr")) for at in range(pathway)]
    taken += [entry(course(f"{subject}{at}", subject=subject)) for at, subject in enumerate(more.split())]
    assert audit(record(*taken), rulebook(PATHWAY_CREDITS)).status is status


def test_a_limit_over_many_kinds_of_courses_is_settled_at_once() -> None:
    parts = "".join(
        f'[[part]]\nslug = "p{at}"\ntitle = "P"\ncredits = 2\nfrom = {{ tag = "t{at}" }}\n' for at in range(8)
    )
    rules = rulebook('[[limit]]\nat_most = 3\nfrom = { subject = "PE" }\n' + parts)
    sports = [entry(course(f"PE{at}", subject="PE", tags=f"t{at % 8} t{(at + 3) % 8}")) for at in range(10)]
    others = [entry(course(f"X{at}", tags=f"t{at}")) for at in range(6)]
    assert audit(record(*sports, *others), rules).meter.done == credits(9)
