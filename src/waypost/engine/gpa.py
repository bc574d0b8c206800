"""Grade point averages by a policy, exactly, with every grade's share and what was held."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from waypost.engine.attempts import is_passed
from waypost.engine.gpa_lock import locked
from waypost.engine.gpa_policy import GpaPolicy, RepeatRule
from waypost.engine.load import halves_of
from waypost.engine.marks import mark_reaches, percent_of
from waypost.engine.matching import accepts
from waypost.engine.record import Entry, Stage
from waypost.engine.sameness import course_key
from waypost.engine.units import UNITS_PER_CREDIT


class LeftOut(StrEnum):
    """Why an entry is not in the average."""

    NO_MARK = "no_mark"
    UNKNOWN_MARK = "unknown_mark"
    IGNORED_MARK = "ignored_mark"
    REPLACED = "replaced"
    AVERAGED = "averaged"
    NOT_COUNTED = "not_counted"


@dataclass(frozen=True, slots=True)
class Graded:
    """One entry's share: its units, its points before weights, and the bonus that it got."""

    entry_id: str
    units: int
    points: Fraction
    bonus: Fraction


@dataclass(frozen=True, slots=True)
class Gpa:
    """An average with its shares; ``value`` is None when nothing counts. Held marks are never guessed."""

    value: Fraction | None
    unweighted: Fraction | None
    units: int
    graded: tuple[Graded, ...]
    left_out: tuple[tuple[str, LeftOut], ...]

    @property
    def held(self) -> tuple[str, ...]:
        """The entries whose mark the policy does not know."""
        return tuple(entry_id for entry_id, why in self.left_out if why is LeftOut.UNKNOWN_MARK)


def gpa_of(entries: Iterable[Entry], *, policy: GpaPolicy) -> Gpa:
    """Points over units attempted (CEDS 000128), weighted as the policy says; rounding is the page's affair."""
    earned = sorted((entry for entry in entries if _is_meant(entry, policy=policy)), key=lambda entry: entry.id)
    left_out = {entry.id: why for entry in earned if (why := _left_out(entry, policy=policy)) is not None}
    counted = [entry for entry in earned if entry.id not in left_out]
    averaged = _averaged(counted, policy=policy)
    for replaced in _replaced(counted, policy=policy):
        left_out[replaced] = LeftOut.AVERAGED if averaged else LeftOut.REPLACED
    counted = [entry for entry in counted if entry.id not in left_out]
    graded = _best_units(_graded(counted, policy=policy, averaged=averaged), policy=policy)
    units = sum(share.units for share in graded)
    return Gpa(
        value=_average(graded, units=units, weighted=True),
        unweighted=_average(graded, units=units, weighted=False),
        units=units,
        graded=graded,
        left_out=tuple(sorted(left_out.items())),
    )


def points_of(mark: str, *, policy: GpaPolicy) -> Fraction | None:
    """The points of a mark before weights; None if the policy does not know it."""
    known = policy.points.get(mark.strip().upper())
    if known is not None:
        return known
    percent = percent_of(mark)
    if percent is None:
        return None
    return next((points for least, points in policy.percents if percent >= least), None)


def counted_grade(entry: Entry, *, policy: GpaPolicy) -> int:
    """The grade level to which the policy counts an entry; a summer may belong to the grade after it."""
    grade = entry.grade_level
    if not policy.summers_count_up or not entry.term.is_summer:
        return grade
    return grade if policy.grades and grade == max(policy.grades) else grade + 1


def _is_meant(entry: Entry, *, policy: GpaPolicy) -> bool:
    if entry.stage is not Stage.DONE or not accepts(policy.counts, entry, unknown=True):
        return False
    return not policy.grades or counted_grade(entry, policy=policy) in policy.grades


def _left_out(entry: Entry, *, policy: GpaPolicy) -> LeftOut | None:
    if entry.repeat is not None and not entry.repeat.counts:
        return LeftOut.NOT_COUNTED
    if entry.mark is None:
        return LeftOut.NO_MARK
    if entry.mark.strip().upper() in policy.ignored:
        return LeftOut.IGNORED_MARK
    return LeftOut.UNKNOWN_MARK if points_of(entry.mark, policy=policy) is None else None


def _replaced(entries: list[Entry], *, policy: GpaPolicy) -> list[str]:
    """The attempts that a better or newer one puts out of the average."""
    if policy.repeat is RepeatRule.ALL:
        return []
    stays = _locked(entries, policy=policy)
    groups = _taken_again(entries, policy=policy)
    return [entry.id for group in groups for entry in _losers(group, policy=policy, stays=stays)]


def _taken_again(entries: list[Entry], *, policy: GpaPolicy) -> list[list[Entry]]:
    """The attempts at each course that was taken again, as many courses as the policy lets replace a mark."""
    groups: dict[object, list[Entry]] = {}
    passed = Counter(_class_of(entry) for entry in entries if is_passed(entry))
    for entry in entries:
        if not entry.course.repeatable:
            in_halves = passed[_class_of(entry)] > 1 and _attempted(entry) * 2 <= UNITS_PER_CREDIT
            groups.setdefault(_repeat_key(entry, policy=policy, in_halves=in_halves), []).append(entry)
    several = [group for group in groups.values() if len(group) > 1]
    several.sort(key=lambda group: sorted(map(_in_time, group))[1])
    return several[: policy.repeat_courses]


def _in_time(entry: Entry) -> tuple[int, int, str]:
    last = max(halves_of(entry))
    return last.school_year, last.place, entry.id


def _averaged(entries: list[Entry], *, policy: GpaPolicy) -> dict[str, Fraction]:
    """The average points of a course that was taken again, by the attempt that stands for all of them."""
    if policy.repeat is not RepeatRule.AVERAGE:
        return {}
    found = {}
    for group in _taken_again(entries, policy=policy):
        points = [points_of(entry.mark or "", policy=policy) or Fraction(0) for entry in group]
        found[_kept(group, policy=policy).id] = sum(points, Fraction(0)) / len(points)
    return found


def _locked(entries: list[Entry], *, policy: GpaPolicy) -> frozenset[str]:
    """The attempts that lock, of those that would count if nothing came after the lock."""
    if policy.lock is None:
        return frozenset()
    in_time = [entry for entry in entries if accepts(policy.lock.selector, entry)]
    lost = set(_replaced(in_time, policy=replace(policy, lock=None)))
    counted = [entry for entry in in_time if entry.id not in lost]
    points = [(entry, points_of(entry.mark or "", policy=policy) or Fraction(0)) for entry in counted]
    return locked(points, lock=policy.lock)


def _class_of(entry: Entry) -> tuple[str, int]:
    return course_key(entry.course), entry.school_year


def _attempted(entry: Entry) -> int:
    return entry.units if entry.attempted_units is None else entry.attempted_units


def _repeat_key(entry: Entry, *, policy: GpaPolicy, in_halves: bool) -> object:
    """What makes two attempts the same course; the halves of a year are different grades.

    ``in_halves``: the number stands for a semester, and both were passed in one school year.
    """
    course = entry.course
    half = entry.term if in_halves or (entry.attempted_units or entry.units) < course.units else None
    if policy.repeat is RepeatRule.BEST_IDENTICAL:
        return course.code, course.level, half
    return course_key(course), half


def _losers(group: list[Entry], *, policy: GpaPolicy, stays: frozenset[str]) -> list[Entry]:
    if any(entry.id in stays for entry in group):
        return [entry for entry in group if entry.id not in stays]
    kept = _kept(group, policy=policy)
    least = policy.repeat_at_most
    return [entry for entry in group if entry is not kept and (least is None or _at_most(entry.mark, least))]


def _kept(group: list[Entry], *, policy: GpaPolicy) -> Entry:
    """The attempt that counts."""
    match policy.repeat:
        case RepeatRule.NEWEST | RepeatRule.AVERAGE:
            return max(group, key=_in_time)
        case RepeatRule.OLDEST:
            return min(group, key=_in_time)
        case _:
            return max(group, key=lambda entry: (points_of(entry.mark or "", policy=policy), entry.id))


def _at_most(mark: str | None, most: str) -> bool:
    """Whether a mark is this one or lower."""
    return mark is not None and mark_reaches(most, mark) is True


def _graded(entries: list[Entry], *, policy: GpaPolicy, averaged: dict[str, Fraction]) -> list[Graded]:
    bonus = _bonuses(entries, policy=policy)
    return [
        Graded(
            entry.id,
            _attempted(entry),
            averaged.get(entry.id, points_of(entry.mark or "", policy=policy) or Fraction(0)),
            bonus.get(entry.id, Fraction(0)),
        )
        for entry in entries
    ]


def _bonuses(entries: list[Entry], *, policy: GpaPolicy) -> dict[str, Fraction]:
    """The bonus of each entry, within the caps; the largest first, and a capped entry gets the part that fits."""
    weighting = policy.weighting
    wanted = [entry for entry in entries if _earns_bonus(entry, policy=policy)]
    wanted.sort(key=lambda entry: (-weighting.bonus[entry.course.level], entry.id))
    left = None if weighting.cap_semesters is None else Fraction(weighting.cap_semesters)
    by_grade = {grade: Fraction(most) for grade, most in weighting.cap_by_grade.items()}
    given = {}
    for entry in wanted:
        semesters = semesters_of(entry)
        grade = counted_grade(entry, policy=policy)
        fits = min(semesters, left if left is not None else semesters, by_grade.get(grade, semesters))
        if left is not None:
            left -= fits
        if grade in by_grade:
            by_grade[grade] -= fits
        given[entry.id] = weighting.bonus[entry.course.level] * fits / semesters
    return given


def semesters_of(entry: Entry) -> Fraction:
    """How many semester grades an entry stands for: two for each credit, in whatever term; without credit by term."""
    units = _attempted(entry)
    if units:
        return Fraction(2 * units, UNITS_PER_CREDIT)
    return Fraction(2 if entry.term.parts[0].semester < entry.term.semester else 1)


def _earns_bonus(entry: Entry, *, policy: GpaPolicy) -> bool:
    weighting = policy.weighting
    mark = (entry.mark or "").strip().upper()
    letter_fits = not weighting.marks or mark in weighting.marks
    return entry.course.level in weighting.bonus and letter_fits and accepts(weighting.selector, entry)


def _best_units(graded: list[Graded], *, policy: GpaPolicy) -> tuple[Graded, ...]:
    """Only the best so many units, where the policy says so."""
    if policy.best_units is None:
        return tuple(graded)
    left = policy.best_units
    kept = []
    for share in sorted(graded, key=lambda share: (-(share.points + share.bonus), share.entry_id)):
        units = min(share.units, left)
        if units:
            kept.append(Graded(share.entry_id, units, share.points, share.bonus))
            left -= units
    return tuple(sorted(kept, key=lambda share: share.entry_id))


def _average(graded: tuple[Graded, ...], *, units: int, weighted: bool) -> Fraction | None:
    if not units:
        return None
    by_points: dict[tuple[int, int], int] = {}
    for share in graded:
        points = share.points + share.bonus if weighted and share.bonus else share.points
        key = (points.numerator, points.denominator)
        by_points[key] = by_points.get(key, 0) + share.units
    return sum((Fraction(top * own, bottom) for (top, bottom), own in by_points.items()), Fraction(0)) / units
