"""A run as a command prints it: in words, or as JSON."""

from __future__ import annotations

from typing import Any

from waypost.web.imports.adapters.problems import StoredGroup, from_stored
from waypost.web.imports.models import Run, RunState

from .counts import also, is_nothing_to_do, number_cards
from .problem_list import problem_items, whole_file_sentences
from .run_page import subtitle, title
from .sentences import todo, what


def report_text(run: Run) -> str:
    """Title, numbers, problems with file and lines."""
    lines = [f"{run.district.name}: {title(run)}", subtitle(run)]
    if run.state == RunState.REFUSED:
        return "\n".join(
            [*lines, *(f"- {said} {advice} ({where})" for said, where, advice in whole_file_sentences(run))]
        )
    lines += [
        f"  {card.number:>7} {card.words}" + (f" ({card.small})" if card.small else "") for card in number_cards(run)
    ]
    lines += [f"  {sentence}" for sentence in (also(run),) if sentence]
    lines += [f"- {item.what} {item.todo} ({item.file}, {item.lines})" for item in problem_items(run)]
    return "\n".join(lines)


def report_json(run: Run) -> dict[str, Any]:
    """Everything that the page tells, with stable names."""
    return {
        "run": run.pk,
        "district": run.district.slug,
        "kind": run.kind,
        "digest": run.digest,
        "state": run.state,
        "nothing_to_do": run.state != RunState.REFUSED and is_nothing_to_do(run),
        "tables": run.counts.get("tables", {}),
        "held": run.counts.get("held", 0),
        "kept_on": run.counts.get("kept_on", 0),
        "brake": run.brake or None,
        "files": run.files,
        "problems": [_problem(group) for group in from_stored(run.problems)],
    }


def _problem(group: StoredGroup) -> dict[str, Any]:
    return {
        "code": group.code,
        "severity": group.severity,
        "file": group.file,
        "column": group.column,
        "count": group.count,
        "what": what(group),
        "todo": todo(group),
        "places": [place._asdict() for place in group.places],
    }
