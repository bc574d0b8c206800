"""What the plan search answers, between the engine's values and the row of a search."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, assert_never

from waypost.engine.record import Entry, Stage
from waypost.engine.repair import Fix, Fixes, RepairAnswer
from waypost.engine.search import Answer, Found, FoundPlan, Impossible, NotInTime, Refused
from waypost.engine.search.problems import Problem
from waypost.engine.search.reasons import Reason
from waypost.web.plans.adapters.between import PlanRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumed:
    """What a way rests on: a mark in an earlier course, or what a person must say (`text`)."""

    needed_for: str
    code: str = ""
    mark: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One plan or fix that was found: all planned courses of it, and what it rests on and costs.

    `rows` are code, grade level, term and offering. `waivers` are rulebook key and path. `kind` is the engine's word.
    """

    kind: str
    rows: tuple[PlanRow, ...]
    assumed: tuple[Assumed, ...] = ()
    cost_cents: int = 0
    approvals: tuple[str, ...] = ()
    waivers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """One rule or wish that cannot hold with the others, and who could let go of it (student, adult, office)."""

    kind: str
    ask: str
    rulebook: str = ""
    path: str = ""
    code: str = ""
    words: tuple[str, ...] = ()
    grade_level: int = 0
    term: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The answer of a search; `is_cut` says that time ran out, so that better ways may exist."""

    kind: str  # found, impossible, not_in_time, refused
    ways: tuple[Way, ...] = ()
    is_cut: bool = False
    conflict: tuple[Clash, ...] = ()
    relax: tuple[Clash, ...] = ()
    problems: tuple[tuple[str, tuple[str, ...]], ...] = ()


#: What a question supposes is not there any more.
GONE: Final[dict[str, Any]] = {"kind": "refused", "problems": [["gone", []]]}


def to_answer(answer: Answer | RepairAnswer, *, is_cut: bool) -> dict[str, Any]:
    """The answer as the row keeps it."""
    match answer:
        case Found():
            ways = [_way(plan, kind=plan.kind.value) for plan in answer.plans]
            return {"kind": "found", "is_cut": is_cut, "ways": ways}
        case Fixes():
            return {"kind": "found", "is_cut": is_cut, "ways": [_fix(fix) for fix in answer.fixes]}
        case Impossible():
            return {
                "kind": "impossible",
                "conflict": [_clash(reason) for reason in answer.conflict],
                "relax": [_clash(reason) for reason in answer.relax],
            }
        case NotInTime():
            return {"kind": "not_in_time"}
        case Refused():
            return {"kind": "refused", "problems": [_problem(problem) for problem in answer.problems]}
    assert_never(answer)


def to_outcome(row: Mapping[str, Any]) -> Outcome:
    """The answer that a row keeps."""
    return Outcome(
        kind=row["kind"],
        ways=tuple(_read_way(way) for way in row.get("ways", ())),
        is_cut=row.get("is_cut", False),
        conflict=_read_clashes(row.get("conflict", ())),
        relax=_read_clashes(row.get("relax", ())),
        problems=tuple((kind, tuple(names)) for kind, names in row.get("problems", ())),
    )


def _fix(fix: Fix) -> dict[str, Any]:
    waivers = [[waiver.rulebook_id, waiver.path] for waiver in fix.waivers]
    return {**_way(fix.plan, kind=fix.kind.value), "waivers": waivers}


def _way(plan: FoundPlan, *, kind: str) -> dict[str, Any]:
    planned = [entry for entry in plan.record.entries if entry.stage is Stage.PLANNED]
    return {
        "kind": kind,
        "rows": sorted(_row(entry) for entry in planned),
        "assumed": [
            [one.needed_for, one.course_code or "", one.min_mark or "", one.text or ""] for one in plan.assumptions
        ],
        "cost_cents": plan.price.cost_cents,
        "approvals": list(plan.price.approvals),
    }


def _row(entry: Entry) -> PlanRow:
    return entry.course.code, entry.grade_level, entry.term.value, entry.offering


def _clash(reason: Reason) -> dict[str, Any]:
    return {
        "kind": reason.kind.value,
        "ask": reason.ask.value,
        "rulebook": reason.rulebook_id or "",
        "path": reason.path or "",
        "code": reason.course_code or "",
        "words": list(reason.words),
        "grade_level": reason.grade_level or 0,
        "term": reason.term.value if reason.term else "",
    }


def _problem(problem: Problem) -> list[Any]:
    return [problem.kind.value, list(problem.names)]


def _read_way(row: Mapping[str, Any]) -> Way:
    return Way(
        kind=row["kind"],
        rows=tuple(_read_row(*one) for one in row["rows"]),
        assumed=tuple(
            Assumed(needed_for=needed_for, code=code, mark=mark, text=text)
            for needed_for, code, mark, text in row["assumed"]
        ),
        cost_cents=row["cost_cents"],
        approvals=tuple(row["approvals"]),
        waivers=tuple((key, path) for key, path in row.get("waivers", ())),
    )


def _read_row(code: str, grade_level: int, term: str, offering: str = "") -> PlanRow:
    """A row; answers that were kept before courses had offerings have three parts."""
    return code, grade_level, term, offering


def _read_clashes(rows: Iterable[Mapping[str, Any]]) -> tuple[Clash, ...]:
    return tuple(Clash(**{**row, "words": tuple(row["words"])}) for row in rows)
