"""The site served for real: its own process, its own database on the engine that the suite runs on, and browsers."""

from __future__ import annotations

import fcntl
import http.client
import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode
from uuid import uuid4

from django.conf import settings

ROOT: Final = Path(__file__).resolve().parents[2]
SEEN: Final = re.compile(r'name="seen" value="(\d+)"')
CSRF: Final = "c" * 32


@dataclass(frozen=True, kw_only=True)
class Answer:
    status: int
    location: str
    body: str

    @property
    def seen(self) -> int:
        """The version of the plan that the page shows."""
        return int(SEEN.findall(self.body)[-1])


@dataclass(kw_only=True)
class Server:
    """One `waypost serve` that can be killed and started again on the same port and database."""

    environment: dict[str, str]
    port: int
    people: dict[str, Any] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    log: Path | None = None
    kept: tempfile.TemporaryDirectory[str] | None = None  # goes away with the server

    def start(self, *words: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "waypost", "serve", "--port", str(self.port), *words],
            env=self.environment,
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=self.log.open("ab") if self.log else subprocess.DEVNULL,
            start_new_session=True,
        )
        self.wait()

    def kill(self) -> None:
        """Take the whole server away without a word, as a power cut would."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def run(self, *words: str) -> str:
        """A command against the same database."""
        done = subprocess.run(
            [sys.executable, *words], env=self.environment, cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def wait(self) -> None:
        """Come back when the site is well."""
        until = time.monotonic() + 30
        while time.monotonic() < until:
            try:
                if self.ask("", "GET", "/health/").status == 200:
                    return
            except OSError:
                time.sleep(0.05)
        raise TimeoutError("the server did not come up")

    def ask(self, session: str, verb: str, address: str, fields: dict[str, Any] | None = None) -> Answer:
        """One request of its own connection. Raises OSError or HTTPException where the server went away."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": f"sessionid={session}; csrftoken={CSRF}", "X-CSRFToken": CSRF}
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(verb, address, urlencode(fields) if fields else None, headers)
            response = connection.getresponse()
            body = response.read().decode()
            return Answer(status=response.status, location=response.headers.get("Location", ""), body=body)
        finally:
            connection.close()


def new_server(folder: Path) -> Server:
    """A server with the cast in a new database; not started yet."""
    pattern = _pattern()
    shutil.copytree(pattern.environment["WAYPOST_VAR"], folder, dirs_exist_ok=True)
    return _server(folder, people=pattern.people, DATABASE_URL=_database(like=pattern.environment["DATABASE_URL"]))


@cache
def _pattern() -> Server:
    """What each new server begins as a copy of: migrated and cast once, never started."""
    folder = tempfile.TemporaryDirectory(prefix="waypost-pattern-")
    server = _server(Path(folder.name), DATABASE_URL=_database())
    server.kept = folder
    server.run("-m", "waypost", "migrate", "--verbosity", "0")
    server.people = json.loads(server.run("-m", "tests.web.served_people"))
    return server


def demo_server(folder: Path, *, pattern: Path) -> Server:
    """A server of the whole demo, as `./run demo` makes it; not started yet.

    It is built once in the folder of the pattern, whoever comes first, and copied from there.
    """
    pattern.mkdir(exist_ok=True)
    with pattern.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not any(pattern.iterdir()):
            built = _server(pattern, WAYPOST_DEMO="1", DATABASE_URL="")
            built.run("-m", "waypost", "demo_prepare")
            built.run("-m", "waypost", "collectstatic", "--noinput", "--verbosity", "0")
    shutil.copytree(pattern, folder, dirs_exist_ok=True)
    return _server(folder, WAYPOST_DEMO="1", DATABASE_URL="")


def _server(folder: Path, *, people: dict[str, Any] | None = None, **environment: str) -> Server:
    plain = {
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        "WAYPOST_VAR": str(folder),
        "WAYPOST_DEMO": "",
        "WAYPOST_STATICFILES": "django.contrib.staticfiles.storage.StaticFilesStorage",
    }
    return Server(environment={**os.environ, **plain, **environment}, port=_free_port(), people=people or {})


def key() -> str:
    return uuid4().hex


def _database(*, like: str = "") -> str:
    """A new database beside the one of the suite, a copy of another if one is named; the server's own file for SQLite."""
    suite = settings.DATABASES["default"]
    if "postgresql" not in suite["ENGINE"]:
        return ""
    import psycopg  # noqa: PLC0415  # only where the suite runs on it

    name = f"served_{secrets.token_hex(4)}"
    place = f"{suite['USER']}@{suite['HOST']}:{suite['PORT']}"
    with psycopg.connect(f"postgres://{place}/postgres", autocommit=True) as connection:
        pattern = like.rpartition("/")[2] or "template1"
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {pattern}")
    return f"postgres://{place}/{name}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
