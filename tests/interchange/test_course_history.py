"""Course histories: Ed-Fi's words, whole shares of a credit, and no mark is guessed."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.credit import credits
from waypost.interchange.bundle import open_bundle
from waypost.interchange.course_history import (
    AttemptResult,
    CourseAttempt,
    CourseHistory,
    CreditMethod,
    Fact,
    HistoryTerm,
    RepeatCode,
    read_course_history,
    write_course_history,
    write_facts,
)
from waypost.interchange.writing import zip_bytes

HEADER = "student,course,title,school_year,term,grade_level,mark,credits_attempted,credits_earned,status,repeat_code,method\n"
MARKS = frozenset(["A", "A-", "B+", "B", "B-", "C", "D", "F", "P"])


def history(*rows: str, scale: int = 1, **accepted: bool) -> CourseHistory:
    bundle = open_bundle((HEADER + "\n".join(rows) + "\n").encode(), name="marks of 2026.csv")
    return read_course_history(bundle, known_marks=MARKS, scale=scale, accept=tuple(accepted))


def told(found: CourseHistory) -> list[tuple[str, int | None, str | None]]:
    return [(str(p.code), p.location.line, p.location.column) for p in found.problems]


@pytest.mark.parametrize("blank", ["", "  ", "\N{NO-BREAK SPACE}", "\N{ZERO WIDTH SPACE}", "*"])
@pytest.mark.parametrize("marks", [MARKS, None])
def test_a_pass_with_a_blank_mark_waits(blank: str, marks: frozenset[str] | None) -> None:
    row = f"1001,SC201,Biology,2025-26,year,9,{blank},1.0,1.0,Pass,,\n"
    bundle = open_bundle((HEADER + row).encode(), name="marks of 2026.csv")
    found = read_course_history(bundle, known_marks=marks, scale=1)
    assert told(found) == [("missing-mark", 2, "mark")]


def test_a_row_says_who_did_what_when_and_how() -> None:
    found = history("1001,SC201,Biology,2025-26,year,9,B+,1.0,1.0,Pass,Repeat Counted,Credit recovery")
    assert found.attempts == (
        CourseAttempt(
            student_id="1001",
            course_code="SC201",
            title="Biology",
            school_year=2025,
            term=HistoryTerm.YEAR,
            grade_level=9,
            mark="B+",
            attempted_units=credits(1),
            earned_units=credits(1),
            result=AttemptResult.PASS,
            repeat_code=RepeatCode.REPEAT_COUNTED,
            method=CreditMethod.RECOVERY,
        ),
    )
    assert str(found.attempts[0].location) == "marks of 2026.csv:2"
    assert not found.problems


def test_a_course_that_is_running_has_no_mark_yet() -> None:
    found = history("1001,SC201,,2026-27,fall,10,,0.5,,,,")
    assert (found.attempts[0].result, found.attempts[0].earned_units) == (AttemptResult.IN_PROGRESS, 0)
    assert found.attempts[0].method is CreditMethod.CLASSROOM


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ("1,C1,,2025-26,year,9,Z,1,1,Pass,,", "unknown-mark", "mark"),
        ("1,C1,,2025-26,year,9,a,1,1,Pass,,", "unknown-mark", "mark"),
        ("1,C1,,2025-26,year,9,,1,1,Pass,,", "missing-mark", "mark"),
        ("1,C1,,2025-26,year,9,,1,0,Fail,,", "missing-mark", "mark"),
        ("1,C1,,2025-26,year,9,A,0.31,0,Pass,,", "not-a-share", "credits_attempted"),
        ("1,C1,,2025-26,year,9,A,10,1,Pass,,", "too-many-credits", "credits_attempted"),
        ("1,C1,,2025-26,year,9,A,NaN,1,Pass,,", "bad-number", "credits_attempted"),
        ("1,C1,,2025-26,year,9,A,1e309,1,Pass,,", "bad-number", "credits_attempted"),
        ("1,C1,,2025-26,year,9,A,-1,1,Pass,,", "bad-number", "credits_attempted"),
        ("1,C1,,2025-26,year,9,A,½,1,Pass,,", "bad-number", "credits_attempted"),
        ("1,C1,,2025-26,year,9,A,0.5,1,Pass,,", "earned-more-than-attempted", "credits_earned"),
        ("1,C1,,2025-26,year,9,F,1,1,Fail,,", "credit-without-pass", "status"),
        ("1,C1,,2025-26,year,9,,1,1,,,", "credit-without-pass", "status"),
        ("1,C1,,2025-26,year,9,A,1,,Pass,,", "missing-value", "credits_earned"),
        ("1,C1,,2025-26,year,9,A,1,1,Passed,,", "unknown-value", "status"),
        ("1,C1,,2025-26,year,9,A,1,1,Pass,Again,", "unknown-value", "repeat_code"),
        ("1,C1,,2025-26,year,9,A,1,1,Pass,,Luck", "unknown-value", "method"),
        ("1,C1,,2025-26,winter,9,A,1,1,Pass,,", "unknown-value", "term"),
        ("1,C1,,2026,year,9,A,1,1,Pass,,", "bad-year", "school_year"),
        ("1,C1,,2025-27,year,9,A,1,1,Pass,,", "bad-year", "school_year"),
        ("1,C1,,2025-26,year,19,A,1,1,Pass,,", "bad-grade", "grade_level"),
        (",C1,,2025-26,year,9,A,1,1,Pass,,", "missing-value", "student"),
    ],
)
def test_a_row_that_cannot_be_right_is_held_and_the_next_is_read(row: str, code: str, column: str) -> None:
    found = history(row, "2,C2,,2025-26,year,9,A,1,1,Pass,,")
    assert told(found) == [(code, 2, column)]
    assert [attempt.student_id for attempt in found.attempts] == ["2"]


def test_a_mark_in_other_letters_is_read_only_when_a_person_agreed() -> None:
    row = "1,C1,,2025-26,year,9,b+,1,1,Pass,,"
    assert history(row).problems[0].suggestion == "B+"
    assert history(row, **{"unknown-mark": True}).attempts[0].mark == "B+"


def test_trimester_thirds_are_whole_and_leave_as_they_came() -> None:
    rows = [f"1,C1,,2025-26,{term},9,A,{cell},{cell},Pass,," for term, cell in (("fall", "0.33"), ("spring", ".34"))]
    found = history(*rows)
    assert [attempt.earned_units for attempt in found.attempts] == [credits("1/3"), credits("1/3")]
    assert [attempt.earned_written for attempt in found.attempts] == ["", ".34"]
    assert b"A,0.33,0.33,Pass" in write_course_history(found.attempts)
    assert b"A,.34,.34,Pass" in write_course_history(found.attempts)
    changed = [replace(attempt, earned_units=credits(0.25)) for attempt in found.attempts]
    assert b"A,.34,0.25,Pass" in write_course_history(changed)


def test_single_credits_of_a_continuation_school_are_tenths() -> None:
    found = history("1,C1,,2025-26,fall,9,A,3,3,Pass,,", "1,C2,,2025-26,fall,9,A,1,1,Pass,,", scale=10)
    assert [attempt.earned_units for attempt in found.attempts] == [credits("3/10"), credits("1/10")]


def test_california_credits_are_a_tenth() -> None:
    found = history("1,C1,,2025-26,fall,9,A,5,5,Pass,,", "1,C2,,2025-26,fall,9,A,2.5,2.5,Pass,,", scale=10)
    assert [attempt.earned_units for attempt in found.attempts] == [credits(0.5), credits(0.25)]
    assert told(history("1,C1,,2025-26,fall,9,A,0.31,0.31,Pass,,", scale=10))[0][0] == "not-a-share"


def test_two_stories_about_one_attempt_are_both_held() -> None:
    found = history("1,C1,,2025-26,fall,9,A,1,1,Pass,,", "1,C1,,2025-26,fall,9,B,1,1,Pass,,")
    assert [(p.code, p.location.line, p.detail) for p in found.problems] == [
        ("duplicate-id", 2, "3"),
        ("duplicate-id", 3, "2"),
    ]
    assert found.attempts == ()


def test_the_same_attempt_told_twice_is_taken_once() -> None:
    row = "1,C1,,2025-26,fall,9,A,1,1,Pass,,"
    found = history(row, row)
    assert (len(found.attempts), told(found)) == (1, [("duplicate-row", 3, None)])


def test_a_repeat_in_another_term_is_another_attempt() -> None:
    found = history("1,C1,,2025-26,fall,9,F,1,0,Fail,,", "1,C1,,2025-26,spring,9,C,1,1,Pass,Replacement Counted,")
    assert len(found.attempts) == 2
    assert not found.problems


def test_facts_come_beside_courses() -> None:
    facts = b"student,kind,value,date,source\n1,service-hours,12.5,2026-05-01,Food bank\n1,CPR Card,yes,2026-05-01,\n"
    found = read_course_history(
        open_bundle(
            zip_bytes(
                {"course-history.csv": HEADER.encode() + b"1,C1,,2025-26,fall,9,A,1,1,Pass,,\n", "facts.csv": facts}
            )
        )
    )
    assert found.facts == (
        Fact(student_id="1", kind="service-hours", value="12.5", happened_on=date(2026, 5, 1), source="Food bank"),
    )
    assert [(p.code, p.location.file, p.suggestion) for p in found.problems] == [
        ("unknown-value", "facts.csv", "cpr-card")
    ]


def test_facts_may_come_alone() -> None:
    found = read_course_history(open_bundle(b"student,kind,value,date\n1,cpr,yes,2026-05-01\n", name="facts.csv"))
    assert len(found.facts) == 1
    assert not found.problems


def test_a_bundle_without_either_file_says_so() -> None:
    assert told(read_course_history(open_bundle(zip_bytes({"a.csv": b"x\n", "b.csv": b"x\n"})))) == [
        ("missing-file", None, None)
    ]


def test_a_history_cut_at_any_byte_never_raises_or_reads_half() -> None:
    content = (HEADER + "1,C1,,2025-26,fall,9,A,1,1,Pass,,\n" + '2,C1,"Art, 1",2025-26,fall,9,A,1,1,Pass,,\n').encode()
    for length in range(len(content)):
        found = read_course_history(open_bundle(content[:length], name="x.csv"))
        assert found.problems or content[:length].endswith(b"\n")
        assert not found.attempts or content[:length].endswith(b"\n")


NAME = (
    st.text(st.characters(codec="ascii", exclude_categories=["C"]), min_size=1, max_size=20).map(str.strip).filter(bool)
)
ATTEMPT = st.builds(
    CourseAttempt,
    student_id=NAME,
    course_code=NAME,
    school_year=st.integers(2000, 2098),
    term=st.sampled_from(HistoryTerm),
    grade_level=st.integers(0, 13),
    mark=st.sampled_from(sorted(MARKS)),
    attempted_units=st.just(credits(4)),
    earned_units=st.sampled_from(
        [0, *(credits(f"{share}/{whole}") for whole in (1, 2, 3, 4, 5, 6, 8, 10) for share in range(1, whole + 1))]
    ),
    result=st.just(AttemptResult.PASS),
    repeat_code=st.sampled_from(RepeatCode),
    method=st.sampled_from(CreditMethod),
    title=NAME | st.just(""),
)
FACT = st.builds(
    Fact,
    student_id=NAME,
    kind=st.from_regex(r"[a-z][a-z0-9_.:-]{0,9}", fullmatch=True),
    value=NAME,
    happened_on=st.dates(date(1900, 1, 1)),
    source=NAME,
)


@given(
    attempts=st.lists(ATTEMPT, min_size=1, unique_by=lambda a: (a.student_id, a.course_code, a.school_year, a.term)),
    facts=st.lists(FACT, min_size=1, unique_by=lambda f: (f.student_id, f.kind, f.happened_on, f.source)),
    scale=st.sampled_from([1, 10]),
)
@settings(max_examples=100, deadline=None)
def test_a_written_history_reads_as_itself(attempts: list[CourseAttempt], facts: list[Fact], scale: int) -> None:
    files = {"course-history.csv": write_course_history(attempts, scale=scale), "facts.csv": write_facts(facts)}
    found = read_course_history(open_bundle(zip_bytes(files)), known_marks=MARKS, scale=scale)
    assert found.problems == ()
    assert (list(found.attempts), list(found.facts)) == (attempts, facts)
