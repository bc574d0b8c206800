"""How each route of the matrix is asked: the address of a record, and the smallest form that would do the deed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.urls import get_resolver, reverse

from tests.web.access.everybody import Record

Fields = dict[str, Any]

#: What `pk` names, by the beginning of the route's own name.
PK_NAMES: Final = {
    "plan": "plan",
    "version": "plan",
    "proposal": "proposal",
    "review": "review",
    "search": "search",
    "fix": "search",
    "audit": "audit_run",
    "periods": "periods",
}


def address_of(route: str, record: Record) -> str:
    """The route's address for the record, with the question that a page needs."""
    address = reverse(route, kwargs={name: _id(route, name, record) for name in _names(route)})
    return address + QUESTIONS.get(route, lambda _: "")(record)


def names_a_record(route: str) -> bool:
    """Whether the address or the form of the route names a record."""
    return bool(_names(route)) or route in {"advising:plans_approve", "advising:approvals_undo"}


def fields_of(route: str, record: Record, *, role: str) -> Fields:
    """What the route's form sends."""
    fields = FORMS.get(route, lambda _: {})(record)
    return {"role": role} if route == "switch_role" else fields


def _names(route: str) -> tuple[str, ...]:
    """The ids in the route's address."""
    resolver = get_resolver()
    *spaces, name = route.split(":")
    for space in spaces:
        resolver = resolver.namespace_dict[space][1]
    return tuple(resolver.reverse_dict.getlist(name)[0][0][0][1])


def _id(route: str, name: str, record: Record) -> int | str:
    match name:
        case "pk" if route == "reviews:review_current":
            return record.plan
        case "pk":
            return getattr(record, PK_NAMES[route.split(":")[1].split("_", maxsplit=1)[0]])  # type: ignore[no-any-return]
        case "number":
            return record.version
        case "entry_id":
            return f"planned-{record.planned}"
        case _:
            return getattr(record, name.removesuffix("_id"))  # type: ignore[no-any-return]


QUESTIONS: Final[dict[str, Callable[[Record], str]]] = {
    "plans:planner_find": lambda record: f"?place=12-year&branch={record.branch}",
    "plans:compare": lambda record: f"?branch={record.what_if}",
}


def _seen(record: Record) -> Fields:
    return {"branch": record.branch, "seen": record.seen}


def _planned(record: Record) -> Fields:
    return {**_seen(record), "planned": record.planned}


def _review(record: Record, **more: str) -> Fields:
    return {"seen": record.review_seen, **more}


FORMS: Final[dict[str, Callable[[Record], Fields]]] = {
    "preferences": lambda _: {"language": "en", "theme": "dark"},
    "set_language": lambda _: {"language": "es", "next": "/"},
    "set_theme": lambda _: {"theme": "dark", "next": "/"},
    "account_login": lambda _: {"login": "nobody", "password": "wrong"},
    "catalog:rulebook_load": lambda _: {"text": "not a rulebook"},
    "standings:audit_run_publish": lambda _: {"class_from": 2028, "class_to": 2029, "follow": "everyone"},
    "imports:run_apply": lambda _: {"version": 1},
    "imports:run_fix": lambda _: {"version": 1, "code": "grade"},
    "imports:run_drop": lambda _: {"version": 1},
    "imports:run_undo": lambda _: {"version": 1},
    "plans:planner_add": lambda record: {**_seen(record), "course": record.course, "place": "12-year"},
    "plans:planner_move": lambda record: {**_planned(record), "place": "12-fall"},
    "plans:planner_remove": _planned,
    "plans:planner_took": _planned,
    "plans:planner_swap": lambda record: {**_planned(record), "course": record.course, "place": "12-year"},
    "plans:planner_take": lambda record: {**_planned(record), "offering": "0", "place": "12-year"},
    "plans:planner_credit": lambda record: {**_planned(record), "units": "1"},
    "plans:planner_pin": lambda record: {**_planned(record), "rulebook": "cedar-valley", "path": "english"},
    "plans:planner_undo": _seen,
    "plans:planner_redo": _seen,
    "plans:branch_create": lambda record: {"branch": record.branch, "name": "Ranger"},
    "plans:branch_use": lambda record: {"branch": record.what_if, "seen": 1, "real_seen": record.seen},
    "plans:branch_archive": lambda record: {"branch": record.what_if, "seen": 1},
    "plans:class_year": lambda record: {"class_of": 2030, "seen": record.class_of or ""},
    "plans:follow": lambda record: {"seen": record.seen},
    "demand:demand_periods": lambda _: {"size": 28, "least": 1, "periods": 7},
    "finder:what_if_ask": lambda _: {"kind": "fewer", "fewer": 12},
    "finder:search_use": lambda _: {"number": 0},
    "finder:search_propose": lambda _: {"number": 0},
    "reviews:plan_send": lambda record: {"seen": record.seen, "note": "Please look."},
    "reviews:review_answer": lambda record: _review(record, text="Yes."),
    "reviews:review_withdraw": _review,
    "reviews:proposal_accept": lambda record: {"seen": 1, "plan_seen": record.seen},
    "reviews:proposal_decline": lambda _: {"seen": 1, "text": "No, thanks."},
    "advising:plans_approve": lambda record: {"review": [f"{record.review}:{record.review_seen}"]},
    "advising:approvals_undo": lambda record: {"review": [f"{record.review}:{record.review_seen}"]},
    "advising:fix_ask": lambda _: {"number": 0},
    "advising:review_approve": _review,
    "advising:review_ask": lambda record: _review(record, text="Why?"),
    "advising:review_reopen": _review,
    "advising:proposal_create": lambda _: {
        "change-0-verb": "add",
        "change-0-course": "STAT",
        "change-0-grade_level": "12",
        "change-0-term": "year",
        "reason": "It helps.",
    },
    "advising:proposal_withdraw": lambda _: {"seen": 1},
    "demo:become": lambda _: {"person": "nobody"},
    "demo:clock": lambda _: {"season": "spring"},
}
