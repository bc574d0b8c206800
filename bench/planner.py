"""What a move in the planner costs on the demo district: queries, milliseconds, and what a page weighs.

Server time is measured from request to finished answer through all of the site's own layers, without a
network; wall time and, because other work may run beside it, CPU time.
"""

import gzip
import os
import re
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import django
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "waypost.web.settings")
SCRATCH = tempfile.TemporaryDirectory(prefix="waypost-bench-")
os.environ["WAYPOST_VAR"] = SCRATCH.name
os.environ["WAYPOST_DEMO"] = "1"
os.environ["WAYPOST_LOG_LEVEL"] = "ERROR"
os.environ["WAYPOST_STATICFILES"] = "django.contrib.staticfiles.storage.StaticFilesStorage"

ROUNDS = 60
HARMLESS = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT", "BEGIN", "COMMIT")
FONTS = ("bricolage-latin", "atkinson-regular-latin", "atkinson-bold-latin")


def main() -> None:
    """Print the figures."""
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("demo_load", verbosity=0)
    client, address, moves = _maya()
    for what, ask in (("page", lambda: client.get(address)), ("move", moves)):
        ask()
        wall, cpu = _times(ask)
        print(f"{what}: {_queries(ask)} queries, {wall:.1f} ms at the median, {cpu:.1f} ms of them CPU")
    page = client.get(address).content
    styles, scripts = _linked(page, ".css"), _scripts()
    fonts = sum(_static(f"waypost/fonts/{name}.woff2").stat().st_size for name in FONTS)
    zipped = sum(len(gzip.compress(part)) for part in (page, *styles, *scripts))
    print(f"page, styles, scripts, fonts: {(zipped + fonts) / 1000:.0f} kB transferred ({fonts / 1000:.0f} of fonts)")
    print(f"scripts: {sum(len(gzip.compress(part)) for part in scripts) / 1000:.0f} kB transferred")


def _maya() -> tuple[Client, str, Callable[[], Any]]:
    """Maya signed in, her planner's address, and a move there and back of one of her classes."""
    from waypost.web.plans.models import Branch  # noqa: PLC0415  models are there once Django is set up
    from waypost.web.schools.models import Student  # noqa: PLC0415

    maya = Student.objects.get(given_name="Maya", family_name="Reyes")
    branch = Branch.objects.get(plan__student=maya, kind="real")
    planned = branch.planned.get(course__code="STAT1")
    client = Client()
    client.force_login(maya.user)
    address = f"/students/{maya.pk}/courses/"
    state = {"seen": branch.version, "grade": 11}

    def move() -> None:
        state["grade"] = 23 - state["grade"]
        answer = client.post(
            f"{address}move/",
            {
                "idempotency_key": str(uuid4()),
                "branch": branch.pk,
                "seen": state["seen"],
                "planned": planned.pk,
                "place": f"{state['grade']}-year",
            },
            headers={"HX-Request": "true"},
        )
        if answer.status_code != 200:
            raise ValueError(answer.status_code)
        state["seen"] += 1

    return client, address, move


def _times(ask: Callable[[], Any]) -> tuple[float, float]:
    """The median milliseconds of one request, on the wall and on the processor."""
    walls, cpus = [], []
    for _round in range(ROUNDS):
        wall, cpu = time.perf_counter(), time.process_time()
        ask()
        walls.append(1000 * (time.perf_counter() - wall))
        cpus.append(1000 * (time.process_time() - cpu))
    return statistics.median(walls), statistics.median(cpus)


def _queries(ask: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as asked:
        ask()
    return sum(not one["sql"].startswith(HARMLESS) for one in asked.captured_queries)


def _linked(page: bytes, ending: str) -> list[bytes]:
    paths = re.findall(r'(?:href|src)="/static/([^"]+)"', page.decode())
    return [_static(path).read_bytes() for path in paths if path.endswith(ending)]


def _scripts() -> list[bytes]:
    """htmx and every module that the page's two scripts bring in."""
    own = ["app", "requests", "theme", "toasts", "dialogs", "planner", "planner-drag"]
    return [
        _static(path).read_bytes() for path in ["django_htmx/htmx-2.min.js", *(f"waypost/js/{one}.js" for one in own)]
    ]


def _static(path: str) -> Path:
    found = finders.find(path)
    if not isinstance(found, str):
        raise FileNotFoundError(path)
    return Path(found)


if __name__ == "__main__":
    main()
