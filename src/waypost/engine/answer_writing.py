"""Answers of search and repair as JSON bytes; equal values give equal bytes."""

from collections.abc import Sequence
from typing import assert_never

from waypost.engine.plain import canonical_text, plain
from waypost.engine.record import Entry
from waypost.engine.repair import Fix, Fixes
from waypost.engine.result import AuditResult
from waypost.engine.search.answer import Answer, Found, FoundPlan, Impossible, NotInTime, Refused
from waypost.engine.search.placement import Placement
from waypost.engine.search.problems import Problem
from waypost.engine.search.reasons import Reason
from waypost.engine.transcript.unit_writing import told_in
from waypost.engine.units import UNITS_PER_CREDIT
from waypost.engine.what_if import WhatIf

Json = dict[str, object]


def write_answer(answer: Answer | Fixes, *, units_per_credit: int = UNITS_PER_CREDIT) -> bytes:
    """The answer as docs/formats/wishes.md says, in the units that are asked for where all are whole in them."""
    return _bytes(_answer(answer), units_per_credit=units_per_credit)


def write_what_if(told: WhatIf, *, units_per_credit: int = UNITS_PER_CREDIT) -> bytes:
    """The fixes of a what-if, and the requirements that change at once."""
    content = {**_answer(told.answer), "meters": [plain(one) for one in told.meters]}
    return _bytes(content, units_per_credit=units_per_credit)


def _bytes(content: Json, *, units_per_credit: int) -> bytes:
    return canonical_text(told_in(content, units_per_credit=units_per_credit)).encode() + b"\n"


def _answer(answer: Answer | Fixes) -> Json:
    match answer:
        case Found():
            return {"answer": "found", "plans": [_plan(plan) for plan in answer.plans], "notes": _all(answer.notes)}
        case Fixes():
            return {"answer": "fixes", "fixes": [_fix(fix) for fix in answer.fixes], "notes": _all(answer.notes)}
        case Impossible():
            return {
                "answer": "impossible",
                "conflict": [_reason(reason) for reason in answer.conflict],
                "relax": [_reason(reason) for reason in answer.relax],
                "is_smallest": answer.is_smallest,
                "notes": _all(answer.notes),
            }
        case NotInTime():
            return {"answer": "not_in_time", "was_cancelled": answer.was_cancelled, "notes": _all(answer.notes)}
        case Refused():
            return {"answer": "refused", "problems": _all(answer.problems)}
        case _:
            assert_never(answer)


def _all(problems: Sequence[Problem]) -> list[object]:
    return [plain(problem) for problem in problems]


def _reason(reason: Reason) -> object:
    content = plain(reason)
    stated = content.items() if isinstance(content, dict) else ()
    return {**{key: value for key, value in stated if value not in (None, [], False)}, "ask": reason.ask.value}


def _fix(fix: Fix) -> Json:
    return {
        "kind": fix.kind.value,
        "edits": fix.edits,
        "is_least": fix.is_least,
        "waivers": [{"rulebook_id": one.rulebook_id, "path": one.path} for one in fix.waivers],
        "plan": _plan(fix.plan),
    }


def _plan(plan: FoundPlan) -> Json:
    return {
        "kind": plan.kind.value,
        "is_complete": plan.is_complete,
        "placements": [_placement(placement) for placement in plan.placements],
        "added": [placement.entry.id for placement in plan.changes.added],
        "dropped": list(plan.changes.dropped),
        "moved": [plain(moved) for moved in plan.changes.moved],
        "assumptions": [plain(assumption) for assumption in plan.assumptions],
        "price": plain(plan.price),
        "reached": [plain(reached) for reached in plan.reached],
        "audits": [_audit(audit) for audit in plan.audits],
        "goals": [_audit(audit) for audit in plan.goals],
        "open": [list(place) for place in plan.open_paths],
        "conditions": [list(place) for place in plan.conditions],
    }


def _placement(placement: Placement) -> Json:
    entry: Entry = placement.entry
    return {
        "id": entry.id,
        "course": entry.course.code,
        "title": entry.course.title,
        "units": entry.units,
        "grade_level": entry.grade_level,
        "school_year": entry.school_year,
        "term": entry.term.value,
        "modality": placement.offering.modality.value,
        "provider": placement.offering.provider,
        "cost_cents": placement.offering.cost_cents,
        "approval": placement.offering.approval,
        "was_planned": placement.kept,
    }


def _audit(audit: AuditResult) -> Json:
    return {
        "rulebook_id": audit.rulebook_id,
        "status": audit.status.value,
        "awaits": list(audit.root.awaits),
        "meter": plain(audit.meter),
    }
