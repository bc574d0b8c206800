"""A question to the plan search from the files of a command."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import date
from typing import Final, NoReturn

from django.core.management.base import OutputWrapper

from waypost.engine.compiled import CompiledRulebook, compile_rulebook
from waypost.engine.repair import Fixes
from waypost.engine.rulebook import load_rulebook
from waypost.engine.search import Effort, Found, Impossible, NotInTime, Question
from waypost.engine.search.wish_reading import read_wishes
from waypost.engine.transcript import read_record
from waypost.web.base import clock
from waypost.web.catalog.management.commands.audit import file_text, record_bytes, rulebook_or_file
from waypost.web.catalog.presenters.problem_report import problem_report

#: Exit codes; 2 is a wrong command line (docs/formats/wishes.md).
DONE: Final = 0
REFUSED: Final = 1
IMPOSSIBLE: Final = 3
NOT_IN_TIME: Final = 4


def add_question_arguments(parser: ArgumentParser) -> None:
    """The options that every question has."""
    parser.add_argument("--record", required=True, metavar="FILE", help="a record as JSON; - reads the input")
    parser.add_argument(
        "--rulebook",
        required=True,
        nargs="+",
        action="extend",
        metavar="ID",
        help="rulebooks that must be complete, by id or file",
    )
    parser.add_argument(
        "--goal", nargs="+", action="extend", default=[], metavar="ID", help="rulebooks to come near to"
    )
    parser.add_argument("--wishes", required=True, metavar="FILE", help="calendar, courses and wishes as JSON")
    parser.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="the day for exceptions: today")
    parser.add_argument("--work", type=float, default=Effort().work, help="how long to search, in units of work")
    parser.add_argument("--seconds", type=float, help="a wall-clock deadline for each step")


def question_from(
    *, record: str, rulebook: Sequence[str], goal: Sequence[str], wishes: str, on: date | None, out: OutputWrapper
) -> tuple[Question, int]:
    """The question that the files ask, and how many of the record's units make a credit.

    With problems in a file they are printed and the command ends.
    """
    read = read_record(record_bytes(record))
    if read.record is None:
        refuse(problem_report(read.problems, file=record), out=out)
    asked = read_wishes(
        file_text(wishes, missing="The wishes are no file"),
        record=read.record,
        units_per_credit=read.units_per_credit,
    )
    if asked.calendar is None or asked.wishes is None or asked.record is None:
        refuse(problem_report(asked.problems, file=wishes), out=out)
    question = Question(
        record=asked.record,
        rulebooks=tuple(compiled(name, out=out) for name in rulebook),
        goals=tuple(compiled(name, out=out) for name in goal),
        offerings=asked.offerings,
        calendar=asked.calendar,
        wishes=asked.wishes,
        as_of=on or clock.now().date(),
    )
    return question, read.units_per_credit


def compiled(name: str, *, out: OutputWrapper) -> CompiledRulebook:
    """A rulebook by id or file; with problems in it they are printed and the command ends."""
    loaded = load_rulebook(rulebook_or_file(name))
    if loaded.rulebook is None:
        refuse(problem_report(loaded.problems, file=name), out=out)
    return compile_rulebook(loaded.rulebook)


def refuse(report: str, *, out: OutputWrapper) -> NoReturn:
    """Print the problems and end the command."""
    out.write(report)
    sys.exit(REFUSED)


def exit_code(answer: object) -> int:
    """The exit code of an answer."""
    match answer:
        case Found() | Fixes():
            return DONE
        case Impossible():
            return IMPOSSIBLE
        case NotInTime():
            return NOT_IN_TIME
        case _:
            return REFUSED
