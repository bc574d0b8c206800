"""The bundle that a visitor drops into the import: this morning's export, with a school left out and 11 bad rows."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import StringIO
from random import Random

from waypost.interchange import oneroster as one
from waypost.interchange.writing import csv_bytes, zip_bytes

from .build import build_district
from .cast import CAST
from .people import address, draw_birthday, draw_identity
from .roster import role_row, seat_row, student_user, to_roster
from .schools import CEDAR_HIGH, NORTH_HIGH, RIDGEVIEW_MIDDLE
from .students import class_of, entered_ninth_in
from .values import Student

FILE_NAME = "cedar-valley-nov24.zip"
BAD_ROWS = 11
#: The school whose students the export forgot.
LEFT_OUT = RIDGEVIEW_MIDDLE
NEW_STUDENTS = 31
NEW_STAFF = 4
RENAMED = 38
MOVED = 57
_ROW_ID = 0  # the column sourcedId


@cache
def sample_bundle(seed: int = 2026) -> bytes:
    """The zip, the same bytes for the same seed."""
    files = one.oneroster_files(_morning_export(seed))
    for spoil in _SPOILERS:
        spoil(files)
    return zip_bytes(files)


def _morning_export(seed: int) -> one.OneRoster:
    """The demo's roster after one more day at the schools, without the students of one school."""
    demo = build_district(seed)
    roster = to_roster(demo)
    gone = {student.id for student in demo.students if student.school_id == LEFT_OUT}
    random = Random(f"{seed}/bundle")  # noqa: S311  (nothing here is a secret)
    named = {role.id for role in CAST}
    staying = [student.id for student in demo.students if student.id not in gone and student.id not in named]
    newcomers = [_newcomer(random, number) for number in range(1, NEW_STUDENTS + 1)]
    return replace(
        roster,
        users=(
            *_renamed(roster.users, random.sample(staying, k=RENAMED), gone=gone),
            *(student_user(student) for student in newcomers),
            *_new_staff(random),
        ),
        roles=(
            *(role for role in roster.roles if role.user_id not in gone),
            *(role_row(student.id, one.RosterRole.STUDENT, student.school_id) for student in newcomers),
            *(role_row(_new_staff_id(number), one.RosterRole.TEACHER, CEDAR_HIGH) for number in range(NEW_STAFF)),
        ),
        enrollments=tuple(_moved(roster, random.sample(staying, k=MOVED), gone=gone)),
        demographics=(
            *(row for row in roster.demographics if row.source_id not in gone),
            *(
                one.Demographics(student.id, one.Status.ACTIVE, None, birth_date=student.born_on)
                for student in newcomers[2:]
            ),
        ),
    )


def _newcomer(random: Random, number: int) -> Student:
    """A student who enrolled yesterday; the first two are the ones whose grade is misspelled."""
    identity = draw_identity(random)
    grade = 9 if number <= 2 else random.randrange(9, 13)
    return Student(
        id=f"CV-S-{9000 + number}",
        school_id=CEDAR_HIGH if number % 2 else NORTH_HIGH,
        given_name=identity.given_name,
        family_name=identity.family_name,
        preferred_name=identity.preferred_name,
        email=address(identity.given_name, identity.family_name, number=9000 + number),
        grade_level=grade,
        class_of=class_of(grade),
        entered_ninth_in=entered_ninth_in(grade),
        born_on=draw_birthday(random, grade_level=grade),
        home_language=identity.home_language,
    )


def _new_staff(random: Random) -> list[one.User]:
    identities = [draw_identity(random) for _ in range(NEW_STAFF)]
    return [
        one.User(
            _new_staff_id(number),
            one.Status.ACTIVE,
            None,
            is_enabled=True,
            username="",
            given_name=identity.given_name,
            family_name=identity.family_name,
            email=address(identity.given_name, identity.family_name, number=9900 + number),
        )
        for number, identity in enumerate(identities)
    ]


def _new_staff_id(number: int) -> str:
    return f"CV-T-{9001 + number}"


def _renamed(users: tuple[one.User, ...], ids: list[str], *, gone: set[str]) -> list[one.User]:
    """Nobody of the school that was left out; some go by another first name now."""
    shortened = set(ids)
    return [
        replace(user, preferred_given_name=user.given_name[:3]) if user.source_id in shortened else user
        for user in users
        if user.source_id not in gone
    ]


def _moved(roster: one.OneRoster, ids: list[str], *, gone: set[str]) -> list[one.Enrollment]:
    """The seats of those who stay; some students sit in another class of the same course now."""
    by_course: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    for section in roster.classes:
        by_course.setdefault((section.course_id, section.school_id, section.session_ids), []).append(section.source_id)
    beside = {section: others for others in by_course.values() for section in others}
    waiting = set(ids)
    rows = []
    for row in roster.enrollments:
        if row.user_id in gone:
            continue
        others = beside[row.class_id]
        if row.user_id in waiting and len(others) > 1 and row.role is one.EnrollmentRole.STUDENT:
            waiting.discard(row.user_id)
            other = others[(others.index(row.class_id) + 1) % len(others)]
            rows.append(seat_row(row.user_id, other, row.school_id, row.role))
        else:
            rows.append(row)
    return rows


def _edit(file: str, change: Callable[[list[list[str]], dict[str, int]], None]) -> Callable[[dict[str, bytes]], None]:
    """A spoiler that changes the cells of one file."""

    def spoil(files: dict[str, bytes]) -> None:
        header, *rows = csv.reader(StringIO(files[file].decode(), newline=""))
        change(rows, {name: at for at, name in enumerate(header)})
        files[file] = csv_bytes(header, rows)

    return spoil


def _misspell_grades(rows: list[list[str]], at: dict[str, int]) -> None:
    """Two new 9th graders are in grade 9, not 09; the rows of their roles wait with them."""
    for row in rows:
        if row[_ROW_ID] in {"CV-S-9001", "CV-S-9002"}:
            row[at["grades"]] = "9"


def _lose_a_class(rows: list[list[str]], at: dict[str, int]) -> None:
    """Three seats in a class that no file has, one that ends before it begins, one of an unknown student."""
    student_rows = [row for row in rows if row[at["role"]] == "student"]
    for row in student_rows[2210:2213]:
        row[at["classSourcedId"]] = "BIO-7"
    student_rows[5020][at["beginDate"]], student_rows[5020][at["endDate"]] = "2026-11-16", "2026-09-01"
    student_rows[8440][at["userSourcedId"]] = "CV-S-7777"


def _write_a_date_by_hand(rows: list[list[str]], at: dict[str, int]) -> None:
    """One birth date as people write it."""
    year, month, day = rows[1200][at["birthDate"]].split("-")
    rows[1200][at["birthDate"]] = f"{int(month)}/{int(day)}/{year}"


def _invent_a_role(rows: list[list[str]], at: dict[str, int]) -> None:
    """One new teacher is called a coach, which is no OneRoster role."""
    next(row for row in rows if row[at["userSourcedId"]] == _new_staff_id(0))[at["role"]] = "coach"


_SPOILERS = (
    _edit("users.csv", _misspell_grades),
    _edit("enrollments.csv", _lose_a_class),
    _edit("demographics.csv", _write_a_date_by_hand),
    _edit("roles.csv", _invent_a_role),
)
