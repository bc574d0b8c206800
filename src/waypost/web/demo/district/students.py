"""Who goes to which school in which grade: the cast first, then about 2,400 invented students."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from .calendar import THIS_YEAR
from .cast import CAST, Role
from .families import Family, Registry, Tie, found_family
from .people import Identity, address, draw_birthday, draw_identity, draw_namesake
from .schools import ALDER_MIDDLE, CEDAR_HIGH, FEEDER, NORTH_HIGH, RIDGEVIEW_MIDDLE
from .values import Guardianship, Student

#: How many students each school has in each of its grades.
HEADCOUNT = {
    CEDAR_HIGH: {9: 182, 10: 176, 11: 170, 12: 162},
    NORTH_HIGH: {9: 172, 10: 166, 11: 160, 12: 152},
    RIDGEVIEW_MIDDLE: {6: 178, 7: 181, 8: 181},
    ALDER_MIDDLE: {6: 172, 7: 174, 8: 174},
}
#: Names that a page must bear: given, family, preferred; each replaces one drawn name.
HARD_NAMES = (
    ("Síofra", "O'Brien-Ñúñez", ""),
    ("Teferi", "", ""),
    ("A", "O", ""),
    ("Bartholomew Maximilian Alexander", "Featherstonehaugh-Vandenbroucke", "Bart"),
    ("Nguyễn Thị", "Hồng", "Hong"),
    ("X Æ", "van der Merwe", "Zed"),
    ("María de los Ángeles", "de la Cruz y Peña", "Angie"),
    ("D'Andre", "St. James III", "Dre"),
)
_SIBLING_SHARE = 0.2


@dataclass(slots=True)
class Roll:
    """Students with their families, in the order in which they got their ids."""

    students: list[Student] = field(default_factory=list)
    guardianships: list[Guardianship] = field(default_factory=list)
    registry: Registry = field(default_factory=Registry)


def enroll_everyone(random: Random) -> Roll:
    """The cast with the ids of the story, then every grade of every school filled up."""
    roll = Roll()
    _enroll_cast(roll)
    hard_names = list(HARD_NAMES)
    families: dict[str, list[Family]] = {school_id: [] for school_id in FEEDER}
    for school_id, grade in _free_seats():
        family = _family(random, roll, families=families[_zone(school_id)], grade=grade)
        identity = family.identity if not family.grades else draw_namesake(random, family.identity)
        if hard_names and grade in {9, 10} and len(roll.students) % 40 == 0:
            identity = _renamed(identity, hard_names.pop(0))
        family.grades.append(grade)
        _enroll(random, roll, identity=identity, family=family, school_id=school_id, grade=grade)
    return roll


def _free_seats() -> list[tuple[str, int]]:
    """One (school, grade) for each student who is not of the cast."""
    return [
        (school_id, grade)
        for school_id, grades in HEADCOUNT.items()
        for grade, count in grades.items()
        for _ in range(count - sum((role.school_id, role.grade_level) == (school_id, grade) for role in CAST))
    ]


def _zone(school_id: str) -> str:
    """The high school to whose part of town a school belongs."""
    return next(high for high, middle in FEEDER.items() if school_id in {high, middle})


def _family(random: Random, roll: Roll, *, families: list[Family], grade: int) -> Family:
    """A family that already has a child here in another grade, or a new one."""
    if families and random.random() < _SIBLING_SHARE:
        family = random.choice(families)
        if len(family.grades) < 3 and grade not in family.grades:
            return family
    family = found_family(random, identity=draw_identity(random), registry=roll.registry)
    families.append(family)
    return family


def _renamed(identity: Identity, name: tuple[str, str, str]) -> Identity:
    given, family, preferred = name
    return Identity(
        given_name=given,
        family_name=family,
        preferred_name=preferred,
        home_language=identity.home_language,
        community=identity.community,
    )


def _enroll(random: Random, roll: Roll, *, identity: Identity, family: Family, school_id: str, grade: int) -> None:
    number = len(roll.students) + 1
    student = Student(
        id=f"CV-S-{number:04d}",
        school_id=school_id,
        given_name=identity.given_name,
        family_name=identity.family_name,
        preferred_name=identity.preferred_name,
        email=address(identity.given_name, identity.family_name, number=number),
        grade_level=grade,
        class_of=class_of(grade),
        entered_ninth_in=entered_ninth_in(grade),
        born_on=draw_birthday(random, grade_level=grade),
        home_language=identity.home_language,
    )
    roll.students.append(student)
    roll.guardianships += family.guardianships(student.id)


def class_of(grade: int) -> int:
    """The calendar year in which this year's students of the grade graduate."""
    return THIS_YEAR + 13 - grade


def entered_ninth_in(grade: int) -> int | None:
    """The year in which they began grade 9, None before it."""
    return THIS_YEAR - (grade - 9) if grade >= 9 else None


def _enroll_cast(roll: Roll) -> None:
    adults: dict[tuple[str, str], str] = {}
    for role in CAST:
        roll.students.append(_cast_student(role, number=len(roll.students) + 1))
        ties = []
        for relation, given, family_name in role.parents:
            if (given, family_name) not in adults:
                adults[given, family_name] = roll.registry.add(
                    given_name=given, family_name=family_name, language=role.home_language
                )
            ties.append(Tie(adults[given, family_name], relation, household=1))
        identity = Identity(
            given_name=role.given_name,
            family_name=role.family_name,
            preferred_name=role.preferred_name,
            home_language=role.home_language,
            community=0,
        )
        roll.guardianships += Family(identity=identity, ties=tuple(ties)).guardianships(role.id)


def _cast_student(role: Role, *, number: int) -> Student:
    return Student(
        id=role.id,
        school_id=role.school_id,
        given_name=role.given_name,
        family_name=role.family_name,
        preferred_name=role.preferred_name,
        email=address(role.preferred_name or role.given_name, role.family_name, number=number),
        grade_level=role.grade_level,
        class_of=class_of(role.grade_level),
        entered_ninth_in=entered_ninth_in(role.grade_level),
        born_on=role.born_on,
        home_language=role.home_language,
    )
