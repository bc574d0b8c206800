"""What a calendar says: which terms lie in which, what comes before what, and which problems a text has."""

import copy
import pickle
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.calendar.calendars import TRIMESTERS, calendars, ready
from waypost.engine.calendar import DEFAULT_CALENDAR, SchoolCalendar, Term, YearDay
from waypost.engine.calendar.ready import READY
from waypost.engine.calendar.writing import write_calendar
from waypost.engine.calendar_reading import read_calendar


def test_the_usual_terms_are_fall_spring_year_and_summer() -> None:
    assert DEFAULT_CALENDAR.terms == ("fall", "spring", "year", "summer")
    assert Term.YEAR.parts == (Term.FALL, Term.SPRING)
    assert [term.place for term in DEFAULT_CALENDAR.parts] == [0, 1, 2]
    assert [term.semester for term in DEFAULT_CALENDAR.terms] == [1, 2, 2, 2]
    assert [term for term in DEFAULT_CALENDAR.terms if term.is_summer] == [Term.SUMMER]


def test_a_code_finds_the_usual_term_and_no_other() -> None:
    assert Term("fall") is Term.FALL
    with pytest.raises(ValueError, match="T1"):
        Term("T1")


@pytest.mark.parametrize("name", sorted(READY))
def test_a_ready_made_calendar_can_be_read_and_is_written_as_it_was(name: str) -> None:
    calendar = ready(name)
    assert read_calendar(write_calendar(calendar)).calendar == calendar
    assert all(dates.title and dates.title_es for dates in calendar.dates)


@given(calendar=calendars())
def test_a_calendar_survives_writing_copying_and_pickling(calendar: SchoolCalendar) -> None:
    loaded = read_calendar(write_calendar(calendar))
    assert (loaded.calendar, loaded.problems) == (calendar, ())
    for twin in (copy.deepcopy(calendar), pickle.loads(pickle.dumps(calendar))):
        assert [(term, term.parts, term.semester) for term in twin.terms] == [
            (term, term.parts, term.semester) for term in calendar.terms
        ]


@given(calendar=calendars(), data=st.data())
def test_a_term_is_before_another_where_its_last_part_is(calendar: SchoolCalendar, data: st.DataObject) -> None:
    one, other = (data.draw(st.sampled_from(calendar.terms)) for _ in range(2))
    assert (one.dates.ends < other.dates.begins) == (one.parts[-1].place < other.parts[0].place)
    meet = one.dates.begins <= other.dates.ends and other.dates.begins <= one.dates.ends
    assert one.meets_with(other) == meet


@given(calendar=calendars())
def test_the_usual_terms_stand_for_parts_of_every_calendar(calendar: SchoolCalendar) -> None:
    for usual in Term.usual:
        found = calendar.find(usual)
        assert found is not None
        assert set(found.parts) <= set(calendar.parts)


def test_the_terms_of_a_trimester_school() -> None:
    calendar = ready("trimesters")
    assert calendar.term("year").parts == ("T1", "T2", "T3")
    assert [term.semester for term in calendar.terms] == [1, 2, 2, 2, 2]
    assert calendar.term("fall").parts == ("T1",)
    assert calendar.term("spring").parts == ("T2", "T3")
    assert calendar.meant([Term.FALL, Term.SPRING]) == {"T1", "T2", "T3"}


def test_a_quarter_school_has_semesters_too() -> None:
    calendar = ready("quarters")
    assert calendar.term("fall").parts == ("Q1", "Q2")
    assert [calendar.term(code).semester for code in ("Q1", "Q2", "Q3", "Q4", "fall", "spring")] == [1, 1, 2, 2, 1, 2]


def test_two_summer_sessions_follow_each_other() -> None:
    first, second = ready("two-summers").summers
    assert (first, second) == ("summer-1", "summer-2")
    assert first.place < second.place
    assert ready("two-summers").term("summer").parts == ("summer-1", "summer-2")


def test_a_course_of_one_credit_takes_a_semester_in_a_block_school() -> None:
    assert ready("block-4x4").unstated(is_full_credit=True) == {"fall", "spring"}
    assert ready("trimesters").unstated(is_full_credit=True) == {"year"}
    assert ready("trimesters").unstated(is_full_credit=False) == {"T1", "T2", "T3"}


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2026, 7, 31), 2025), (date(2026, 8, 1), 2026), (date(2027, 1, 1), 2026)],
)
def test_the_school_year_begins_where_the_calendar_says(day: date, year: int) -> None:
    assert ready("trimesters").school_year(day) == year


def test_a_day_knows_its_date() -> None:
    assert YearDay(1, 3, 5).on(2026) == date(2027, 3, 5)


def test_a_student_system_names_terms_in_its_way() -> None:
    calendar = ready("quarters")
    assert [calendar.named(words) for words in ("Qtr 1", "q2", "S1", "SEM 2", "Full Year")] == [
        "Q1",
        "Q2",
        "fall",
        "spring",
        "year",
    ]
    assert calendar.named("T1") is None


def test_an_unknown_stored_code_is_taken_as_the_whole_year() -> None:
    assert ready("trimesters").term("X9").parts == ("T1", "T2", "T3")


TERM = '[[term]]\ncode = "{}"\ntitle = "T"\nbegins = "{}"\nends = "{}"\n'


def terms(*stretches: tuple[str, str, str], starts: str = "08-01") -> str:
    return f'starts = "{starts}"\n' + "".join(TERM.format(*stretch) for stretch in stretches)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("starts = \nweek = 1", 1, "no TOML"),
        ("", None, "'starts' is missing"),
        ('starts = "08-01"', None, "no term"),
        ('starts = "8/1"\n[[term]]\n', 1, "like 08-25"),
        (terms(("A", "02-29", "03-01")), 5, "every year"),
        (terms(("A", "09-01", "11-01"), ("B", "10-01", "12-01")), 10, "overlaps 'A'"),
        (terms(("A", "09-01", "11-01"), ("B", "11-01", "12-01")), 10, "overlaps 'A'"),
        (terms(("A", "06-01", "08-15")), 6, "leaves the school year"),
        (terms(("A", "10-01", "09-01")), 6, "leaves the school year"),
        (terms(("A", "09-01", "11-01"), ("A", "11-02", "12-01")), 8, "names two terms"),
        (terms(("A", "09-01", "11-01"), ("a", "11-02", "12-01")), 8, "names two terms"),
        (terms(("A", "09-01", "11-01")) + 'aliases = ["B"]\n' + TERM.format("B", "11-02", "12-01"), 9, "names two"),
        (terms(("A B", "09-01", "11-01")), 3, "letters, digits"),
        (terms(("A" * 11, "09-01", "11-01")), 3, "at most 10"),
        (terms(("A", "09-01", "11-01")).replace('title = "T"\n', ""), 2, "'title' is missing"),
        (terms(("A", "09-01", "11-01")) + "summer = true\n", None, "every term is a summer"),
        (terms(("A", "09-01", "11-01"), ("B", "09-01", "10-01")) + "summer = true\n", 12, "only one is a summer"),
        ('full_credit = ["B"]\n' + terms(("A", "09-01", "11-01")), 1, "no term has the code 'B'"),
        ("week = 1\n" + terms(("A", "09-01", "11-01")), 1, "unknown key 'week'"),
        (terms(*((f"A{at}", f"09-{at:02}", f"09-{at:02}") for at in range(1, 28))), None, "more than 24"),
    ],
)
def test_a_bad_calendar_says_what_is_wrong_and_where(text: str, line: int | None, words: str) -> None:
    loaded = read_calendar(text)
    assert loaded.calendar is None
    found = [problem for problem in loaded.problems if words in problem.detail]
    assert found, [str(problem) for problem in loaded.problems]
    assert found[0].line == line


@pytest.mark.parametrize(
    ("was", "now", "place"),
    [
        ('begins = "11-30"', 'begins = "13-45"', "term[2].begins"),
        ('ends = "03-05"', 'ends = ""', "term[2].ends"),
        ('ends = "03-05"\n', "", "term[2].ends"),
        ('starts = "08-01"', 'starts = "1st of August"', "starts"),
        ('code = "T2"\n', 'code = " "\n', "term[2].code"),
    ],
)
def test_a_day_or_a_code_that_cannot_be_read_is_the_only_problem(was: str, now: str, place: str) -> None:
    text = TRIMESTERS.replace(was, now, 1)
    assert text != TRIMESTERS
    assert [problem.place for problem in read_calendar(text).problems] == [place]


def test_every_problem_is_told_at_once() -> None:
    text = TRIMESTERS.replace('begins = "11-30"', 'begins = "11-10"').replace('title = "Trimester 3"\n', "")
    loaded = read_calendar(text)
    assert {problem.place for problem in loaded.problems} == {"term[2].begins", "term[3].title"}
