"""A rulebook that could not be audited in its steps is refused when it is read, with the reason."""

from tests.engine.cases import HEADER
from tests.engine.limits.students import AREAS, TAGS, district, limits_text
from tests.engine.limits.test_many_limits import EIGHT
from waypost.engine.audit import audit, compile_rulebook
from waypost.engine.rulebook import load_rulebook
from waypost.engine.rulebook.problem import ProblemKind
from waypost.engine.rulebook.trial import ENTRIES, RECORDS, passes_trial, trial_records

LANGUAGES = ", ".join(f'"language:{name}"' for name in ("ar", "de", "es", "fr", "ja", "zh"))


def languages(count: int) -> str:
    """Leaves that each want one language, of six."""
    return "".join(
        f'[[part]]\nslug = "l{at}"\ntitle = "L"\ncredits = 1\nsame = "language:"\nfrom = {{ tag = [{LANGUAGES}] }}\n'
        for at in range(count)
    )


def test_a_book_with_too_many_ways_is_refused_with_the_reason() -> None:
    loaded = load_rulebook(HEADER + limits_text(EIGHT[:3]) + languages(6))
    assert loaded.rulebook is None
    assert [problem.kind for problem in loaded.problems] == [ProblemKind.TOO_MANY_WAYS]
    detail = loaded.problems[0].detail
    assert all(f"the limit on '{tag}' in " in detail for tag in ("PE", "aide", "online"))
    assert all(f"'same' in 'l{at}'" in detail for at in range(6))


def test_languages_alone_can_be_too_many_ways_too() -> None:
    assert load_rulebook(HEADER + languages(6)).rulebook is None
    assert load_rulebook(HEADER + languages(2)).rulebook is not None


def test_what_was_tried_once_is_not_tried_again() -> None:
    assert load_rulebook(HEADER + languages(6), is_tried=True).rulebook is not None


def test_eight_limits_pass() -> None:
    assert passes_trial(district(EIGHT))


def test_the_records_of_a_trial_exceed_the_limits_and_are_always_the_same() -> None:
    compiled = compile_rulebook(district(EIGHT))
    records = trial_records(compiled)
    assert len(records) == RECORDS
    assert records == trial_records(compiled)
    tags = [tag for record in records for entry in record.entries for tag in entry.course.tags]
    assert set(tags) == set(TAGS)
    assert all(tags.count(tag) > RECORDS * ENTRIES / 10 for tag in TAGS)
    assert {entry.course.subject for entry in records[0].entries} <= {*AREAS, "EL"}
    assert audit(records[0], compiled).meter.open
