"""Sources that are alike to a plan, taken together: allocation works on these and not on single entries."""

from dataclasses import dataclass

from waypost.engine.catalog import Course
from waypost.engine.plan import Plan, same_values
from waypost.engine.supply import NO_UNITS, Source, Units


@dataclass(slots=True)
class Group:
    """Sources with one mask, their units together, and their places; ``course`` is one of their courses."""

    mask: int
    units: Units
    members: list[int]
    course: Course


def groups_of(sources: list[Source], *, plan: Plan, alone: frozenset[int]) -> list[Group]:
    """The groups of all sources that can count; those in ``alone`` (pinned) are groups of their own."""
    groups: dict[object, Group] = {}
    for at, source in enumerate(sources):
        mask, units = source.mask, source.units
        if not mask or units == NO_UNITS:
            continue
        key: object = mask
        if at in alone:
            key = (at,)
        elif mask & plan.same_mask:
            key = (mask, _values(source, plan=plan))
        group = groups.get(key)
        if group is None:
            groups[key] = Group(mask, units, [at], source.entry.course)
        else:
            before = group.units
            group.units = (before[0] + units[0], before[1] + units[1], before[2] + units[2])
            group.members.append(at)
    return list(groups.values())


def _values(source: Source, *, plan: Plan) -> tuple[str, ...]:
    """What same-value slots compare, for the slots that the source matches."""
    rules = {slot.same for slot in plan.slots if slot.same and source.mask >> slot.bit & 1}
    return tuple(value for rule in sorted(rules) for value in same_values(rule, source.entry.course))
