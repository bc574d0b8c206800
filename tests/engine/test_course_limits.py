"""Limits on the number of courses."""

import time

import pytest

from tests.credit import credits
from tests.engine.batch.agreeing import assert_batch_agrees
from tests.engine.cases import HEADER, course, entry, node, record, rulebook
from tests.engine.test_rulebook_problems import PART, problems
from waypost.engine.audit import audit
from waypost.engine.compiled import compile_rulebook
from waypost.engine.digest import digest_rulebook
from waypost.engine.plain import plain
from waypost.engine.record import Record, Stage
from waypost.engine.result import Status
from waypost.engine.rulebook import load_rulebook
from waypost.engine.search import Calendar, Found, Impossible, Question, find_plan, school_offerings

LIMITED = """
[[limit]]
at_most_courses = 2
from = { tag = "aide" }
[[part]]
slug = "career"
title = "Career"
credits = 1
from = { subject = "CT" }
[[part]]
slug = "electives"
title = "Electives"
credits = 2
from = { any_course = true }
"""

AIDES = [course(f"AIDE{at}", tags="aide", units=credits("0.5")) for at in range(5)]


def test_the_courses_that_fill_the_most_count() -> None:
    career = course("CAREER", subject="CT", tags="aide", units=credits(1))
    found = audit(record(*map(entry, AIDES), entry(career)), rulebook(LIMITED))
    assert (node(found.root, "career").meter.done, node(found.root, "electives").meter.done) == (
        credits(1),
        credits("0.5"),
    )
    counted = {claim.entry_id for use in found.entries for claim in use.claims}
    assert len(counted) == 2


def test_a_course_taken_twice_is_one() -> None:
    again = course("AIDE", tags="aide", units=credits("0.5"), repeatable=True)
    own = [entry(again, id=f"a{at}", grade=9 + at) for at in range(3)]
    found = audit(record(*own, entry(AIDES[1])), rulebook(LIMITED))
    assert node(found.root, "electives").meter.done == credits(2)


def test_a_planned_course_past_the_limit_does_not_count_and_takes_nothing() -> None:
    done = [entry(AIDES[0]), entry(AIDES[1])]
    planned = entry(AIDES[2], stage=Stage.PLANNED, grade=12)
    before, after = (audit(record(*own), rulebook(LIMITED)) for own in (done, [*done, planned]))
    assert before.meter == after.meter


def _group(number: int) -> str:
    return f"""
[[part]]
slug = "group-{number}"
title = "Group"
[[part.limit]]
at_most_courses = 2
from = {{ tag = "t{number}" }}
[[part.part]]
slug = "any"
title = "Any"
credits = 3
from = {{ tag = "g{number}" }}
"""


def test_many_limits_and_courses_stay_quick() -> None:
    rules = compile_rulebook(rulebook("".join(map(_group, range(5)))))
    own = [
        entry(course(f"C{at}", tags=f"t{at % 5} g{at % 5} g{at % 3}", units=credits("0.5") * (1 + at % 2)))
        for at in range(40)
    ]
    audit(record(*own), rules)
    began = time.process_time()
    audit(record(*own), rules)
    assert time.process_time() - began < 0.5


def test_limits_that_meet_in_too_many_ways_are_refused_at_load() -> None:
    limits = "".join(f'[[limit]]\nat_most_courses = {1 + at % 3}\nfrom = {{ tag = "t{at}" }}\n' for at in range(8))
    parts = LIMITED[LIMITED.index("[[part]]") :].replace("credits = 2", "credits = 12")
    loaded = load_rulebook(HEADER + limits + parts)
    assert loaded.rulebook is None
    assert [problem.kind.value for problem in loaded.problems] == ["too_many_ways"]


def test_the_batch_leaves_them_to_the_single_audit() -> None:
    students = [record(*map(entry, AIDES[:number])) for number in range(5)]
    assert assert_batch_agrees(students, rulebook(LIMITED)) == 1.0


def _search(own: list[object]) -> object:
    return find_plan(
        Question(
            record=Record(grade_level=12),
            rulebooks=(compile_rulebook(rulebook(LIMITED.partition('[[part]]\nslug = "career"')[0] + ELECTIVES)),),
            offerings=school_offerings(own),  # type: ignore[arg-type]
            calendar=Calendar(school_year=2026, grade_level=12, periods=6, least_periods=0),
        )
    )


ELECTIVES = """
[[part]]
slug = "electives"
title = "Electives"
credits = 2
from = { any_course = true }
"""


def test_a_search_plans_within_the_limit() -> None:
    answer = _search([*AIDES, course("ART", units=credits(1))])
    assert isinstance(answer, Found)
    (plan,) = answer.plans
    assert plan.audits[0].status is Status.ON_TRACK
    assert isinstance(_search([*AIDES]), Impossible)


@pytest.mark.parametrize(
    ("text", "kind", "place", "line"),
    [
        ("[[part.limit]]\nat_most = 1\nat_most_courses = 1\n", "missing", "part[1].limit[1].at_most", 12),
        ("[[part.limit]]\n", "missing", "part[1].limit[1].at_most", 11),
        ("[[part.limit]]\nat_most_courses = -1\n", "wrong_value", "part[1].limit[1].at_most_courses", 12),
        ("[[part.limit]]\nat_most_courses = 1.5\n", "wrong_value", "part[1].limit[1].at_most_courses", 12),
        ("[[part.limit]]\nat_most_courses = 1\n", "missing", "part[1].limit[1].from", 11),
    ],
)
def test_a_limit_without_sense_is_located(text: str, kind: str, place: str, line: int) -> None:
    part = '[[part.part]]\nslug = "x"\ntitle = "X"\ncredits = 1\nfrom = { any_course = true }\n'
    assert (kind, place, line) in problems(PART + text + part)


def test_a_rulebook_without_such_limits_keeps_its_digest() -> None:
    plain_rules = rulebook(LIMITED.replace("at_most_courses", "at_most"))
    assert "course_limits" not in str(plain(plain_rules, tagged=True))
    assert digest_rulebook(plain_rules) != digest_rulebook(rulebook(LIMITED))
