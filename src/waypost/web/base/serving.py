"""The server that `waypost serve` runs: it replaces a web worker that died, and logs where everything else logs."""

from __future__ import annotations

from time import monotonic
from typing import Any, Final

import structlog
from granian.server import MPServer

SOUND_AFTER: Final = 30.0  # seconds; a worker that lived so long is replaced at once
LONGEST_REST: Final = 30.0

#: The server's own lines go where ours go; see `base.logs`.
LOG: Final[dict[str, Any]] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {},
    "handlers": {},
    "loggers": {"_granian": {"handlers": [], "propagate": True}},
}

log = structlog.get_logger("waypost.serve")


class LastingServer(MPServer):
    """A server that outlives its workers: one that dies is replaced, after ever longer rests if it keeps dying.

    The server's own respawning gives up on the second death within seconds. Two kills in a row by a full memory
    must not end the site.
    """

    rest: float = 0.0

    def _respawn_workers(self, workers: list[int], *target: Any, **options: Any) -> None:
        lived = monotonic() - min(self.wrks[index].birth for index in workers)
        self.rest = 0.0 if lived > SOUND_AFTER else min(max(2 * self.rest, 0.25), LONGEST_REST)
        log.error("web worker replaced", workers=len(workers), lived=round(lived, 1), rest=self.rest)
        self.main_loop_interrupt.wait(self.rest)  # a signal to stop ends the rest
        super()._respawn_workers(workers, *target, **options)
        self.respawned_wrks.clear()
