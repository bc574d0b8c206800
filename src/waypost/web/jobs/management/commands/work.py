"""`waypost work`: does the background work of every kind; `waypost serve` keeps one beside the site."""

from __future__ import annotations

import os
import time
from argparse import ArgumentParser
from importlib import import_module
from time import monotonic
from typing import Any, Final

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from waypost.web.jobs.kinds import mend, run_one

REST: Final = 0.15  # seconds between two looks at an empty queue
MEND_EVERY: Final = 5.0


class Command(BaseCommand):
    help = "Do background work, the most urgent kind first, until Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--beside", type=int, metavar="ID", help="end when this process, which began it, is gone")
        parser.add_argument("--until-empty", action="store_true", help="stop when nothing waits")

    def handle(self, *_args: Any, beside: int | None, until_empty: bool, **_options: Any) -> None:
        import_module("ortools.sat.python.cp_model_helper")  # before the first person waits
        mended = -MEND_EVERY
        while beside is None or os.getppid() == beside:
            close_old_connections()
            if monotonic() - mended > MEND_EVERY:
                mended = monotonic()
                mend()
            if run_one():
                continue
            if until_empty:
                return
            time.sleep(REST)
