"""The examples in docs/formats/rulebook.md must load as they stand, and say what the text around them says."""

import re
from datetime import date
from fractions import Fraction
from pathlib import Path

from tests.credit import credits, quarters
from tests.engine.cases import HEADER, course, entry, node, record
from waypost.engine.audit import AuditResult, audit
from waypost.engine.catalog import Level
from waypost.engine.record import Cohort, Entry, Fact
from waypost.engine.requirement import Rulebook
from waypost.engine.rulebook import load_rulebook

DOCS = Path(__file__).parents[2] / "docs" / "formats" / "rulebook.md"
BLOCK = re.compile(r"```toml\n(.*?)```", flags=re.DOTALL)


def _documented(title: str) -> Rulebook:
    """The example under a heading, as a rulebook."""
    _, _, after = DOCS.read_text(encoding="utf-8").partition(f"### {title}\n")
    found = BLOCK.search(after.partition("\n## ")[0].partition("\n### ")[0])
    assert found, title
    loaded = load_rulebook(HEADER + found[1])
    assert [str(problem) for problem in loaded.problems] == []
    assert loaded.rulebook is not None
    return loaded.rulebook


def _statuses(result: AuditResult) -> dict[str, str]:
    return {part.path: part.status.value for part in result.root.parts}


def test_the_documented_example_loads_without_problems() -> None:
    blocks = BLOCK.findall(DOCS.read_text(encoding="utf-8"))
    loaded = load_rulebook(blocks[0])
    assert [str(problem) for problem in loaded.problems] == []
    assert loaded.rulebook is not None
    assert loaded.rulebook.total_units == credits(9)


def test_at_most_and_between() -> None:
    rules = _documented("At most, and between")

    def taken(*marks: str) -> tuple[Entry, ...]:
        return tuple(entry(course(f"IB{at}", level=Level.IB), mark) for at, mark in enumerate(marks))

    assert _statuses(audit(record(*taken("5", "3", "3", "3")), rules)) == {"low-grades": "met", "advanced": "met"}
    over = audit(record(*taken("3", "3", "3", "3", "2")), rules)
    assert _statuses(over) == {"low-grades": "open", "advanced": "open"}
    tallied = node(over.root, "low-grades").tallied
    assert tallied is not None
    assert tallied.is_over
    assert [one[:3] for one in tallied.served] == ["IB0", "IB1", "IB2", "IB3"]


def test_ranges_and_patterns_of_course_numbers() -> None:
    rules = _documented("Ranges and patterns of course numbers")
    taken = [entry(course(code)) for code in ("MATH 301L", "math-450", "BIO 101L")]
    assert _statuses(audit(record(*taken), rules)) == {"upper-division": "met", "laboratory": "met"}
    others = [entry(course(code)) for code in ("MATH 399", "MATH 299", "MATHED 310", "BIO 1011L", "BIO 101")]
    assert _statuses(audit(record(*others), rules)) == {"upper-division": "open", "laboratory": "open"}


def test_choices_among_conditions() -> None:
    rules = _documented("Choices among conditions")
    seals = tuple(Fact(key=f"seal_{name}", value=True) for name in ("science", "service"))
    assert _statuses(audit(record(facts=seals), rules)) == {"state-seal": "met", "seals": "met"}
    assert _statuses(audit(record(facts=seals[1:]), rules)) == {"state-seal": "open", "seals": "open"}


def _class(year: int | None) -> Cohort:
    return Cohort(class_of=year)


def test_one_book_for_every_class() -> None:
    rules = _documented("One book for every class")
    statistics = entry(course("STAT", subject="MA"))
    found = [audit(record(statistics, cohort=_class(year)), rules).status.value for year in (2028, 2029, None)]
    assert found == ["open", "met", "cannot_check"]


def test_not_several_things_at_once_another_part() -> None:
    rules = _documented("Not, several things at once, another part")
    career = [entry(course(f"CT{at}", tags="cte")) for at in range(2)]
    spanish = entry(course("SPAN1", subject="WL", tags="language:es"))
    seal = Fact(key="credential", value=True)
    college = Fact(key="goal", value="college")

    def status(*entries: Entry, facts: tuple[Fact, ...]) -> str:
        return node(audit(record(*entries, facts=facts), rules).root, "language").status.value

    assert status(*career, spanish, facts=(seal,)) == "met"
    assert status(*career, spanish, facts=()) == "open"
    assert status(career[0], spanish, facts=(seal,)) == "open"
    assert status(*career, spanish, facts=(seal, college)) == "open"


def _numbers(**facts: int) -> tuple[Fact, ...]:
    return tuple(Fact(key=key, value=value) for key, value in facts.items())


def test_sums_averages_and_points() -> None:
    rules = _documented("Sums, averages and points")
    subjects = [entry(course(f"IB{at}", level=Level.IB), mark) for at, mark in enumerate("7654331")]
    core = [entry(course(f"CORE{at}", tags="core"), mark) for at, mark in enumerate("BBBBF")]
    facts = _numbers(service_hours=50, work_hours=140, core_points=2, exam_math=65, exam_physics=58)
    found = audit(record(*subjects, *core, facts=facts), rules)
    assert _statuses(found) == {
        "hours": "met",
        "points": "met",
        "quality": "met",
        "exam-average": "met",
        "passed": "open",
    }
    tallied = [part.tallied for part in found.root.parts]
    assert [one and one.done for one in tallied] == [100, 30, 12, Fraction(123, 2), 1]
    assert [one and one.missing for one in tallied] == [(), (), (), ("exam_english",), ("exam_english",)]


def test_one_of_several_facts_in_some_days_or_grades() -> None:
    rules = _documented("One of several facts, in some days or grades")
    facts = (
        *_numbers(exam_geometry=70),
        Fact(key="service_11", value=25, on=date(2026, 3, 1)),
        Fact(key="service_12", value=15, on=date(2026, 9, 1)),
        Fact(key="cpr", value=True, on=date(2022, 3, 1)),
        Fact(key="civics_exam", value=90),
    )
    found = audit(record(facts=facts, cohort=_class(2027)), rules)
    assert _statuses(found) == {"math-exam": "met", "service": "met", "training": "open", "civics": "cannot_check"}


def test_an_exam_that_serves_once() -> None:
    rules = _documented("An exam that serves once")
    exams = _numbers(exam_algebra=80, exam_geometry=70, exam_biology=62)
    appeal = (*exams, Fact(key="appeal_1", value=True))
    assert _statuses(audit(record(facts=appeal), rules)) == {"math": "met", "science": "met", "pathway": "met"}
    assert _statuses(audit(record(facts=exams), rules)) == {"math": "met", "science": "open", "pathway": "met"}
    less = audit(record(facts=(appeal[0], *appeal[2:])), rules)
    assert _statuses(less) == {"math": "met", "science": "met", "pathway": "open"}
    tallied = node(less.root, "pathway").tallied
    assert tallied is not None
    assert tallied.rivals == ("math",)


def test_counting_different_things() -> None:
    rules = _documented("Counting different things")
    languages = [
        entry(course(f"{tag}{at}", subject="WL", tags=f"language:{tag}")) for tag in ("es", "fr") for at in "12"
    ]
    advanced = [
        entry(course(f"AP{at}", subject=subject, level=Level.AP)) for at, subject in enumerate(("MA", "SC", "SC"))
    ]
    found = audit(record(*languages[1:3], *advanced), rules)
    assert _statuses(found) == {"languages": "met", "breadth": "open"}
    found = audit(record(*languages[:2], *advanced, entry(course("AP3", subject="SS", level=Level.AP))), rules)
    assert _statuses(found) == {"languages": "open", "breadth": "met"}


def test_at_most_so_many_courses() -> None:
    rules = _documented("At most so many courses")
    aides = [entry(course(f"AIDE{at}", tags="aide", units=units)) for at, units in enumerate(quarters(2, 4, 1, 1))]
    found = audit(record(*aides), rules)
    assert found.meter.done == credits(1.5)
    why = node(found.root, "electives/any").why
    assert why is not None
    assert why.limited
    assert audit(record(*aides, entry(course("ART", units=credits(0.5)))), rules).status.value == "met"


def test_several_leaves_within_one_and_one_language_within() -> None:
    rules = _documented("Several leaves within one, and one language within")

    def core(code: str, tags: str = "", *, grade: int = 10, subject: str = "WL") -> Entry:
        return entry(course(code, subject=subject, tags=f"core {tags}"), grade=grade)

    spanish = [core("SPAN1", "language:es"), core("SPAN2", "language:es", grade=12)]
    others = [core("BIO", "lab", subject="SC", grade=12), core("ENG1", subject="EN"), core("ENG2", subject="EN")]
    done = audit(record(*spanish, *others), rules)
    assert _statuses(done) == {"core": "met", "one-language": "met", "lab": "met", "senior": "met"}
    assert done.root.meter.needed == node(done.root, "core").meter.needed
    french = [spanish[0], core("FREN1", "language:fr", grade=12)]
    mixed = _statuses(audit(record(*french, *others), rules))
    assert mixed == {"core": "open", "one-language": "open", "lab": "met", "senior": "met"}


def test_two_different_languages() -> None:
    rules = _documented("Two different languages")

    def languages(*names: str) -> list[Entry]:
        return [entry(course(f"{name}{at}", subject="WL", tags=f"language:{name}")) for at, name in enumerate(names)]

    assert audit(record(*languages("es", "es", "es")), rules).status.value == "met"
    assert audit(record(*languages("es", "es", "fr", "fr")), rules).status.value == "met"
    assert audit(record(*languages("es", "es", "fr", "de")), rules).status.value == "open"


def test_a_later_course_clears_a_low_mark() -> None:
    rules = _documented("A later course clears a low mark")

    def math(code: str, mark: str, tag: str) -> Entry:
        return entry(course(code, subject="MA", tags=tag), mark)

    both = math("ALG1", "D", "algebra-1"), math("GEO", "F", "geometry")
    found = audit(record(*both, math("ALG2", "C", "algebra-2")), rules)
    assert _statuses(found) == {"math": "met", "algebra-1": "met"}
    assert [one.by_entry_id[:4] for one in found.validated] == ["ALG2", "ALG2"]
    assert _statuses(audit(record(both[1]), rules)) == {"math": "open", "algebra-1": "open"}
    assert _statuses(audit(record(math("ALG2", "C", "algebra-2")), rules)) == {"math": "open", "algebra-1": "met"}


def test_more_than_one_grading_policy_and_an_average_over_what_counts() -> None:
    rules = _documented("More than one grading policy, and an average over what counts")

    def core(code: str, mark: str, level: Level = Level.REGULAR) -> Entry:
        return entry(course(code, tags="core", level=level), mark)

    met = audit(record(core("A1", "A", Level.AP), core("B1", "B", Level.AP), core("Z", "D")), rules)
    assert _statuses(met) == {"core": "met", "all-classes": "open", "core-average": "met"}
    tallied = [node(met.root, path).tallied for path in ("all-classes", "core-average")]
    assert [one and one.done for one in tallied] == [Fraction(10, 3), Fraction(7, 2)]
