"""Reading what was written gives the same rows, and writing them again the same bytes."""

from datetime import UTC, date, datetime
from unicodedata import normalize

from hypothesis import given, settings
from hypothesis import strategies as st

from waypost.interchange.bundle import open_bundle
from waypost.interchange.oneroster import (
    AcademicSession,
    ClassType,
    Course,
    Demographics,
    Enrollment,
    EnrollmentRole,
    OneRoster,
    Org,
    OrgType,
    Role,
    RoleType,
    RosterRole,
    SchoolClass,
    SessionType,
    Sex,
    Status,
    User,
    read,
    write_oneroster,
)

# Files hold composed Unicode without outer spaces; NUL, U+FFFD and lone surrogates are refused on the way in.
TEXT = (
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufffd"), max_size=40)
    .map(lambda text: normalize("NFC", text).strip())
    .filter(lambda text: text == normalize("NFC", text).strip() and "\ufffd" not in text)
)
NAME = TEXT.filter(bool)
WORDS = st.lists(TEXT.filter(lambda text: text and "," not in text), max_size=3, unique=True).map(tuple)
GRADES = st.lists(st.sampled_from(["KG", "06", "09", "10", "11", "12", "UG"]), max_size=3, unique=True).map(tuple)
DAY = st.dates(date(1900, 1, 1), date(2100, 1, 1))
MAYBE = st.none() | st.booleans()
MOMENT = st.none() | st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1)).map(
    lambda moment: moment.replace(tzinfo=UTC, microsecond=moment.microsecond // 1000 * 1000)
)
STATUS = st.sampled_from(Status)

ORG = st.builds(Org, st.just("D"), STATUS, MOMENT, NAME, st.sampled_from(OrgType), TEXT)
YEAR = st.builds(
    AcademicSession,
    st.just("Y"),
    STATUS,
    MOMENT,
    NAME,
    st.sampled_from(SessionType),
    st.just(date(2026, 8, 1)),
    DAY.filter(lambda day: day > date(2026, 8, 1)),
    st.just(""),
    st.integers(1950, 2100),
)
USER = st.builds(
    User,
    st.just("S"),
    STATUS,
    MOMENT,
    st.booleans(),
    TEXT,
    NAME,
    TEXT,
    WORDS,
    TEXT,
    TEXT,
    TEXT,
    TEXT,
    TEXT,
    st.just(("G",)),
    GRADES,
    TEXT,
    TEXT,
    TEXT,
    st.just("D"),
    TEXT,
)
GUARDIAN = st.builds(User, st.just("G"), STATUS, MOMENT, st.booleans(), TEXT, NAME, TEXT)
ROLE = st.builds(
    Role,
    st.just("R"),
    STATUS,
    MOMENT,
    st.just("S"),
    st.sampled_from(RoleType),
    st.sampled_from(RosterRole),
    st.just("D"),
)
COURSE = st.builds(Course, st.just("C"), STATUS, MOMENT, NAME, st.just("D"), st.just("Y"), TEXT, GRADES, WORDS, WORDS)
SECTION = st.builds(
    SchoolClass,
    st.just("K"),
    STATUS,
    MOMENT,
    NAME,
    st.just("C"),
    st.just("D"),
    st.sampled_from(ClassType),
    st.just(("Y",)),
    TEXT,
    GRADES,
    TEXT,
    WORDS,
    WORDS,
    WORDS,
)
SEAT = st.builds(
    Enrollment,
    st.just("E"),
    STATUS,
    MOMENT,
    st.just("K"),
    st.just("D"),
    st.just("S"),
    st.sampled_from(EnrollmentRole),
    st.booleans(),
    st.none() | st.just(date(2026, 8, 1)),
    st.none() | st.just(date(2027, 6, 1)),
)
FACTS = st.builds(
    Demographics,
    st.just("S"),
    STATUS,
    MOMENT,
    st.none() | DAY,
    st.sampled_from(Sex),
    MAYBE,
    MAYBE,
    MAYBE,
    MAYBE,
    MAYBE,
    MAYBE,
    MAYBE,
)


@st.composite
def rosters(draw: st.DrawFn) -> OneRoster:
    return OneRoster(
        version="1.2",
        source_name=draw(TEXT),
        source_code=draw(TEXT),
        files={},
        orgs=(draw(ORG),),
        academic_sessions=(draw(YEAR),),
        users=(draw(USER), draw(GUARDIAN)),
        roles=(draw(ROLE),),
        courses=(draw(COURSE),),
        classes=(draw(SECTION),),
        enrollments=(draw(SEAT),),
        demographics=(draw(FACTS),),
    )


ROWS = ("orgs", "academic_sessions", "users", "roles", "courses", "classes", "enrollments", "demographics")


@given(rosters())
@settings(max_examples=200, deadline=None)
def test_a_written_roster_reads_as_itself(roster: OneRoster) -> None:
    packed = write_oneroster(roster)
    again = read(open_bundle(packed))
    assert [p for p in again.problems if p.code != "no-role"] == []
    assert [getattr(again, name) for name in ROWS] == [getattr(roster, name) for name in ROWS]
    assert write_oneroster(again) == packed
