"""Granted exceptions that are in force and change nothing for this student, with the reason."""

from collections.abc import Iterator, Mapping, Sequence

from waypost.engine.deciding import all_nodes
from waypost.engine.exceptions import Granted
from waypost.engine.families import Source
from waypost.engine.matching import accepts
from waypost.engine.plan import Plan, same_values
from waypost.engine.record import ExceptionKind, GrantedException
from waypost.engine.requirement import Credits, Requirement
from waypost.engine.result import RefusedBecause, RefusedException
from waypost.engine.sameness import is_course


def exceptions_in_vain(
    exceptions: Sequence[GrantedException],
    *,
    granted: Granted,
    plan: Plan,
    nodes: Mapping[str, Requirement],
    sources: Sequence[Source],
) -> Iterator[RefusedException]:
    """Those on the side of a condition that does not apply, and admitted courses that make no difference."""
    asked = {node.about.path for node in all_nodes(plan.root)}
    refused = {one.exception for one in granted.refused}
    for exception in sorted(set(exceptions) - refused, key=str):
        if exception.path not in asked:
            yield RefusedException(exception, RefusedBecause.NOT_ASKED)
        elif exception.kind is ExceptionKind.ADMIT:
            because = _admitted_in_vain(exception, plan=plan, leaf=nodes[exception.path], sources=sources)
            if because is not None:
                yield RefusedException(exception, because)


def _admitted_in_vain(
    exception: GrantedException, *, plan: Plan, leaf: Requirement, sources: Sequence[Source]
) -> RefusedBecause | None:
    """Why an admitted course makes no difference to a leaf; None where it does. What was not passed was not taken."""
    taken = [
        source for source in sources if source.counts and is_course(source.entry.course, exception.course_code or "")
    ]
    if not taken or not isinstance(leaf, Credits):
        return RefusedBecause.NOT_TAKEN
    if not any(exception.path in plan.paths_with(source.mask) for source in taken):
        return RefusedBecause.NOT_FITTING
    return RefusedBecause.NOT_NEEDED if all(_counts_anyway(leaf, source) for source in taken) else None


def _counts_anyway(leaf: Credits, source: Source) -> bool:
    course = source.entry.course
    return accepts(leaf.selector, source.entry) and (leaf.same is None or bool(same_values(leaf.same, course)))
