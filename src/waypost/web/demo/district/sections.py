"""This year's classes: who teaches what in which period, and who sits in them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import cycle
from typing import TypeAlias

from .catalog import catalog
from .schools import DISTRICT
from .staff import Faculty
from .values import CourseEntry, Seat, Section, Status, Term

_CLASS_SIZE = 26
_MOST_SEATS = 31
#: Courses that meet in one period of the day only.
_FIXED_PERIOD = {"APCHEM1": 3, "MBAND1": 3}


Wanted: TypeAlias = tuple[str, str, Term]


@dataclass(slots=True)
class Timetable:
    """Sections by what they teach, how full they are, and who sits where."""

    classes: dict[Wanted, list[Section]] = field(default_factory=dict)
    seats: list[Seat] = field(default_factory=list)
    filled: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def sections(self) -> list[Section]:
        """All classes in a fixed order."""
        return [section for made in self.classes.values() for section in made]

    def seat(self, student_id: str, wanted: list[Wanted]) -> None:
        """Give the student a day without two classes at once; where there is none, the fewest clashes."""
        scarce_first = sorted(wanted, key=lambda one: (len(self.classes[one]), one))
        for section in self._day(scarce_first, ()) or self._crowded_day(scarce_first):
            self.filled[section.id] += 1
            self.seats.append(Seat(section_id=section.id, student_id=student_id))

    def _day(self, wanted: list[Wanted], taken: tuple[Section, ...]) -> tuple[Section, ...] | None:
        if len(taken) == len(wanted):
            return taken
        for section in self._least_full(wanted[len(taken)]):
            if self.filled[section.id] < _MOST_SEATS and not _clash(section, taken):
                found = self._day(wanted, (*taken, section))
                if found:
                    return found
        return None

    def _crowded_day(self, wanted: list[Wanted]) -> tuple[Section, ...]:
        taken: tuple[Section, ...] = ()
        for one in wanted:
            choices = self._least_full(one)
            roomy = [section for section in choices if self.filled[section.id] < _MOST_SEATS] or choices
            taken = (*taken, next((section for section in roomy if not _clash(section, taken)), roomy[0]))
        return taken

    def _least_full(self, wanted: Wanted) -> list[Section]:
        return sorted(self.classes[wanted], key=lambda section: (self.filled[section.id], section.id))


def make_timetable(entries: list[CourseEntry], *, faculty: Faculty) -> Timetable:
    """As many classes of each running course as its students need, and a seat in one for each of them."""
    by_student: dict[str, list[Wanted]] = defaultdict(list)
    for entry in entries:
        if entry.status is Status.IN_PROGRESS and entry.school_id:
            by_student[entry.student_id].append((entry.school_id, entry.course_code, entry.term))
    heads = Counter(one for wanted in by_student.values() for one in wanted)
    timetable = Timetable()
    teachers = _Teachers(faculty)
    made = 0
    for one in sorted(heads):
        timetable.classes[one] = _classes(one, heads=heads[one], made=made, teachers=teachers)
        made += len(timetable.classes[one])
    for student_id, wanted in by_student.items():
        timetable.seat(student_id, wanted)
    return timetable


def _clash(section: Section, taken: tuple[Section, ...]) -> bool:
    return any(
        section.period == other.period and not {*section.term.halves}.isdisjoint(other.term.halves) for other in taken
    )


@dataclass(slots=True)
class _Teachers:
    """Hands out the teachers of a subject in turn."""

    faculty: Faculty
    turns: dict[tuple[str, str], cycle[str]] = field(default_factory=dict)

    def next_for(self, *, school_id: str, subject: str) -> str:
        turn = (school_id, subject)
        if turn not in self.turns:
            self.turns[turn] = cycle(self.faculty.teachers(school_id=school_id, subject=subject))
        return next(self.turns[turn])


def _classes(wanted: Wanted, *, heads: int, made: int, teachers: _Teachers) -> list[Section]:
    school_id, code, term = wanted
    return [
        Section(
            id=f"{school_id}-{code}-{term.value}-{number}",
            school_id=school_id,
            course_code=code,
            term=term,
            period=_FIXED_PERIOD.get(code, (made + number) % DISTRICT.periods + 1),
            teacher_id=teachers.next_for(school_id=school_id, subject=catalog()[code].subject),
            room=f"{100 + (made * 7 + number) % 60}",
        )
        for number in range(1, -(-heads // _CLASS_SIZE) + 1)
    ]
