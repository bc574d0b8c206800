"""`waypost repair --record FILE --rulebook ID... --wishes FILE`: the smallest fixes of a plan, JSON in and out."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from waypost.engine.answer_writing import write_answer, write_what_if
from waypost.engine.repair import repair
from waypost.engine.search import Effort, Question
from waypost.engine.what_if import what_if as after
from waypost.web.finder.adapters.suppositions import OF_RULES, read_supposition, to_changed
from waypost.web.finder.management.questions import add_question_arguments, compiled, exit_code, question_from


class Command(BaseCommand):
    help = "Find the smallest changes with which a plan graduates on time, and print them as JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_question_arguments(parser)
        parser.add_argument("--most", type=int, default=3, help="how many fixes at the most")
        parser.add_argument(
            "--what-if", metavar="WHAT", help="after this: failed:ENTRY, moved:RULEBOOK, fewer:GRADE ..."
        )

    def handle(self, *, work: float, seconds: float | None, most: int, what_if: str | None, **options: Any) -> None:
        """Print the answer and leave with its exit code (docs/formats/wishes.md)."""
        asked = {name: options[name] for name in ("record", "rulebook", "goal", "wishes", "on")}
        question, per_credit = question_from(**asked, out=self.stdout)
        effort = Effort(work=work, seconds=seconds)
        if what_if:
            told = after(question, self._changed(question, what_if), effort=effort, most=most)
            self._end(write_what_if(told, units_per_credit=per_credit), exit_code(told.answer))
        answer = repair(question, effort=effort, most=most)
        self._end(write_answer(answer, units_per_credit=per_credit), exit_code(answer))

    def _changed(self, question: Question, what_if: str) -> Question:
        """The question as it would be; ends the command where nothing can be supposed."""
        supposition = read_supposition(what_if, terms=question.calendar.terms.terms)
        if supposition is None:
            raise CommandError(f"Nothing is supposed by {what_if!r}; see docs/formats/wishes.md.", returncode=2)
        rules = compiled(supposition.about, out=self.stdout) if supposition.kind in OF_RULES else None
        changed = to_changed(question, supposition, rules=rules)
        if changed is None:
            raise CommandError(f"The record has no such entry: {what_if}.", returncode=2)
        return changed

    def _end(self, answer: bytes, code: int) -> None:
        self.stdout.write(answer.decode(), ending="")
        sys.exit(code)
