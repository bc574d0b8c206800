"""Audit runs as the office starts them, with a worker that runs when the test says so."""

from __future__ import annotations

from tests.cast import Cast
from tests.factories import NOW, make_plan, make_student, take
from tests.web.rules import DIPLOMA, adopt
from waypost.web.catalog.actions import load_rulebook_text
from waypost.web.catalog.models import Rulebook
from waypost.web.standings.actions.auditing import try_rulebook
from waypost.web.standings.models import AuditRun
from waypost.web.standings.tasks import run_chunk

HARDER = DIPLOMA.replace("total = 8", "total = 9").replace("credits = 4", "credits = 5")


def load_harder(cast: Cast) -> Rulebook:
    """A new edition that asks for a fifth credit of English; Maya's plan meets the one in force."""
    adopt(cast)
    make_plan(
        cast.maya,
        *[(cast.courses[code], grade, "year") for code, grade in [("ENG11", 11), ("ENG12", 12), ("ANAT", 11)]],
        (cast.courses["ART1"], 11, "year"),
    )
    return load_rulebook_text(cast.actor(cast.mr_abara), text=HARDER, at=NOW)


def add_ninth_graders(cast: Cast, count: int) -> None:
    """More students, each with one course."""
    for number in range(count):
        take(make_student(cast.school, f"Student {number}"), cast.courses["ENG9"], grade_level=9)


def work_off() -> int:
    """How many chunks a worker found to do."""
    chunks = 0
    while run_chunk():
        chunks += 1
    return chunks


def tried(cast: Cast, rulebook: Rulebook) -> AuditRun:
    """A finished try by the district's office."""
    run = try_rulebook(cast.actor(cast.mr_abara), rulebook=rulebook, at=NOW)
    work_off()
    run.refresh_from_db()
    return run
