"""Requirements that are no courses: facts, questions, conditions, what must be on the plan."""

from tests.engine.cases import ALGEBRA, course, entry, node, record, rulebook
from waypost.engine.audit import audit
from waypost.engine.record import Fact, Stage
from waypost.engine.result import Status


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
    assert [part.status for part in result.root.parts] == [Status.CANNOT_CHECK, Status.CANNOT_CHECK]
    assert result.status is Status.CANNOT_CHECK


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
