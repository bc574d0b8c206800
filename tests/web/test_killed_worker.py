"""kill -9 in the middle of an audit run: a chunk is there as a whole or not at all, and each result stands once."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

from tests.web.served import ROOT, Server, new_server

pytestmark = pytest.mark.both

SET_UP: Final = """
from itertools import count
import django
django.setup()
from tests import factories
from tests.factories import make_course, make_student, take
from tests.web.rules import DIPLOMA
from waypost.web.base import clock
from waypost.web.catalog.actions import adopt_rulebook, load_rulebook_text
from waypost.web.standings.actions.auditing import refresh_standings
from waypost.web.access.queries import office_of
from waypost.web.schools.models import School
factories._numbers = count(1000)  # the cast has the first ones
school = School.objects.get(name="Cedar Valley High")
course = make_course(school.district, "ENG0", subject="EN")
for number in range(9):
    take(make_student(school, f"Student {number}"), course, grade_level=9)
office = office_of(school.district)
rulebook = load_rulebook_text(office, text=DIPLOMA, at=clock.now())
adopt_rulebook(office, rulebook=rulebook, class_from=2027, class_to=2030, at=clock.now())
refresh_standings(office, at=clock.now())
"""
#: Works as always, but says when a chunk's results are written and not yet kept, and waits for a word to go on.
WORKS_AND_TELLS: Final = """
import sys
import django
django.setup()
from django.core.management import call_command
from waypost.web.standings.actions import audit_chunks
store = audit_chunks.store_rows
def store_and_tell(rows):
    store(rows)
    print("written", flush=True)
    sys.stdin.readline()
audit_chunks.store_rows = store_and_tell
call_command("work", "--until-empty")
"""
#: The minute of the dead worker's take is over; how far the run is.
LOOK: Final = """
import json
from datetime import timedelta
import django
django.setup()
from django.db.models import F
from waypost.web.audits.models import StoredAudit
from waypost.web.standings.models import AuditRun
AuditRun.objects.update(deadline=F("deadline") - timedelta(hours=1))
run, results = AuditRun.objects.get(), StoredAudit.objects.values_list("student", flat=True)
print(json.dumps([run.state, run.done, run.total, len(results), len(set(results))]))
"""


@pytest.fixture
def server(tmp_path: Path) -> Server:
    """A site of its own, three students in a chunk; it is never started."""
    made = new_server(tmp_path)
    made.environment["WAYPOST_AUDIT_CHUNK"] = "3"
    made.environment["DJANGO_SETTINGS_MODULE"] = "waypost.web.settings"
    return made


def kill_in(chunk: int, server: Server) -> None:
    """A worker that is killed when the results of its chunk of this number are written and not kept."""
    worker: subprocess.Popen[str] = subprocess.Popen(
        [sys.executable, "-c", WORKS_AND_TELLS],
        env=server.environment,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert worker.stdin is not None
    assert worker.stdout is not None
    for number in range(1, chunk + 1):
        assert worker.stdout.readline() == "written\n"
        if number < chunk:
            worker.stdin.write("\n")
            worker.stdin.flush()
    worker.send_signal(signal.SIGKILL)
    worker.wait()


def look(server: Server) -> list[Any]:
    return list(json.loads(server.run("-c", LOOK)))


@pytest.mark.django_db
def test_a_killed_worker_loses_one_chunk_and_the_run_goes_on(server: Server) -> None:
    server.run("-c", SET_UP)
    kill_in(1, server)
    assert look(server) == ["running", 0, 12, 0, 0]
    kill_in(3, server)
    assert look(server) == ["running", 6, 12, 6, 6]
    server.run("-m", "waypost", "work", "--until-empty")
    assert look(server) == ["done", 12, 12, 12, 12]
