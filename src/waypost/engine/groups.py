"""Sources that are alike to a plan, taken together: allocation works on these and not on single entries."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from waypost.engine.catalog import Course
from waypost.engine.ceilings import Ceilings
from waypost.engine.families import NO_UNITS, Family, Moment, Source, Units
from waypost.engine.plan import Plan, same_values
from waypost.engine.sameness import course_key

#: Units at every step of an allocation; mostly the steps are the stages done, now, planned.
Steps = tuple[int, ...]

#: The moments that end the three stages.
_STAGE_ENDS: tuple[Moment, ...] = tuple((stage, 1 << 30, 0) for stage in range(3))


@dataclass(slots=True)
class Group:
    """Sources that are alike, with their units together by stage and by step.

    ``members`` are (place of the source, the units that it can give), in the order in which they are drawn.
    ``course`` is one of their courses; ``ceiling`` is the place of the ceiling above them (-1: none). ``alike`` are
    families whose attempts are all in the group, with their places (None: no such family, as nearly always).
    """

    mask: int
    course: Course
    ceiling: int = -1
    units: Units = NO_UNITS
    steps: Steps = ()
    members: list[tuple[int, int]] = field(default_factory=list)
    alike: dict[int, tuple[Family, list[int]]] | None = None


@dataclass(slots=True)
class Stock:
    """All groups; ``stages`` are the steps that end the stages; ``ceilings`` are units by ceiling and step."""

    groups: list[Group]
    stages: tuple[int, int, int] = (0, 1, 2)
    ceilings: tuple[Steps, ...] = ()

    def ceilings_over(self, above: Sequence[int], *, units: Sequence[Steps]) -> Ceilings:
        """The ceilings over kinds: ``above`` gives the one of each kind, ``units`` what is left of each by step."""
        by_step = [[own[step] for own in units] for step in range(self.stages[2] + 1)]
        return Ceilings(above=above, parents=[-1] * len(units), units=by_step)


def stock_of(sources: list[Source], *, plan: Plan, alone: frozenset[int]) -> Stock:
    """The groups of all sources that can count; those in ``alone`` (pinned) are groups of their own."""
    if not alone and not any(source.family for source in sources):
        return Stock(_all_alike(sources, plan=plan))
    looks = [
        ("alone", at) if at in alone else _look(source, plan=plan) if source.mask and source.units != NO_UNITS else None
        for at, source in enumerate(sources)
    ]
    mixed = _mixed_families(sources, looks=looks)
    groups = _grouped(sources, looks=looks, mixed=mixed)
    if not mixed:
        for group in groups:
            group.steps = group.units
        return Stock(groups)
    ends = _ends(sources, mixed=mixed)
    for group in groups:
        group.steps = _steps(group, sources=sources, ends=ends)
    first, second, third = (ends.index(end) for end in _STAGE_ENDS)
    rooms = tuple(tuple(family.ceiling(_taken(family, until=end)) for end in ends) for family in mixed)
    return Stock(groups, (first, second, third), rooms)


def _all_alike(sources: list[Source], *, plan: Plan) -> list[Group]:
    """The groups where no source shares a ceiling and none is pinned: nearly always."""
    groups: dict[object, Group] = {}
    telling = plan.same_mask | sum(1 << cap.bit for cap in plan.course_caps)
    for at, source in enumerate(sources):
        mask, units = source.mask, source.units
        if not mask or units == NO_UNITS:
            continue
        look = _known_look(source, plan=plan) if mask & telling else mask
        group = groups.get(look)
        if group is None:
            groups[look] = group = Group(mask, source.entry.course, units=units, steps=units)
        else:
            group.units = group.steps = _plus(group.units, units)
        group.members.append((at, units[2]))
    return list(groups.values())


#: What tells sources apart; None for one that counts nowhere.
Look = tuple[object, ...] | None


def _known_look(source: Source, *, plan: Plan) -> Look:
    """The same as `_look`, which a plan remembers for each mask and course."""
    course = source.entry.course
    key = source.mask, course.code
    known = plan.looks.get(key)
    if known is None or known[0] is not course:
        known = plan.looks[key] = course, _look(source, plan=plan)
    return known[1]


def _look(source: Source, *, plan: Plan) -> Look:
    """The mask, with the course where a limit counts courses, and what same-value slots compare.

    Of a course that a person admitted they compare its code.
    """
    is_counted = any(source.mask >> cap.bit & 1 for cap in plan.course_caps)
    own = (source.mask, course_key(source.entry.course) if is_counted else None)
    if not source.mask & plan.same_mask:
        return own
    matched = [slot for slot in plan.slots if slot.same and source.mask >> slot.bit & 1]
    if any(source.entry.course.code in slot.any_value for slot in matched):
        return *own, "", source.entry.course.code
    rules = {slot.same for slot in matched if slot.same}
    return *own, *(value for rule in sorted(rules) for value in same_values(rule, source.entry.course))


def _mixed_families(sources: list[Source], *, looks: list[Look]) -> list[Family]:
    """The families whose attempts are not alike: which of them counts for what is left to the allocation."""
    found: dict[int, tuple[Family, set[Look]]] = {}
    for source, look in zip(sources, looks, strict=True):
        if source.family is not None and look is not None:
            found.setdefault(id(source.family), (source.family, set()))[1].add(look)
    return [family for family, own in found.values() if len(own) > 1]


def _grouped(sources: list[Source], *, looks: list[Look], mixed: list[Family]) -> list[Group]:
    """The groups with their members and units by stage."""
    places = {id(family): place for place, family in enumerate(mixed)}
    groups: dict[object, Group] = {}
    for at, (source, look) in enumerate(zip(sources, looks, strict=True)):
        if look is None:
            continue
        family, ceiling = source.family, places.get(id(source.family), -1)
        key = look, ceiling
        group = groups.get(key)
        if group is None:
            group = groups[key] = Group(source.mask, source.entry.course, ceiling)
        if family is None or ceiling >= 0:
            group.units = _plus(group.units, source.units)
            group.members.append((at, source.units[2]))
        else:
            group.alike = {} if group.alike is None else group.alike
            group.alike.setdefault(id(family), (family, []))[1].append(at)
    for group in groups.values():
        for family, own in (group.alike or {}).values():
            _join(group, family, {id(sources[at]): at for at in own}, sources=sources)
        group.members.sort()
    return list(groups.values())


def _join(group: Group, family: Family, places: dict[int, int], *, sources: list[Source]) -> None:
    """Add attempts that are alike, as far as their ceiling goes: the best give first."""
    own = [sources[at] for at in places.values()]
    done, now, planned = (min(sum(source.units[stage] for source in own), family.ceilings[stage]) for stage in range(3))
    group.units = _plus(group.units, (done, now, planned))
    group.members.extend((places[id(source)], units) for source, units in family.kept(2, among=own) if units)


def _plus(one: Units, other: Units) -> Units:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]


def _ends(sources: list[Source], *, mixed: list[Family]) -> list[Moment]:
    """The moments that end the steps, in order: right before an attempt of a mixed family, with it, and the stages.

    What is filled there depends on the order of time, and what was filled before an attempt has to stay filled.
    """
    moments = sorted({source.moment for source in sources})
    own = {source.moment for family in mixed for source in family.members}
    before = {earlier for earlier, later in pairwise(moments) if later in own}
    return sorted({*own, *before, *_STAGE_ENDS})


def _steps(group: Group, *, sources: list[Source], ends: list[Moment]) -> Steps:
    """The units of a group up to each of the moments."""
    together = {at for _, own in (group.alike or {}).values() for at in own}
    alone = [sources[at] for at, _ in group.members if at not in together]
    alike = [(family, [sources[at] for at in own]) for family, own in (group.alike or {}).values()]
    return tuple(_units(alone, until=end) + sum(_alike(*pair, until=end) for pair in alike) for end in ends)


def _units(sources: list[Source], *, until: Moment) -> int:
    return sum(source.units[2] for source in sources if source.moment <= until)


def _alike(family: Family, own: list[Source], *, until: Moment) -> int:
    return min(_units(own, until=until), family.ceiling(_taken(family, until=until)))


def _taken(family: Family, *, until: Moment) -> list[Source]:
    return [source for source in family.members if source.moment <= until]
