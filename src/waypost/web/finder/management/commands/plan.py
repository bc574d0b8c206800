"""`waypost plan --record FILE --rulebook ID... --wishes FILE`: plans of different kinds, JSON in and out."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from waypost.engine.answer_writing import write_answer
from waypost.engine.search import Effort, find_plans
from waypost.web.finder.management.questions import add_question_arguments, exit_code, question_from


class Command(BaseCommand):
    help = "Find plans that graduate on time, and print them as JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_question_arguments(parser)
        parser.add_argument("--most", type=int, default=4, help="how many plans at the most")

    def handle(self, *, work: float, seconds: float | None, most: int, **options: Any) -> None:
        """Print the answer and leave with its exit code (docs/formats/wishes.md)."""
        asked = {name: options[name] for name in ("record", "rulebook", "goal", "wishes", "on")}
        question, per_credit = question_from(**asked, out=self.stdout)
        answer = find_plans(question, effort=Effort(work=work, seconds=seconds), most=most)
        self.stdout.write(write_answer(answer, units_per_credit=per_credit).decode(), ending="")
        sys.exit(exit_code(answer))
