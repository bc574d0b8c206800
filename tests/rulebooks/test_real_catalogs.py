"""Two real catalogs, tagged as at import: Grand Bend against Texas 22, Del Norte against UC A-G and 230 credits."""

import csv
import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.credit import credits
from tests.rulebooks.reading import audited, standing
from tests.rulebooks.students import facts, student
from waypost.engine.catalog import Course, Level, Term
from waypost.engine.record import Entry, Stage
from waypost.engine.result import Status
from waypost.interchange.bundle import open_bundle
from waypost.interchange.catalogue import read_del_norte
from waypost.rulebooks.tagging import suggest_tags
from waypost.web.imports.adapters.roster.subjects import WORDS

DATA = Path(os.environ.get("WAYPOST_REFERENCE_DATA") or Path(__file__).parents[3] / "shared" / "data")
GRAND_BEND = DATA / "oneroster-grand-bend"
DEL_NORTE = DATA / "catalogs" / "del_norte_2025_26.csv"

needs_grand_bend = pytest.mark.skipif(not GRAND_BEND.is_dir(), reason=f"no reference data at {GRAND_BEND}")
needs_del_norte = pytest.mark.skipif(not DEL_NORTE.is_file(), reason=f"no reference data at {DEL_NORTE}")


def grand_bend() -> dict[str, Course]:
    """The district's courses by code, each with its suggested tags."""
    with (GRAND_BEND / "courses.csv").open(encoding="utf-8", newline="") as rows:
        return {row["courseCode"]: _course(row) for row in csv.DictReader(rows)}


def _course(row: dict[str, str]) -> Course:
    words = row["subjects"].casefold()
    return Course(
        code=row["courseCode"],
        title=row["title"],
        subject=next((subject for word, subject in WORDS if word in words), "EL"),
        units=credits(1),
        tags=suggest_tags(row["title"], code=row["courseCode"]),
    )


def del_norte() -> dict[str, Course]:
    """The school's courses by title, with the tags of the catalog and those suggested."""
    catalogue = read_del_norte(open_bundle(DEL_NORTE))
    return {
        row.title: Course(
            code=row.code,
            title=row.title,
            subject=row.subject,
            units=row.units,
            tags=frozenset(row.tags) | suggest_tags(row.title, known=row.tags),
            level=Level(row.level.value),
        )
        for row in catalogue.courses
    }


def earned(course: Course, *, grade: int, term: Term = Term.YEAR, mark: str = "B") -> Entry:
    return Entry(
        id=f"{course.code}-{grade}",
        course=course,
        stage=Stage.DONE,
        units=course.units,
        mark=mark,
        grade_level=grade,
        school_year=2015 + grade,
        term=term,
    )


@needs_grand_bend
def test_a_grand_bend_student_has_every_texas_credit_that_the_district_teaches() -> None:
    courses = grand_bend()
    taken = (
        *(["ENG-1", "ALG-1", "BIO", "WGEO", "SPAN-1", "ART-1"],),
        *(["ENG-2", "GEOM", "CHEM", "W-HIST", "SPAN-2", "TAMULTIM"],),
        *(["ENG-3", "ALG-2", "PHYSICS", "US-HIST", "SPAN-3", "PHOTJOUR"],),
        *(["ENG-4", "PRE-CALC", "ENVIRSYS", "GOVT", "ECO-FE", "ART2-EM"],),
    )
    entries = [earned(courses[code], grade=9 + year) for year, codes in enumerate(taken) for code in codes]
    record = facts(speech_proficiency=True)(student(*entries, ninth=2018))
    found = standing(audited(record, "us-tx-foundation-22"))
    open_parts = {path for path, status in found.items() if status is not Status.MET}
    assert open_parts == {"", "pe", "named-courses"}  # the sample has no PE in high school


@needs_grand_bend
def test_the_lower_grades_of_grand_bend_earn_no_high_school_credit() -> None:
    lower = [course for course in grand_bend().values() if "Grade" in course.title]
    assert len(lower) == 56
    record = student(*(earned(course, grade=8) for course in lower), ninth=2018)
    assert audited(record, "us-tx-foundation-22").meter.done == 0


@needs_grand_bend
def test_grand_bend_is_tagged_where_rules_name_courses() -> None:
    courses = grand_bend()
    expected = {
        "ENG-1": "english-9",
        "ALG-2": "algebra-2",
        "GEOM": "geometry",
        "BIO": "biology",
        "PHYSICS": "physics",
        "US-HIST": "us-history",
        "W-HIST": "world-history",
        "GOVT": "us-government",
        "ECO-FE": "economics",
        "HLTH-ED": "health",
        "ART-1": "fine-arts",
        "PRE-CALC": "beyond-algebra-2",
    }
    assert {code: tag for code, tag in expected.items() if tag in courses[code].tags} == expected


YEARS = {
    9: (
        *("High School English 1", "High School English 2", "Integrated Math 1a", "Integrated Math 1b"),
        *("Biology of the Living Earth 1", "Biology of the Living Earth 2", "Spanish 1", "Spanish 2"),
        *("ENS 1", "ENS 2", "Drawing and Painting 1", "Drawing and Painting 2"),
    ),
    10: (
        *("High School English 3", "High School English 4", "Integrated Math 2a", "Integrated Math 2b"),
        *("Chemistry in the Earth System 1", "Chemistry in the Earth System 2", "Spanish 3", "Spanish 4"),
        *("World History 1", "World History 2", "ENS 3", "ENS 4"),
    ),
    11: (
        *("American Literature 1", "American Literature 2", "Integrated Math 3a", "Integrated Math 3b"),
        *("US History 1", "US History 2", "AP Psychology 1", "AP Psychology 2"),
        *("Ceramics 1", "Ceramics 2", "Weight Training", "Racquet Sports"),
    ),
    12: (
        *("World Literature 1", "World Literature 2", "Civics", "Economics", "Robotics 1", "Robotics 2"),
        *("Marine Science 1", "Marine Science 2", "Business Law 1", "Business Law 2"),
    ),
}


def _terms(titles: Iterable[str], *, courses: dict[str, Course], grade: int) -> list[Entry]:
    """The classes of a year: the first of each pair in fall, the second in spring."""
    return [
        earned(courses[title], grade=grade, term=(Term.FALL, Term.SPRING)[number % 2])
        for number, title in enumerate(titles)
    ]


@needs_del_norte
def test_a_del_norte_student_meets_uc_a_to_g_and_has_230_credits() -> None:
    courses = del_norte()
    record = student(
        *(entry for grade, titles in YEARS.items() for entry in _terms(titles, courses=courses, grade=grade))
    )
    assert audited(record, "us-ca-uc-a-g").status is Status.MET
    district = audited(record, "us-ca-230-credits")
    assert standing(district)["all-credits"] is Status.MET
    assert district.meter.open == 0
    assert district.status is Status.CANNOT_CHECK


@needs_del_norte
def test_a_d_in_a_del_norte_spring_leaves_uc_open_but_not_the_district() -> None:
    courses = del_norte()
    entries = [entry for grade, titles in YEARS.items() for entry in _terms(titles, courses=courses, grade=grade)]
    record = student(
        *(replace(entry, mark="D") if entry.course.title == "Integrated Math 3b" else entry for entry in entries)
    )
    assert standing(audited(record, "us-ca-uc-a-g"))["c"] is Status.OPEN
    assert standing(audited(record, "us-ca-230-credits"))["all-credits"] is Status.MET


@needs_del_norte
def test_functional_classes_of_del_norte_meet_no_rule_by_their_title() -> None:
    functional = [course for course in del_norte().values() if "special-education" in course.tags]
    assert len(functional) == 52
    assert {tag for course in functional for tag in course.tags} == {"special-education"}
