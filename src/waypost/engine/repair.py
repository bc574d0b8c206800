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
from waypost.engine.search.finding import EXACT, is_cancelled, search_shape
from waypost.engine.search.levels import Edits
from waypost.engine.search.model import Shape
from waypost.engine.search.offering import Modality
from waypost.engine.search.problems import Problem, problems_of
from waypost.engine.search.question import DEFAULT_EFFORT, Effort, Question
from waypost.engine.search.sense import sensible
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

#: All courses, every edit counted, nothing made flatter than it is.
REPAIR = Shape(per_group=None, edits=Edits.ALL, is_flat=False)
IN_SCHOOL = frozenset({Modality.SCHOOL, Modality.WORK_BASED})

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
    tried = list(_tried(question, effort))
    fixes: dict[FixKind, Fix] = {}
    for one in tried:
        if isinstance(one, Fix):
            fixes.setdefault(one.kind, one)
    if fixes:
        return Fixes(fixes=tuple(sorted(fixes.values(), key=_order)[:most]), notes=notes)
    if Verdict.UNKNOWN not in tried and not is_cancelled(effort):
        why = explain(question, effort=effort)
        if isinstance(why, Impossible):
            return replace(why, notes=notes)
    return NotInTime(was_cancelled=is_cancelled(effort), notes=notes)


def smallest_fix(question: Question, *, effort: Effort = DEFAULT_EFFORT) -> Fix | None:
    """The fix with the fewest edits of any kind, waivers aside; None where none was found."""
    _, fix = _smallest(question, effort)
    return fix if isinstance(fix, Fix) else None


def _smallest(question: Question, effort: Effort) -> tuple[Question, Fix | Verdict]:
    """The smallest fix out of ordinary courses, else out of all (`search.sense`), and the question that it answers."""
    ordinary = sensible(question)
    fix = _fix(ordinary, effort, REPAIR)
    if fix is Verdict.NONE and ordinary is not question:
        return question, _fix(question, effort, REPAIR)
    return ordinary, fix


def _order(fix: Fix) -> tuple[int, int, int]:
    return fix.edits, fix.plan.price.cost_cents, list(FixKind).index(fix.kind)


def _tried(question: Question, effort: Effort) -> Iterator[Fix | Verdict]:
    """The smallest fix, one for each way of taking a course that is offered, and those with a waiver."""
    question, smallest = _smallest(question, effort)
    yield smallest
    if isinstance(smallest, Fix):
        if smallest.kind is FixKind.NOTHING:
            return
        for own, shape in _ways(question):
            yield _fix(own, effort, shape)
    for waiver in waivers_allowed(question):
        record = replace(question.record, exceptions=(*question.record.exceptions, waiver))
        fix = _fix(replace(question, record=record), effort, REPAIR)
        yield replace(fix, kind=FixKind.WAIVER, waivers=(waiver,)) if isinstance(fix, Fix) else fix


def _ways(question: Question) -> Iterator[tuple[Question, Shape]]:
    """The question with the school day alone, then with each other way of taking courses, which must be used."""
    offered = {offering.modality for offering in question.offerings}
    if offered <= IN_SCHOOL:
        return
    yield _limited(question, IN_SCHOOL), REPAIR
    for modality in _KINDS:
        if modality in offered - IN_SCHOOL:
            yield _limited(question, IN_SCHOOL | {modality}), replace(REPAIR, with_modality=modality)


def _limited(question: Question, modalities: frozenset[Modality]) -> Question:
    own = tuple(offering for offering in question.offerings if offering.modality in modalities)
    return replace(question, offerings=own)


def _fix(question: Question, effort: Effort, shape: Shape) -> Fix | Verdict:
    """The smallest fix of a shape, or that there is none, or that none was found in time."""
    searched = search_shape(question, shape, effort=effort)
    if searched.plan is None:
        return searched.verdict
    edits = searched.plan.reached[:2]
    is_least = all(one.value == one.least for one in edits if one.aim in EXACT)
    return Fix(kind=_kind_of(searched.plan), plan=searched.plan, is_least=is_least)


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
