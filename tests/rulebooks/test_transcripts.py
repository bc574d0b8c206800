"""Every part of every shipped rulebook: a student who meets it, and one who just misses it."""

import pytest

from tests.rulebooks.reading import audited, compiled, standing
from tests.rulebooks.transcripts import ALL
from tests.rulebooks.transcripts.transcript import Transcript
from waypost.engine.requirement import AllOf, AskNode, ChooseOf, When
from waypost.engine.result import Status
from waypost.engine.rulebook.walking import walk
from waypost.rulebooks import shipped

CASES = [(transcript, path) for transcript in ALL for path in transcript.misses]


def _name(value: object) -> str:
    return value.rulebook if isinstance(value, Transcript) else str(value)


def test_every_shipped_rulebook_has_a_transcript() -> None:
    ids = {transcript.rulebook for transcript in ALL}
    assert len(ids) == len(ALL) == len(shipped())
    assert all(compiled(rulebook_id) for rulebook_id in ids)


@pytest.mark.parametrize("transcript", ALL, ids=_name)
def test_every_part_that_data_can_judge_is_tried(transcript: Transcript) -> None:
    judged = {
        node.about.path: node
        for node in walk(compiled(transcript.rulebook).rulebook.root)
        if not isinstance(node, AllOf | ChooseOf | When)
    }
    asked = {path for path, node in judged.items() if isinstance(node, AskNode) or not node.about.verified}
    assert asked == {path for path in transcript.asks if path in judged}
    assert set(judged) - asked == set(transcript.misses)


@pytest.mark.parametrize("transcript", ALL, ids=_name)
def test_a_full_record_meets_the_whole_rulebook_and_what_has_no_source_is_never_done(transcript: Transcript) -> None:
    result = audited(transcript.full, transcript.rulebook)
    found = standing(result)
    assert result.applies
    assert {path for path in transcript.asks if found.get(path) is Status.MET} == set()
    assert result.status is (Status.CANNOT_CHECK if transcript.asks & found.keys() else Status.MET), {
        path: status for path, status in found.items() if status is not Status.MET
    }


@pytest.mark.parametrize(("transcript", "path"), CASES, ids=_name)
def test_a_part_is_met_and_just_missed(transcript: Transcript, path: str) -> None:
    record = transcript.full
    if path in transcript.another_way:
        record = transcript.another_way[path](record)
    assert standing(audited(record, transcript.rulebook))[path] is Status.MET
    missed = transcript.misses[path](record)
    found = standing(audited(missed, transcript.rulebook))
    unmet = {Status.OPEN, Status.AWAITS_WORD}
    assert found.get(path, Status.OPEN) in unmet  # the side of a condition that does not apply is not there


@pytest.mark.parametrize("name", shipped())
def test_a_subject_never_lets_in_what_earns_only_elective_or_no_credit(name: str) -> None:
    loose = [line for line in shipped()[name].splitlines() if "subject =" in line and "below-high-school" not in line]
    stricter = ("tag = ", "level = ")  # a tag or a level beside the subject says enough
    assert [line for line in loose if not any(word in line for word in stricter)] == []
