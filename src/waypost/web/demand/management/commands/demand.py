"""`waypost demand --district SLUG --year 2027`: what all real plans of a district ask of a school year."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError

from waypost.interchange.export import download_bytes
from waypost.web.access.actor import Actor
from waypost.web.access.queries import office_of
from waypost.web.base import clock
from waypost.web.demand.actions.demand import note_demand_export
from waypost.web.demand.presenters.demand_file import FILE_HEADER, file_rows, to_json, year_words
from waypost.web.demand.queries.demand import SIZE, DemandAnswer, DemandQuestion, demand_with_periods, usual_question
from waypost.web.schools.command_line import district_named

DEADLINE: Final = 10.0  # seconds for the proof


class Command(BaseCommand):
    help = "Count what the real plans ask of a school year: sections, courses that meet once, conflicts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--district", required=True, help="the district's short name")
        parser.add_argument("--year", type=int, help="the year in which the school year starts; without it, next year")
        parser.add_argument("--size", type=int, default=SIZE, help="the most students in a class")
        parser.add_argument("--least", type=int, default=1, help="the fewest students in a class")
        parser.add_argument("--periods", type=int, help="the periods of a day; without it, the district's")
        parser.add_argument("--csv", type=Path, help="write courses and sections to this file")
        parser.add_argument("--json", action="store_true", help="print the whole answer as JSON")

    def handle(self, *_args: Any, district: str, csv: Path | None, **options: Any) -> None:
        """Print the demand, and keep in the history that it was taken (docs/formats/demand.md)."""
        found = district_named(district)
        actor = office_of(found)
        answer = demand_with_periods(actor, question=_question(actor, **options), seconds=DEADLINE)
        rows = file_rows(answer)
        note_demand_export(actor, year=answer.question.year, school_id=None, rows=len(rows), at=clock.now())
        if csv is not None:
            csv.write_bytes(download_bytes(FILE_HEADER, rows))
        self.stdout.write(json.dumps(to_json(answer), indent=2) if options["json"] else _summary(answer))


def _question(
    actor: Actor, *, year: int | None, size: int, least: int, periods: int | None, **_options: Any
) -> DemandQuestion:
    """The question of the command line. Raises CommandError where it makes no sense."""
    usual = usual_question(actor)
    asked = replace(usual, size=size, least=least, year=year or usual.year, periods=usual.periods)
    if periods is not None:
        asked = replace(asked, periods=periods)
    if asked.year <= actor.calendar.school_year(actor.today):
        raise CommandError(f"The school year {asked.year} has begun; plans tell of later ones.", returncode=2)
    if not 1 <= asked.least <= asked.size:
        raise CommandError("--least must be at least 1 and at most --size.", returncode=2)
    if asked.periods < 1:
        raise CommandError("--periods must be at least 1.", returncode=2)
    return asked


def _summary(answer: DemandAnswer) -> str:
    """The demand in a few lines."""
    left, found = answer.left_out, answer.timetable
    sections = sum(need.sections for need in answer.needs)
    return "\n".join(
        [
            f"{year_words(answer.question.year)}: {answer.planned:,} of {answer.students:,} students have planned",
            f"{len(answer.needs):,} courses and terms, {sections:,} sections of at most {answer.question.size}",
            f"{len(found.periods):,} meet once; in {answer.question.periods} periods they lose {found.lost:,} wishes,"
            f" of which no timetable saves {found.unavoidable:,}",
            f"left out: {len(left.not_opened):,} students by courses that do not open,"
            f" {len(left.clashing):,} by clashes; {left.seats:,} seats missing",
        ]
    )
