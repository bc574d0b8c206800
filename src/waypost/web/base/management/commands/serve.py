"""`waypost serve`: the site on this machine, with one clear sentence when it can't start."""

from __future__ import annotations

import socket
from argparse import ArgumentParser
from functools import partial
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from granian.constants import Interfaces
from granian.log import LogLevels

from waypost.web.base.beside import beside
from waypost.web.base.health import is_schema_current, is_static_current
from waypost.web.base.serving import LOG, LastingServer

#: Seconds for the requests in hand when the site stops; a worker that is told so while it begins never hears it.
LAST_REQUESTS: Final = 20


class Command(BaseCommand):
    help = "Serve the site until Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="0.0.0.0 to let other machines in")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=1, help="processes; one is right for SQLite")
        parser.add_argument("--threads", type=int, default=8, help="threads of a process (8)")

    def handle(self, *_args: Any, host: str, port: int, workers: int, threads: int, **_options: Any) -> None:
        if not is_schema_current():
            raise CommandError("The database is not up to date. Run: waypost migrate")
        if not is_static_current():
            raise CommandError("Style sheets and scripts are not built. Run: waypost collectstatic --noinput")
        if not is_free(host, port):
            raise CommandError(f"Port {port} is in use. Stop that program, or give another: --port {port + 1}")
        server = LastingServer(
            "waypost.web.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=threads,
            respawn_failed_workers=True,
            workers_kill_timeout=LAST_REQUESTS,
            log_level=LogLevels.error,
            log_dictconfig=LOG,
            pid_file=settings.VAR / f"serve-{port}.pid",
        )
        server.on_startup(partial(self.stdout.write, ready_line(host, port)))
        with beside("work"):
            server.serve()


def is_free(host: str, port: int) -> bool:
    """Whether nobody listens there; the server itself shares ports, and would answer half of the requests."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def ready_line(host: str, port: int) -> str:
    """The one line that a newcomer waits for."""
    place = "localhost" if host in {"127.0.0.1", "0.0.0.0", "::1", "::"} else host  # noqa: S104  only shown
    return f"Open http://{place}:{port}. {'Cedar Valley Unified' if settings.DEMO else 'Waypost'} is ready."
