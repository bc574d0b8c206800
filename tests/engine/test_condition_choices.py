"""Choices among conditions: the best way without listing them."""

from itertools import combinations, product

from hypothesis import given, settings

from tests.engine.batch.agreeing import assert_batch_agrees
from tests.engine.cases import as_rulebook, choices_of_conditions, course, entry, node, record, records, rulebook
from waypost.engine.audit import audit
from waypost.engine.compiled import compile_rulebook
from waypost.engine.conditions import judge_all
from waypost.engine.record import ExceptionKind, Fact, GrantedException, Record
from waypost.engine.requirement import AllOf, ChooseOf, Requirement
from waypost.engine.result import NodeResult, Status
from waypost.engine.rulebook import load_rulebook
from waypost.engine.search import Calendar, Found, Question, find_plan, school_offerings
from waypost.engine.supply import sources_of


def _ways(node: Requirement) -> list[tuple[str, ...]]:
    """Every set of conditions that would do, in the order of the parts."""
    match node:
        case AllOf():
            picks = [node.parts]
        case ChooseOf():
            picks = list(combinations(node.parts, node.count))
        case _:
            return [(node.about.path,)]
    return [sum(combo, ()) for parts in picks for combo in product(*map(_ways, parts))]


def _taken(found: NodeResult) -> tuple[str, ...]:
    """The conditions that a result takes."""
    if not found.chosen:
        return ()
    if not found.parts:
        return (found.path,) if found.kind.value not in {"all", "choose"} else ()
    return tuple(path for part in found.parts for path in _taken(part))


@settings(max_examples=150, deadline=None)
@given(records(), choices_of_conditions("seals"))
def test_the_cheapest_way_is_the_first_of_the_best_of_all(own: Record, choice: ChooseOf) -> None:
    compiled = compile_rulebook(as_rulebook(choice))
    plan, _ = compiled.plan_for(own, on=None)
    judged = judge_all(plan, sources=sources_of(own, plan=plan), facts=own.facts)

    def cost(way: tuple[str, ...]) -> tuple[int, ...]:
        return tuple(sum(judged[path].costs[stage] for path in way) for stage in (2, 1, 0))

    assert len(plan.options) == 1
    assert _taken(audit(own, compiled).root) == min(_ways(choice), key=cost)


SEALS = [f"seal_{name}" for name in "abcdefghijkl"]


def _fact(slug: str, more: str = "", deep: str = "part.part") -> str:
    return f'[[{deep}]]\nslug = "{slug.replace("_", "-")}"\ntitle = "{slug}"\nfact = "{slug}"\n{more}\n'


#: The shape of Ohio's diploma: twenty credits, competency in one of three ways, two seals of twelve, one of them
#: of the nine that the state defines.
OHIO = (
    """
[[part]]
slug = "credits"
title = "Twenty credits"
credits = 20
from = { any_course = true }
[[part]]
slug = "competency"
title = "Competency"
choose = 1
"""
    + _fact("algebra_exam", "at_least = 684")
    + """
[[part.part]]
slug = "other"
title = "Another way"
choose = 1
"""
    + "".join(_fact(name, deep="part.part.part") for name in ("enlisted", "college_credit"))
    + """
[[part.part.part]]
slug = "career"
title = "Two career demonstrations, one of them foundational"
[[part.part.part.part]]
slug = "foundational"
title = "One foundational"
choose = 1
"""
    + "".join(_fact(name, deep="part.part.part.part.part") for name in ("webxam", "credential", "apprentice"))
    + """
[[part.part.part.part]]
slug = "any"
title = "Two of all"
choose = 2
"""
    + "".join(
        _fact(name, deep="part.part.part.part.part")
        for name in ("webxam", "credential", "apprentice", "workkeys", "internship")
    )
    + '[[part]]\nslug = "state-seal"\ntitle = "A seal of the state"\nchoose = 1\n'
    + "".join(map(_fact, SEALS[:9]))
    + '[[part]]\nslug = "seals"\ntitle = "Two seals"\nchoose = 2\n'
    + "".join(map(_fact, SEALS))
)


def _facts(*keys: str) -> tuple[Fact, ...]:
    return tuple(Fact(key=key, value=True) for key in keys)


def test_ohio_loads_and_has_one_way() -> None:
    rules = rulebook(OHIO)
    plan, _ = compile_rulebook(rules).plan_for(record(), on=None)
    assert len(plan.options) == 1


def test_ohio_audits() -> None:
    rules = rulebook(OHIO)
    taken = [entry(course(f"C{at}")) for at in range(20)]

    def standing(*facts: str) -> dict[str, Status]:
        own = (*_facts(*facts), Fact(key="algebra_exam", value=650))
        return {part.path: part.status for part in audit(record(*taken, facts=own), rules).root.parts}

    met, still_open = Status.MET, Status.OPEN
    assert standing("seal_a", "seal_l", "enlisted") == dict.fromkeys(
        ("credits", "competency", "state-seal", "seals"), met
    )
    assert standing("seal_k", "seal_l")["state-seal"] is still_open
    assert standing("seal_k", "seal_l")["seals"] is met
    assert standing("webxam", "internship")["competency"] is met
    assert standing("workkeys", "internship")["competency"] is still_open


def test_the_reasons_name_the_parts_that_served_and_what_is_missing() -> None:
    found = audit(record(facts=_facts("seal_c")), rulebook(OHIO))
    seals = node(found.root, "seals")
    assert [(part.path, part.status) for part in seals.parts if part.chosen] == [
        ("seals/seal-a", Status.OPEN),
        ("seals/seal-c", Status.MET),
    ]


def test_the_batch_takes_the_cheapest_parts_itself() -> None:
    names = ("seal_a", "seal_k", "seal_l", "enlisted", "webxam", "internship")
    students = [
        record(facts=_facts(*(name for at, name in enumerate(names) if number >> at & 1))) for number in range(64)
    ]
    assert assert_batch_agrees(students, rulebook(OHIO)) == 0.0


def test_a_waived_part_is_the_cheapest() -> None:
    waived = GrantedException(
        rulebook_id="case", path="seals/seal-l", kind=ExceptionKind.WAIVE, authority="Principal", reason="Moved here"
    )
    found = node(audit(record(facts=_facts("seal_a"), exceptions=(waived,)), rulebook(OHIO)).root, "seals")
    assert found.status is Status.MET
    assert [part.path for part in found.parts if part.chosen] == ["seals/seal-a", "seals/seal-l"]


def test_a_choice_with_credits_in_it_still_lists_its_ways() -> None:
    crowded = '[[part]]\nslug = "x"\ntitle = "x"\nchoose = 8\n' + "".join(
        f'[[part.part]]\nslug = "p{at}"\ntitle = "p"\ncredits = 1\nfrom = {{ tag = "t{at}" }}\n' for at in range(16)
    )
    header = (
        'id = "case"\ntitle = "Case"\nkind = "graduation"\nauthority = "T"\ncitation = "T"\nchecked_on = 2026-11-24\n'
    )
    loaded = load_rulebook(header + crowded)
    assert [problem.kind.value for problem in loaded.problems] == ["too_many_options"]


def test_a_search_plans_for_a_class_that_is_one_way_among_conditions() -> None:
    rules = rulebook("""
[[part]]
slug = "ready"
title = "Ready for college"
choose = 1
[[part.part]]
slug = "exam"
title = "Exam"
fact = "exam"
[[part.part]]
slug = "class"
title = "An advanced class"
tally = "courses"
at_least = 1
from = { tag = "advanced" }
""")
    answer = find_plan(
        Question(
            record=Record(grade_level=12),
            rulebooks=(compile_rulebook(rules),),
            offerings=school_offerings([course("ADV", tags="advanced"), course("ART")]),
            calendar=Calendar(school_year=2026, grade_level=12, periods=4, least_periods=0),
        )
    )
    assert isinstance(answer, Found)
    (plan,) = answer.plans
    assert [one.entry.course.code for one in plan.placements] == ["ADV"]
    assert plan.audits[0].status is Status.ON_TRACK
