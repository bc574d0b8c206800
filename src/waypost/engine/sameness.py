"""Which courses are one course: old numbers and cross-listings, and the levels of a course.

A, B and C are one course where B names A and C names B, in whatever direction, and where nobody has A any more.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from waypost.engine.catalog import Course, Level
from waypost.engine.record import Record

#: A class at a later level opens what the class at an earlier one opens; the last three are of one height.
HEIGHTS = {Level.REGULAR: 0, Level.HONORS: 1, Level.AP: 2, Level.IB: 2, Level.DUAL: 2}


def closed(courses: Iterable[Course]) -> tuple[Course, ...]:
    """The same courses, each with all codes of its course, the one code of its levels, and all that it excludes.

    ``equivalents`` become the whole connected component without the course's own code; ``level_of`` becomes the
    least code of the course that is named as the other level ("" there); ``lower_levels`` are added. Where one of
    them is repeatable all are, as often as the one that may be repeated most.
    """
    listed = tuple(courses)
    if not any(course.equivalents or course.level_of or course.excludes for course in listed):
        return listed
    same, alike = _Components(), _Components()
    for course in listed:
        if course.equivalents or course.level_of:
            same.join(course.code, *course.equivalents)
            alike.join(course.code, *course.equivalents, *filter(None, [course.level_of]))
    levels = _Levels(listed, same=same, alike=alike)
    return tuple(_closed(course, same=same, levels=levels) for course in listed)


def closed_record(record: Record, *, beside: Iterable[Course] = ()) -> Record:
    """The record with its courses closed together with those beside it, such as a catalog's."""
    own = dict.fromkeys(entry.course for entry in record.entries)
    fresh = dict(zip(own, closed([*own, *beside]), strict=False))
    if all(course == other for course, other in fresh.items()):
        return record
    return replace(record, entries=tuple(replace(entry, course=fresh[entry.course]) for entry in record.entries))


def course_key(course: Course) -> str:
    """One code for a course, its equivalents and its levels, where all are `closed`."""
    if course.level_of:
        return course.level_of
    return min(course.code, *course.equivalents) if course.equivalents else course.code


def codes_of(course: Course) -> frozenset[str]:
    """The codes that a course answers to where another one needs it: its own and those of its lower levels."""
    return course.equivalents | course.lower_levels | {course.code}


def is_course(course: Course, code: str) -> bool:
    """Whether the code is one of the course's own, old or new."""
    return course.code == code or code in course.equivalents


def keys_by_name(keyed: Mapping[str, Course]) -> dict[str, tuple[str, ...]]:
    """The keys of the courses that a name means: the key itself, else a course's own code, else another number of it.

    Several keys: nobody can tell which course is meant.
    """
    found = {key: (key,) for key in keyed}
    own: dict[str, tuple[str, ...]] = {}
    others: dict[str, tuple[str, ...]] = {}
    for key, course in keyed.items():
        own[course.code] = (*own.get(course.code, ()), key)
        for code in course.equivalents:
            others[code] = (*others.get(code, ()), key)
    return others | own | found


def excludes(course: Course, other: Course) -> bool:
    """Whether a course may not be taken with or after another, by any code of the other."""
    return bool(course.excludes) and not course.excludes.isdisjoint({other.code, *other.equivalents})


def teaches(school: str, course: Course) -> bool:
    """Whether a school teaches a course; a school that nobody named ("") teaches all."""
    return not school or not course.schools or school in course.schools


def most_in_all(course: Course) -> int | None:
    """The most units that all passes of a repeatable course bring together (None: no end); of others one pass."""
    once = course.units if course.most_units is None else course.most_units
    if not course.repeatable:
        return once
    ends = [] if course.repeat_times is None else [course.repeat_times * once]
    ends += [] if course.repeat_units is None else [course.repeat_units]
    return min(ends, default=None)


def _closed(course: Course, *, same: "_Components", levels: "_Levels") -> Course:
    if not (course.excludes or levels.has_kin(course)):
        return course
    excludes = frozenset(code for named in course.excludes for code in same.of(named))
    times, units = levels.repeats(course)
    return replace(
        course,
        repeatable=levels.is_repeatable(course),
        repeat_times=times,
        repeat_units=units,
        equivalents=same.of(course.code) - {course.code},
        level_of=levels.standard_of(course),
        lower_levels=course.lower_levels | levels.below(course),
        excludes=excludes - same.of(course.code),
    )


@dataclass(slots=True)
class _Components:
    """Codes that belong together."""

    _members: dict[str, set[str]] = field(default_factory=dict)

    def join(self, *codes: str) -> None:
        """Let all these codes be in one component."""
        together: set[str] = set()
        for code in codes:
            own = self._members.get(code, {code})
            together, smaller = (together, own) if len(together) >= len(own) else (own, together)
            if smaller is not together:
                together |= smaller
                self._members.update(dict.fromkeys(smaller, together))
        self._members.update(dict.fromkeys(codes, together))

    def __contains__(self, code: str) -> bool:
        return code in self._members

    def of(self, code: str) -> frozenset[str]:
        """All codes of the component."""
        return frozenset(self._members.get(code, {code}))


@dataclass(slots=True)
class _Levels:
    """The courses that are levels of one, by any of their codes."""

    courses: tuple[Course, ...]
    same: _Components
    alike: _Components
    _by_code: dict[str, list[Course]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for course in self.courses:
            self._by_code.setdefault(course.code, []).append(course)

    def standard_of(self, course: Course) -> str:
        """The least code of the standard course of these levels; "" for that course itself and its equivalents."""
        together = self.alike.of(course.code)
        own = self.same.of(course.code)
        if together == own:
            return ""
        others = {code for code in together for named in self._by_code.get(code, ()) if named.level_of}
        levels = {code for named in others for code in self.same.of(named)}
        standard = self.same.of(min(together - levels or together))
        return "" if standard == own else min(standard)

    def has_kin(self, course: Course) -> bool:
        """Whether it names another code, or another course names it."""
        return course.code in self.alike

    def _family(self, course: Course) -> list[Course]:
        return [one for code in self.alike.of(course.code) for one in self._by_code.get(code, ())]

    def is_repeatable(self, course: Course) -> bool:
        """Whether any of them is."""
        return any(one.repeatable for one in self._family(course))

    def repeats(self, course: Course) -> tuple[int | None, int | None]:
        """How often and for how many units in all those that are repeatable may be taken."""
        own = [one for one in self._family(course) if one.repeatable]
        return _most([one.repeat_times for one in own]), _most([one.repeat_units for one in own])

    def below(self, course: Course) -> frozenset[str]:
        """The codes of the lower levels of the same course."""
        own = self.same.of(course.code)
        others = self.alike.of(course.code) - own
        lower = {
            code
            for named in others
            for other in self._by_code.get(named, ())
            if HEIGHTS[other.level] < HEIGHTS[course.level]
            for code in self.same.of(other.code)
        }
        return frozenset(lower)


def _most(ends: list[int | None]) -> int | None:
    """The highest end; None where one of them has no end."""
    known = [end for end in ends if end is not None]
    return max(known) if known and len(known) == len(ends) else None
