"""A rulebook made ready: slots with bits, conditions, and every way to take its options.

A plan holds for one *situation*: the exceptions in force and the outcomes of the rulebook's conditions. Most
students of a cohort share one, so plans are kept and their table of course -> slots fills once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from waypost.engine.catalog import Course
from waypost.engine.matching import accepts
from waypost.engine.options import Option
from waypost.engine.record import Entry, GrantedException
from waypost.engine.requirement import Requirement, Tally
from waypost.engine.selector import Selector

#: A course table larger than this is emptied, so that a long-lived process stays small.
MOST_CACHED = 50_000


@dataclass(frozen=True, slots=True)
class Slot:
    """Units that compete in one pool; they show in the meters of all ``paths`` (a leaf, and leaves within it).

    All slots with the same ``same_of``, the path of the leaf that says ``same``, carry one value together; the
    courses ``any_value`` carry whichever it is.
    """

    bit: int
    units: int
    pool: str
    paths: tuple[str, ...]
    selector: Selector
    same: str | None
    same_of: str = ""
    any_value: frozenset[str] = frozenset()

    def carries(self, course: Course, value: str) -> bool:
        """Whether a course carries one of the values that are compared; one that a person admitted carries any."""
        own = course.subject == value if self.same == "subject" else value in course.tags
        return own or course.code in self.any_value


@dataclass(frozen=True, slots=True)
class Cap:
    """A limit ready for use: its bit marks the entries, ``slots`` are those under its node."""

    bit: int
    units: int
    slots: int
    selector: Selector


@dataclass(frozen=True, slots=True)
class CourseCap:
    """A limit on the number of courses ready for use, with the same bits as a `Cap`."""

    bit: int
    courses: int
    slots: int
    selector: Selector


@dataclass(frozen=True, slots=True)
class CourseMask:
    """What one kind of entry matches: slots and caps; slots held by a mark nobody can compare; tallies.

    ``counted`` has bit k when the condition in place k is a tally that counts the entry.
    """

    course: Course
    mask: int
    held: int
    counted: int


@dataclass(slots=True, kw_only=True)
class Plan:
    """The rulebook in one situation; nodes whose path is in ``met`` are met by a person's decision.

    ``changed`` has the decisions that left a node standing (fewer units, one more course).
    ``pools`` are masks of the slots that compete with each other. ``in_main_pool`` are the nodes with a leaf in
    the diploma's pool, ``within`` the leaves whose units belong to another leaf, ``different`` sets of leaves that must
    not carry one value. What splits units (two leaves within one, limits) splits them into multiples of ``grain``.
    """

    root: Requirement
    met: Mapping[str, GrantedException]
    changed: Mapping[str, GrantedException]
    slots: tuple[Slot, ...]
    slots_of: dict[str, tuple[int, ...]]
    pools: tuple[int, ...]
    caps: tuple[Cap, ...]
    conditions: tuple[Requirement, ...]
    options: tuple[Option, ...]
    option_conditions: tuple[tuple[int, ...], ...]
    options_by_slots: tuple[tuple[int, tuple[int, ...]], ...]
    by_course_only: bool
    same_mask: int
    in_main_pool: frozenset[str]
    within: frozenset[str]
    grain: int
    course_caps: tuple[CourseCap, ...] = ()
    different: tuple[frozenset[str], ...] = ()
    looks: dict[tuple[int, str], tuple[Course, tuple[object, ...] | None]] = field(default_factory=dict)
    _masks: dict[object, CourseMask] = field(default_factory=dict)
    _paths: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def mask_of(self, entry: Entry) -> CourseMask:
        """The slots and caps that an entry matches."""
        course = entry.course
        key: object = course.code if self.by_course_only else _attempt_key(entry)
        known = self._masks.get(key)
        if known is not None and (known.course is course or known.course == course):
            return known
        if len(self._masks) >= MOST_CACHED:
            self._masks.clear()
            self.looks.clear()
        found = self._read_mask(entry)
        self._masks[key] = found
        return found

    def paths_of(self, mask: int) -> tuple[str, ...]:
        """The leaves that an entry with this mask could count for, in rulebook order."""
        paths = self._paths.get(mask)
        if paths is None:
            found = dict.fromkeys(slot.paths[0] for slot in self.slots if mask >> slot.bit & 1)
            paths = self._paths[mask] = tuple(found)
        return paths

    def paths_with(self, mask: int) -> set[str]:
        """All leaves, also those within others, that an entry with this mask could count for."""
        return {path for slot in self.slots if mask >> slot.bit & 1 for path in slot.paths}

    def _read_mask(self, entry: Entry) -> CourseMask:
        mask = held = 0
        for slot in self.slots:
            if not _has_same(slot, entry.course):
                continue
            if accepts(slot.selector, entry):
                mask |= 1 << slot.bit
            elif accepts(slot.selector, entry, unknown=True):
                held |= 1 << slot.bit
        limits: tuple[Cap | CourseCap, ...] = (*self.caps, *self.course_caps)
        for cap in limits:
            if accepts(cap.selector, entry):
                mask |= 1 << cap.bit
        return CourseMask(entry.course, mask, held, self._counted(entry))

    def _counted(self, entry: Entry) -> int:
        return sum(
            1 << at
            for at, node in enumerate(self.conditions)
            if isinstance(node, Tally) and accepts(node.selector, entry)
        )


def _attempt_key(entry: Entry) -> object:
    """All of an entry that a selector can read; plain strings, since hashing an enum is slow."""
    return (
        entry.course.code,
        entry.mark,
        entry.grade_level,
        entry.term,
        entry.stage._value_,
        entry.method._value_,
    )


def _has_same(slot: Slot, course: Course) -> bool:
    return slot.same is None or course.code in slot.any_value or bool(same_values(slot.same, course))


def same_values(same: str, course: Course) -> list[str]:
    """The values of a course that a same-subject or same-tag rule compares."""
    if same == "subject":
        return [course.subject]
    return sorted(tag for tag in course.tags if tag.startswith(same))
