"""Rules that trip engines, one small case each."""

from datetime import date

import pytest

from tests.engine.cases import HEADER, course, entry, node, record, rulebook
from waypost.engine.audit import audit
from waypost.engine.catalog import Term
from waypost.engine.record import Cohort, ExceptionKind, Fact, GrantedException, Pin, RepeatCode, Stage
from waypost.engine.requirement import CohortRange
from waypost.engine.result import HeldBecause, RefusedBecause, Status
from waypost.engine.rulebook import load_rulebook

ALGEBRA = course("ALG1", subject="MA")
GEOMETRY = course("GEO", subject="MA")
STATISTICS = course("STAT", subject="MA", tags="quantitative")

MATH_AND_QUANTITATIVE = """
[[part]]
slug = "math"
title = "Math elective"
credits = 1
from = { subject = "MA" }
[[part]]
slug = "quantitative"
title = "Quantitative course"
credits = 1
from = { tag = "quantitative" }
"""


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
    assert (why.needed_units, why.supply_units) == (8, 4)


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
    assert audit(record(entry(computing)), rules).meter == (4, 0, 0, 4)
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
    assert result.meter.needed == 4
    assert result.entries[0].spare_units == 0


def test_two_halves_from_different_courses_make_a_credit() -> None:
    halves = [entry(course(code, subject="SS", units=2)) for code in ("CIV", "ECO")]
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


def test_a_college_list_asks_for_a_c_where_graduation_takes_a_d() -> None:
    diploma = rulebook(MATH_AND_QUANTITATIVE)
    college = rulebook('min_mark = "C"\n' + MATH_AND_QUANTITATIVE)
    low = record(entry(ALGEBRA, "D"), entry(STATISTICS, "B"))
    assert audit(low, diploma).status is Status.MET
    assert audit(low, college).status is Status.OPEN


def test_a_mark_that_cannot_be_compared_is_held_and_not_guessed() -> None:
    college = rulebook('min_mark = "C"\n' + MATH_AND_QUANTITATIVE)
    result = audit(record(entry(ALGEBRA, "P", id="p"), entry(STATISTICS, "B")), college)
    assert result.meter == (4, 0, 0, 4)
    assert [(held.entry_id, held.because, held.path) for held in result.held] == [
        ("p", HeldBecause.UNKNOWN_MARK, "math")
    ]


def test_a_repeated_course_earns_credit_once() -> None:
    again = record(entry(ALGEBRA, "D", grade=9), entry(ALGEBRA, "B", grade=10))
    rules = rulebook("""
[[part]]
slug = "math"
title = "Math"
credits = 2
from = { subject = "MA" }
""")
    result = audit(again, rules)
    assert result.meter == (4, 0, 0, 4)
    assert [held.because for held in result.held] == [HeldBecause.REPEATED]


def test_a_renamed_course_is_the_same_course() -> None:
    renamed = course("M1", subject="MA", equivalents="ALG1")
    result = audit(record(entry(ALGEBRA), entry(renamed, grade=10)), rulebook(MATH_AND_QUANTITATIVE))
    assert sum(use.units for use in result.entries) == 4


def test_band_may_earn_credit_year_after_year() -> None:
    band = course("BAND", repeatable=True)
    rules = rulebook("""
[[part]]
slug = "electives"
title = "Electives"
credits = 2
from = { any_course = true }
""")
    assert audit(record(entry(band, grade=9), entry(band, grade=10)), rules).status is Status.MET


def test_a_planned_repeat_clears_a_low_mark_where_the_mark_matters() -> None:
    rules = rulebook("""
[[part]]
slug = "math"
title = "Math"
credits = 1
min_mark = "C"
from = { subject = "MA" }
""")
    planned = entry(ALGEBRA, grade=11, stage=Stage.PLANNED)
    result = audit(record(entry(ALGEBRA, "D"), planned), rules)
    assert result.status is Status.ON_TRACK


def test_an_attempt_marked_as_replaced_earns_nothing() -> None:
    replaced = entry(ALGEBRA, "C", repeat=RepeatCode.REPLACED_NOT_COUNTED)
    result = audit(record(replaced), rulebook(MATH_AND_QUANTITATIVE))
    assert result.meter.done == 0
    assert result.held[0].because is HeldBecause.NOT_COUNTED


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


@pytest.mark.parametrize(("count", "status"), [(0, Status.MET), (1, Status.MET), (2, Status.MET), (3, Status.OPEN)])
def test_k_of_n_areas(count: int, status: Status) -> None:
    taken = record(entry(course("AR1", subject="AR")), entry(course("WL1", subject="WL")))
    result = audit(taken, rulebook(CHOICE.format(count=count)))
    assert result.status is status
    assert result.meter.needed == count * 4


def test_none_of_three_areas_is_met_by_an_empty_record() -> None:
    assert audit(record(), rulebook(CHOICE.format(count=0))).status is Status.MET


def test_the_runner_up_of_an_option_is_named() -> None:
    result = audit(record(entry(course("AR1", subject="AR"))), rulebook(CHOICE.format(count=1)))
    assert node(result.root, "areas/arts").chosen
    assert not node(result.root, "areas/career").chosen
    assert result.runner_up is not None
    assert result.runner_up.open_units == 4


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
    assert node(result.root, "electives/any").meter == (4, 0, 0, 4)
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
    assert audit(record(entry(course("PE1", subject="PE", tags="sport"))), rules).meter.open == 8


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


@pytest.mark.parametrize(("labs", "others", "open_units"), [(2, 1, 0), (3, 0, 0), (1, 2, 4), (0, 5, 8), (2, 0, 4)])
def test_credits_must_come_from_what_another_leaf_claimed(labs: int, others: int, open_units: int) -> None:
    taken = [entry(course(f"LAB{at}", subject="SC", tags="lab")) for at in range(labs)]
    taken += [entry(course(f"SC{at}", subject="SC")) for at in range(others)]
    result = audit(record(*taken), rulebook(SCIENCE))
    assert result.meter.open == open_units
    assert result.meter.needed == 12


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
    assert audit(record(one), rules).meter.open == 4
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


def test_an_unverified_rule_asks_and_is_never_done() -> None:
    rules = rulebook("""
[[part]]
slug = "exam"
title = "Exam"
verified = false
fact = "exam"
[[part]]
slug = "math"
title = "Math"
verified = false
credits = 1
from = { subject = "MA" }
""")
    result = audit(record(entry(ALGEBRA), facts=(Fact(key="exam", value=True),)), rules)
    assert [part.status for part in result.root.parts] == [Status.ASK, Status.ASK]
    assert result.status is Status.ASK


FACTS = """
[[part]]
slug = "hours"
title = "75 hours"
fact = "service_hours"
at_least = 75
[[part]]
slug = "cpr"
title = "CPR"
fact = "cpr"
[[part]]
slug = "seal"
title = "Any of these"
fact = "credential"
one_of = ["welding", "cna"]
"""


def test_conditions_that_are_no_courses() -> None:
    facts = (
        Fact(key="service_hours", value=75),
        Fact(key="cpr", value=True),
        Fact(key="credential", value="cna"),
    )
    assert audit(record(facts=facts), rulebook(FACTS)).status is Status.MET
    result = audit(record(facts=facts[1:]), rulebook(FACTS))
    assert node(result.root, "hours").status is Status.OPEN
    assert node(result.root, "hours").tallied is not None


def test_english_and_math_may_be_shown_by_different_exams() -> None:
    rules = rulebook(
        "".join(
            f"""
[[part]]
slug = "{name}"
title = "{name}"
choose = 1
  [[part.part]]
  slug = "act"
  title = "ACT"
  fact = "act_{name}"
  at_least = {act}
  [[part.part]]
  slug = "sat"
  title = "SAT"
  fact = "sat_{name}"
  at_least = {sat}
"""
            for name, act, sat in (("english", 18, 470), ("math", 19, 500))
        )
    )
    mixed = (Fact(key="act_english", value=18), Fact(key="sat_math", value=500))
    assert audit(record(facts=mixed), rules).status is Status.MET
    swapped = (Fact(key="act_english", value=17), Fact(key="sat_math", value=500))
    assert audit(record(facts=swapped), rules).status is Status.OPEN


WHEN = """
[[part]]
slug = "language"
title = "Language"
  [part.when]
  fact = "cte_program"
  [part.then]
  title = "Two career credits"
  credits = 2
  from = { subject = "CT" }
  [part.otherwise]
  title = "Two language credits"
  credits = 2
  from = { subject = "WL" }
"""


def test_a_condition_decides_which_side_is_asked() -> None:
    career = [entry(course(f"CT{at}", subject="CT")) for at in range(2)]
    rules = rulebook(WHEN)
    assert audit(record(*career), rules).status is Status.OPEN
    chosen = audit(record(*career, facts=(Fact(key="cte_program", value=True),)), rules)
    assert chosen.status is Status.MET
    assert node(chosen.root, "language/then").status is Status.MET


def test_a_course_that_must_be_on_the_plan_may_be_planned() -> None:
    rules = rulebook("""
[[part]]
slug = "algebra-2"
title = "Algebra 2 on the plan by the end of grade 11"
tally = "courses"
at_least = 1
when_planned = true
from = { code = "ALG2", by_semester = 6 }
""")
    algebra = course("ALG2", subject="MA")
    on_time = entry(algebra, stage=Stage.PLANNED, grade=11)
    late = entry(algebra, stage=Stage.PLANNED, grade=12)
    assert audit(record(on_time), rules).status is Status.MET
    assert audit(record(late), rules).status is Status.OPEN


def exception(path: str, kind: ExceptionKind, **more: object) -> GrantedException:
    fields = {"rulebook_id": "case", "authority": "Principal", "reason": "Transfer", **more}
    return GrantedException(path=path, kind=kind, **fields)  # type: ignore[arg-type]


FLEXIBLE = """
waiver_limit = 2
[[part]]
slug = "core"
title = "Core"
credits = 3
from = { subject = "MA" }
[[part]]
slug = "electives"
title = "Flexible"
credits = 4
waivable = true
from = { any_course = true }
"""


def test_at_most_two_flexible_credits_can_be_waived_and_core_never() -> None:
    waived = exception("electives", ExceptionKind.REDUCE, units=8)
    result = audit(record(exceptions=(waived,)), rulebook(FLEXIBLE))
    assert result.meter.needed == 20
    core = exception("core", ExceptionKind.WAIVE)
    too_much = exception("electives", ExceptionKind.REDUCE, units=12)
    result = audit(record(exceptions=(core, too_much)), rulebook(FLEXIBLE))
    assert [refused.because for refused in result.refused] == [
        RefusedBecause.NOT_WAIVABLE,
        RefusedBecause.OVER_WAIVER_LIMIT,
    ]
    assert result.meter.needed == 28


def test_an_exception_ends_on_its_day_and_must_name_a_part() -> None:
    granted = exception("math", ExceptionKind.WAIVE, expires_on=date(2026, 6, 30))
    lost = exception("no/such/part", ExceptionKind.WAIVE)
    rules = rulebook(MATH_AND_QUANTITATIVE)
    student = record(entry(STATISTICS), exceptions=(granted, lost))
    assert audit(student, rules, as_of=date(2026, 6, 30)).status is Status.MET
    after = audit(student, rules, as_of=date(2026, 7, 1))
    assert after.status is Status.OPEN
    assert {refused.because for refused in after.refused} == {
        RefusedBecause.EXPIRED,
        RefusedBecause.UNKNOWN_PATH,
    }


def test_a_substitute_course_is_admitted_for_one_leaf() -> None:
    admitted = exception("quantitative", ExceptionKind.ADMIT, course_code="GEO")
    result = audit(record(entry(ALGEBRA), entry(GEOMETRY), exceptions=(admitted,)), rulebook(MATH_AND_QUANTITATIVE))
    assert result.status is Status.MET
    assert node(result.root, "quantitative").waived_by == admitted


def test_a_certified_part_is_met_by_the_person_who_certifies_it() -> None:
    rules = rulebook("""
[[part]]
slug = "capstone"
title = "Capstone"
certified = "adviser"
""")
    assert audit(record(), rules).status is Status.OPEN
    certified = exception("capstone", ExceptionKind.CERTIFY)
    assert audit(record(exceptions=(certified,)), rules).status is Status.MET


def test_a_pin_is_kept_and_its_cost_told() -> None:
    rules = rulebook(MATH_AND_QUANTITATIVE)
    student = record(entry(STATISTICS, id="s"), entry(ALGEBRA, id="a"))
    costly = Pin(entry_id="s", rulebook_id="case", path="math")
    free = Pin(entry_id="a", rulebook_id="case", path="math")
    unfit = Pin(entry_id="a", rulebook_id="case", path="quantitative")
    result = audit(record(*student.entries, pins=(costly,)), rules)
    assert [(pin.kept, pin.open_units) for pin in result.pins] == [(True, 4)]
    result = audit(record(*student.entries, pins=(free, unfit)), rules)
    assert [(pin.kept, pin.open_units) for pin in result.pins] == [(True, 0), (False, 0)]


def test_credit_from_grade_8_counts() -> None:
    early = record(entry(ALGEBRA, grade=8))
    assert audit(early, rulebook(MATH_AND_QUANTITATIVE)).meter.done == 4


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
    assert result.meter == (4, 4, 4, 4)


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
    assert loaded.total_units == 88
    semesters = [entry(course(f"C{at}", units=2)) for at in range(44)]
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
    assert audit(record(*sports, *others), rules).meter.done == 36
