"""The people of a bundle: who is a student, who looks after one, who works here."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from waypost.interchange.oneroster.rows import Role, User
from waypost.interchange.oneroster.vocabulary import EnrollmentRole, RoleType, RosterRole
from waypost.web.schools.models import search_form

from ..change_set import TableChanges
from ..codes import DistrictCode
from ..compare import Stored, Wanted, compare
from ..tables import GUARDIANS, STAFF, STUDENTS, Table
from .grades import OUTSIDE, class_of, entered_ninth, grade_from_birth, grade_of_class
from .reading import Reading

GUARDIAN_ROLES: Final = frozenset({RosterRole.GUARDIAN, RosterRole.PARENT, RosterRole.RELATIVE})


@dataclass(frozen=True, slots=True)
class People:
    """The users in force with their roles in force, by what they are here; one user can be several things."""

    roles: dict[str, list[Role]]
    students: dict[str, User] = field(default_factory=dict)
    guardians: dict[str, User] = field(default_factory=dict)
    staff: dict[str, User] = field(default_factory=dict)
    leaving: set[str] = field(default_factory=set)  # the source says that they go
    named: set[str] = field(default_factory=set)  # stands in users.csv at all


def sort_people(reading: Reading, *, org_ids: set[str] | None) -> People:
    """Everybody in the bundle; with `org_ids`, only roles at these organizations count."""
    roles: dict[str, list[Role]] = {}
    for role in reading.roster.roles:
        if reading.in_force(role) and (org_ids is None or role.org_id in org_ids):
            roles.setdefault(role.user_id, []).append(role)
    people = People(roles)
    for user in reading.roster.users:
        people.named.add(user.source_id)
        if user.is_leaving or not user.is_enabled:
            people.leaving.add(user.source_id)
        else:
            _sort(user, people)
    return people


def _sort(user: User, people: People) -> None:
    for role in people.roles.get(user.source_id, ()):
        if role.role is RosterRole.STUDENT:
            people.students[user.source_id] = user
        elif role.role in GUARDIAN_ROLES:
            people.guardians[user.source_id] = user
        else:
            people.staff[user.source_id] = user


def student_changes(
    reading: Reading, people: People, *, school_ids: set[str], stored: dict[tuple[str, ...], Stored]
) -> TableChanges:
    """New, changed, vanished and returning students."""
    rows = _Students(reading, people, school_ids, stored)
    return compare(
        STUDENTS,
        wanted=rows.wanted(),
        stored=stored,
        problems=reading.problems,
        is_gone=lambda key: key not in rows.held and _is_gone(reading, people, key[0]),
        off={"left_on": reading.today},
    )


def adult_changes(
    reading: Reading,
    people: People,
    table: Table,
    *,
    stored: dict[tuple[str, ...], Stored],
    staying: Collection[str] = (),
) -> TableChanges:
    """New, changed, vanished and returning guardians or staff; `staying` are those whom no roster turns off."""
    users = people.guardians if table is GUARDIANS else people.staff
    with_phone = table is not STAFF
    wanted = {(key,): Wanted(_adult(user, with_phone=with_phone), user.location) for key, user in users.items()}
    return compare(
        table,
        wanted=wanted,
        stored=stored,
        problems=reading.problems,
        is_gone=lambda key: key[0] not in staying and _is_gone(reading, people, key[0]),
    )


def _is_gone(reading: Reading, people: People, source_id: str) -> bool:
    """Gone: the source says so, or a complete file no longer names the person (or names no role for them)."""
    if source_id in people.leaving:
        return True
    if source_id in people.named:
        return reading.is_whole("roles.csv") and reading.may_remove("users.csv")
    return reading.may_remove("users.csv") and source_id not in reading.file("users.csv").held_ids


def _adult(user: User, *, with_phone: bool) -> dict[str, Any]:
    values = {**_names(user), "is_active": True}
    if with_phone and (user.phone or user.sms):
        values["phone"] = user.phone or user.sms
    return values


def _names(user: User) -> dict[str, Any]:
    """The names; a blank preferred name or address erases nothing, since many files leave these columns out."""
    given, family = (user.given_name, user.family_name) if user.given_name else (user.family_name, "")
    more = {"preferred_name": user.preferred_given_name, "email": user.email}
    return {"given_name": given, "family_name": family, **{name: value for name, value in more.items() if value}}


@dataclass(slots=True)
class _Students:
    """The student rows of one bundle; rows that wait are told in the reading and kept in `held`."""

    reading: Reading
    people: People
    school_ids: set[str]
    stored: dict[tuple[str, ...], Stored]
    held: set[tuple[str, ...]] = field(default_factory=set)
    births: dict[str, date] = field(default_factory=dict)
    seats: dict[str, str] = field(default_factory=dict)

    def wanted(self) -> dict[tuple[str, ...], Wanted]:
        self.births = {row.source_id: row.birth_date for row in self.reading.roster.demographics if row.birth_date}
        for seat in self.reading.roster.enrollments:
            if seat.role is EnrollmentRole.STUDENT:
                self.seats.setdefault(seat.user_id, seat.school_id)
        found: dict[tuple[str, ...], Wanted] = {}
        for source_id, user in self.people.students.items():
            values = self.values(user)
            if values is None:
                self.held.add((source_id,))
            else:
                found[(source_id,)] = Wanted(values, user.location)
        return found

    def values(self, user: User) -> dict[str, Any] | None:
        """The columns of one student, or None after telling why the row waits."""
        born_on = self.births.get(user.source_id)
        known = self.stored.get((user.source_id,))
        names = _names(user)
        if not self.check(user, names, born_on, known):
            return None
        school_id, grade_level = self.school(user), self.grade_level(user, born_on, known)
        if school_id is None or grade_level is None:
            self.hold(user, DistrictCode.NO_SCHOOL if school_id is None else DistrictCode.NO_GRADE)
            return None
        return {
            **names,
            "school__source_id": school_id,
            "search_name": _search_name(names, known),
            "is_active": True,
            "left_on": None,
            **({"born_on": born_on} if born_on else {}),
            **self.cohort(user, grade_level, known, is_ungraded=born_on is None and _is_outside(user)),
        }

    def check(self, user: User, names: dict[str, Any], born_on: date | None, known: Stored | None) -> bool:
        """Whether the row stands for the person that its source id stood for before."""
        if known is None or not is_another_person(known, names=names, born_on=born_on):
            return True
        self.hold(user, DistrictCode.ANOTHER_PERSON, detail=f"{names['given_name']} {names['family_name']}")
        return False

    def hold(self, user: User, code: DistrictCode, *, detail: str = "") -> None:
        self.reading.hold(code, user.location, subject=user.source_id, detail=detail)

    def school(self, user: User) -> str | None:
        """The school of the main student role, of any student role, of the user's own row, of a class."""
        roles = [role for role in self.people.roles[user.source_id] if role.role is RosterRole.STUDENT]
        roles.sort(key=lambda role: role.role_type is not RoleType.PRIMARY)
        places = (*(role.org_id for role in roles), user.primary_org_id, self.seats.get(user.source_id, ""))
        return next((place for place in places if place in self.school_ids), None)

    def grade_level(self, user: User, born_on: date | None, known: Stored | None) -> int | None:
        """The grade in the file; else as stored; else worked out from the birth date, which is pointed out."""
        if user.grade_level is not None:
            return user.grade_level
        if born_on is None and _is_outside(user):
            return self.grade_outside(user, known)
        if known is not None:
            return int(known.values["grade_level"])
        if born_on is None:
            return None
        worked_out = grade_from_birth(born_on, school_year=self.reading.school_year)
        self.reading.point_out(
            DistrictCode.GRADE_WORKED_OUT, user.location, subject=user.source_id, suggestion=str(worked_out)
        )
        return worked_out

    def grade_outside(self, user: User, known: Stored | None) -> int:
        """Where plans of a student without a grade begin: by the class year, else by the code; it is pointed out."""
        class_year = known.values["class_of"] if known else None
        if class_year is None:
            code = user.grade_codes[0]
            self.reading.point_out(DistrictCode.UNGRADED, user.location, subject=user.source_id, detail=code)
            at = OUTSIDE[code]
            return self.reading.district.first_grade_planned if at is None else at
        return grade_of_class(class_year, school_year=self.reading.school_year)

    def cohort(
        self, user: User, grade_level: int, known: Stored | None, *, is_ungraded: bool
    ) -> dict[str, int | bool | None]:
        year = self.reading.school_year
        if is_ungraded:
            return {"grade_level": grade_level, "grade_in": year, "is_ungraded": True}
        known_entry = known.values["entered_ninth_in"] if known else None
        known_class = known.values["class_of"] if known and known_entry is not None else None
        entry = entered_ninth(grade_level, school_year=year, known=known_entry)
        return {
            "grade_level": grade_level,
            **({"grade_in": year} if user.grade_level is not None or known is None else {}),
            "is_ungraded": False,
            "entered_ninth_in": entry,
            "class_of": class_of(grade_level, school_year=year, entered_ninth_in=entry, known=known_class),
        }


def _is_outside(user: User) -> bool:
    """Whether the file gives one code, and it is no grade: UG, PS and the like."""
    return len(user.grade_codes) == 1 and user.grade_codes[0] in OUTSIDE


def is_another_person(known: Stored, *, names: dict[str, Any], born_on: date | None) -> bool:
    """Whether a known source id now stands for somebody else: no name in common and another birth date."""
    stored = known.values
    if born_on is None or stored["born_on"] is None or born_on == stored["born_on"]:
        return False
    before = _folded(stored[name] for name in ("given_name", "family_name", "preferred_name"))
    return not before & _folded(names.get(name, "") for name in ("given_name", "family_name", "preferred_name"))


def _folded(names: Iterable[str]) -> set[str]:
    return {name.casefold() for name in names if name}


def _search_name(names: dict[str, Any], known: Stored | None) -> str:
    preferred = names.get("preferred_name") or (known.values["preferred_name"] if known else "")
    parts = dict.fromkeys(filter(None, (preferred, names["given_name"], names["family_name"])))
    return search_form(" ".join(parts))
