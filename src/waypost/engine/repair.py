"""The smallest changes to a plan with which the student graduates on time, of different kinds."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from waypost.engine.audit import audit
from waypost.engine.compiled import CompiledRulebook
from waypost.engine.record import ExceptionKind, GrantedException
from waypost.engine.search.answer import FoundPlan, Impossible, NotInTime, Refused
from waypost.engine.search.complete import open_nodes
from waypost.engine.search.conflict import explain
from waypost.engine.search.finding import is_cancelled, search_shape
from waypost.engine.search.levels import Edits
from waypost.engine.search.model import Shape
from waypost.engine.search.offering import Modality
from waypost.engine.search.problems import Problem, problems_of
from waypost.engine.search.question import DEFAULT_EFFORT, Effort, Question
from waypost.engine.search.solver import Verdict


class FixKind(StrEnum):
    """How a fix works."""

    NOTHING = "nothing"
    SWAP = "swap"
    SUMMER = "summer"
    VIRTUAL = "virtual"
    DUAL_ENROLLMENT = "dual_enrollment"
    WORK_BASED = "work_based"
    WAIVER = "waiver"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """One way out: the plan with its changes, assumptions and price, and the waivers that it needs.

    ``is_least`` is True where no fix with fewer edits exists of this kind (proven).
    """

    kind: FixKind
    plan: FoundPlan
    waivers: tuple[GrantedException, ...] = ()
    is_least: bool = True

    @property
    def edits(self) -> int:
        """The courses added, dropped and moved, and the waivers."""
        return self.plan.changes.count + len(self.waivers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixes:
    """The fixes, the smallest first."""

    fixes: tuple[Fix, ...]
    notes: tuple[Problem, ...] = ()


RepairAnswer: TypeAlias = Fixes | Impossible | NotInTime | Refused

_KINDS = {
    Modality.SUMMER: FixKind.SUMMER,
    Modality.VIRTUAL: FixKind.VIRTUAL,
    Modality.DUAL_ENROLLMENT: FixKind.DUAL_ENROLLMENT,
    Modality.WORK_BASED: FixKind.WORK_BASED,
}


def repair(question: Question, *, effort: Effort = DEFAULT_EFFORT, most: int = 3) -> RepairAnswer:
    """Up to ``most`` fixes of different kinds, or why there is none."""
    notes = problems_of(question)
    refusals = tuple(problem for problem in notes if problem.is_refusal)
    if refusals:
        return Refused(problems=refusals)
    fixes: list[Fix] = []
    was_late = False
    for fix in _fixes(question, effort):
        if fix is None:
            was_late = True
        elif fix.kind not in {other.kind for other in fixes}:
            fixes.append(fix)
        if fix is not None and fix.kind is FixKind.NOTHING:
            break
    if fixes:
        fixes.sort(key=lambda fix: (fix.edits, fix.plan.price.cost_cents, list(FixKind).index(fix.kind)))
        return Fixes(fixes=tuple(fixes[:most]), notes=notes)
    if was_late or is_cancelled(effort):
        return NotInTime(was_cancelled=is_cancelled(effort), notes=notes)
    answer = explain(question, effort=effort)
    return replace(answer, notes=notes) if isinstance(answer, Impossible) else NotInTime(notes=notes)


def smallest_fix(question: Question, *, effort: Effort = DEFAULT_EFFORT) -> Fix | None:
    """The fix with the fewest edits of any kind, waivers aside."""
    return _fix(question, effort, Shape(per_group=None, edits=Edits.ALL, is_flat=False))


def _fixes(question: Question, effort: Effort) -> Iterator[Fix | None]:
    """The smallest fix, one for each way of taking a course that is offered, and those with a waiver."""
    shape = Shape(per_group=None, edits=Edits.ALL, is_flat=False)
    offered = {offering.modality for offering in question.offerings}
    school = {Modality.SCHOOL, Modality.WORK_BASED}
    yield _fix(question, effort, shape)
    if offered - school:
        own = tuple(offering for offering in question.offerings if offering.modality in school)
        yield _fix(replace(question, offerings=own), effort, shape)
    for modality in _KINDS:
        if modality in offered and modality is not Modality.WORK_BASED:
            allowed = school | {modality}
            own = tuple(offering for offering in question.offerings if offering.modality in allowed)
            yield _fix(replace(question, offerings=own), effort, replace(shape, with_modality=modality))
    for waiver in waivers_allowed(question):
        record = replace(question.record, exceptions=(*question.record.exceptions, waiver))
        fix = _fix(replace(question, record=record), effort, shape)
        if fix is not None:
            fix = replace(fix, kind=FixKind.WAIVER, waivers=(waiver,))
        yield fix


def _fix(question: Question, effort: Effort, shape: Shape) -> Fix | None:
    """The smallest fix of a shape; None where there is none or none was found in time."""
    searched = search_shape(question, shape, effort=effort)
    if searched.plan is None:
        return None
    return Fix(
        kind=_kind_of(searched.plan),
        plan=searched.plan,
        is_least=searched.verdict is Verdict.BEST and all(one.value == one.least for one in searched.plan.reached[:1]),
    )


def _kind_of(plan: FoundPlan) -> FixKind:
    """The kind by what is new: the farthest from the school day gives the name."""
    if not plan.changes.count:
        return FixKind.NOTHING
    modalities = {placement.offering.modality for placement in plan.placements if not placement.kept}
    return next((kind for modality, kind in _KINDS.items() if modality in modalities), FixKind.SWAP)


def waivers_allowed(question: Question) -> tuple[GrantedException, ...]:
    """Waivers that a rulebook allows for what the record leaves open, one for each node."""
    found: list[GrantedException] = []
    for book in question.rulebooks:
        result = audit(question.record, book, as_of=question.as_of)
        for node in open_nodes(result, book):
            waiver = GrantedException(
                rulebook_id=result.rulebook_id, path=node.path, kind=ExceptionKind.WAIVE, authority="", reason=""
            )
            if _is_waivable(node.path, book) and _is_granted(waiver, question, book):
                found.append(waiver)
    return tuple(found)


def _is_waivable(path: str, book: CompiledRulebook) -> bool:
    """Whether the rulebook marks the node, or one around it, as one that may be waived."""
    steps = path.split("/")
    around = ["/".join(steps[:end]) for end in range(1, len(steps) + 1)]
    return any(book.nodes[step].about.waivable for step in around if step in book.nodes)


def _is_granted(waiver: GrantedException, question: Question, book: CompiledRulebook) -> bool:
    """Whether the audit would take it (the waiver limit may be used up)."""
    record = replace(question.record, exceptions=(*question.record.exceptions, waiver))
    refused = audit(record, book, as_of=question.as_of).refused
    return all(one.exception != waiver for one in refused)
