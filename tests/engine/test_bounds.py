"""Tallies with an upper bound: what is earned, what is planned, and what is past mending."""

import pytest

from tests.credit import credits
from tests.engine.batch.agreeing import assert_batch_agrees
from tests.engine.cases import course, entry, node, record, rulebook
from tests.engine.test_rulebook_problems import PART, problems
from waypost.engine.audit import audit
from waypost.engine.catalog import Term
from waypost.engine.compiled import compile_rulebook
from waypost.engine.digest import digest_rulebook
from waypost.engine.lowering import Lowered, LoweredBecause, lowered_by_plan
from waypost.engine.plain import plain as plain_of
from waypost.engine.record import Record, Stage
from waypost.engine.result import Status
from waypost.engine.search import Calendar, Found, Question, find_plan, school_offerings

AIDES = """
[[part]]
slug = "aides"
title = "At most two terms as an aide"
tally = "courses"
at_most = 2
from = { tag = "aide" }
"""

AIDE = [course(f"AIDE{at}", tags="aide", units=credits(0.5)) for at in range(4)]


def test_a_count_up_to_the_bound_is_met_even_with_nothing() -> None:
    rules = rulebook(AIDES)
    assert audit(record(), rules).status is Status.MET
    assert audit(record(*map(entry, AIDE[:2])), rules).status is Status.MET


def test_a_plan_past_the_bound_opens_the_part_and_names_what_was_counted() -> None:
    own = (*map(entry, AIDE[:2]), entry(AIDE[2], stage=Stage.PLANNED, grade=12))
    told = node(audit(record(*own), rulebook(AIDES)).root, "aides")
    assert told.status is Status.OPEN
    assert told.tallied is not None
    assert (told.tallied.done, told.tallied.planned, told.tallied.at_most) == (2, 3, 2)
    assert told.tallied.served == tuple(one.id for one in own)


def test_what_the_plan_opens_is_said_with_its_reason() -> None:
    own = record(*map(entry, AIDE[:2]), entry(AIDE[2], stage=Stage.PLANNED, grade=12))
    rules = compile_rulebook(rulebook(AIDES))
    lowered = lowered_by_plan(audit(own, rules), record=own, rulebook=rules)
    assert lowered == (Lowered("aides", 0, LoweredBecause.AT_MOST),)


def test_between_is_on_track_until_enough_is_earned() -> None:
    rules = rulebook(AIDES.replace("at_most = 2", "at_least = 1\nat_most = 2"))
    assert audit(record(), rules).status is Status.OPEN
    assert audit(record(entry(AIDE[0], stage=Stage.NOW)), rules).status is Status.ON_TRACK
    assert audit(record(entry(AIDE[0])), rules).status is Status.MET
    assert audit(record(*map(entry, AIDE[:3])), rules).status is Status.OPEN


def test_an_upper_bound_of_credits_is_written_in_the_sources_credits() -> None:
    text = AIDES.replace('"courses"\nat_most = 2', '"units"\nat_most = 10')
    rules = rulebook("credit_scale = 10\n" + text)
    assert audit(record(*map(entry, AIDE[:2])), rules).status is Status.MET
    assert audit(record(*map(entry, AIDE[:3])), rules).status is Status.OPEN


def test_the_batch_counts_bounds_itself() -> None:
    stages = (Stage.DONE, Stage.NOW, Stage.PLANNED)
    students = [
        record(*(entry(one, stage=stages[(number >> at) % 3]) for at, one in enumerate(AIDE[: number % 5])))
        for number in range(40)
    ]
    for text in (AIDES, AIDES.replace("at_most = 2", "at_least = 1\nat_most = 2")):
        assert assert_batch_agrees(students, rulebook(text)) == 0.0


def _question(rules: str, *, taken: tuple[object, ...] = ()) -> Question:
    own = [*AIDE[1:], course("ART1", units=credits(0.5)), course("ART2", units=credits(0.5))]
    return Question(
        record=Record(entries=taken, grade_level=12),  # type: ignore[arg-type]
        rulebooks=(compile_rulebook(rulebook(rules)),),
        offerings=school_offerings(own),
        calendar=Calendar(school_year=2026, grade_level=12, periods=4, least_periods=0),
    )


ELECTIVES = """
[[part]]
slug = "electives"
title = "Two credits"
credits = 2
from = { any_course = true }
"""


def test_a_search_stays_within_the_bound() -> None:
    answer = find_plan(_question(ELECTIVES + AIDES))
    assert isinstance(answer, Found)
    (plan,) = answer.plans
    assert plan.is_complete
    assert all(one.status in {Status.MET, Status.ON_TRACK} for one in plan.audits)


def test_what_is_earned_past_the_bound_is_named_and_stops_no_plan() -> None:
    earlier = [course(f"OLD{at}", tags="aide", units=credits(0.25)) for at in range(3)]
    taken = tuple(entry(one, grade=11, year=2025, term=Term.FALL) for one in earlier)
    answer = find_plan(_question(ELECTIVES + AIDES, taken=taken))
    assert isinstance(answer, Found)
    (plan,) = answer.plans
    assert plan.is_complete
    assert plan.conditions == (("case", "aides"),)


def test_the_cheaper_side_of_a_choice_is_the_one_that_is_not_lost() -> None:
    rules = (
        ELECTIVES
        + '[[part]]\nslug = "one"\ntitle = "One of these"\nchoose = 1\n'
        + "".join(
            part.replace("[[part]]", "[[part.part]]")
            for part in (
                AIDES,
                AIDES.replace("aide", "art").replace("at_most = 2", "at_least = 1").replace("tag", "title"),
            )
        )
    )
    earlier = [course(f"OLD{at}", tags="aide", units=credits(0.25)) for at in range(3)]
    taken = tuple(entry(one, grade=11, year=2025, term=Term.FALL) for one in earlier)
    answer = find_plan(_question(rules, taken=taken))
    assert isinstance(answer, Found)
    (plan,) = answer.plans
    assert plan.audits[0].status is Status.ON_TRACK
    assert not plan.conditions


@pytest.mark.parametrize(
    ("text", "kind", "place", "line"),
    [
        ('tally = "courses"\nfrom = { any_course = true }\nat_most = -1\n', "wrong_value", "part[1].at_most", 13),
        ('tally = "courses"\nat_least = 3\nat_most = 2\nfrom = { tag = "x" }\n', "wrong_value", "part[1].at_most", 13),
        ('tally = "courses"\nat_most = "2"\nfrom = { tag = "x" }\n', "wrong_value", "part[1].at_most", 12),
        ('tally = "average"\nat_most = 2\nfrom = { tag = "x" }\n', "wrong_value", "part[1].at_most", 12),
        ('credits = 1\nat_most = 2\nfrom = { tag = "x" }\n', "unknown_key", "part[1].at_most", 12),
        (
            '[part.when]\ntally = "courses"\nat_most = 1\nwhen_planned = true\nfrom = { tag = "x" }\n'
            '[part.then]\ntitle = "Ask"\nask = true\n',
            "wrong_value",
            "part[1].when.at_most",
            13,
        ),
    ],
)
def test_a_bound_without_sense_is_located(text: str, kind: str, place: str, line: int) -> None:
    assert (kind, place, line) in problems(PART + text)


def test_a_rulebook_without_bounds_keeps_its_digest() -> None:
    plain = rulebook(AIDES.replace("at_most", "at_least"))
    bounded = rulebook(AIDES.replace("at_most = 2", "at_least = 2\nat_most = 2"))
    assert "at_most" not in str(plain_of(plain, tagged=True))
    assert "at_most" in str(plain_of(bounded, tagged=True))
    assert digest_rulebook(bounded) != digest_rulebook(plain)
