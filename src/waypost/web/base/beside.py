"""A process that runs beside the web workers, and is started again when it ends."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Final

LOOK_EVERY: Final = 0.2  # seconds
AGAIN_AFTER: Final = 1.0
AGAIN_AT_LAST: Final = 60.0  # one that ends again and again is given ever more time
LIVES: Final = 30.0  # from then on it is taken for sound


@contextmanager
def beside(command: str) -> Iterator[None]:
    """A management command in a process of its own, for as long as the block runs.

    The command takes `--beside`, the id of this process, and ends when that is gone.
    """
    over = threading.Event()
    # Begun here, before the server forks its workers: a fork in the midst of it would hold its pipes open.
    keeper = threading.Thread(target=_keep, args=(_begin(command), command, over), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join()


def _keep(process: subprocess.Popen[bytes], command: str, over: threading.Event) -> None:
    begun, rest = monotonic(), AGAIN_AFTER
    while not over.wait(LOOK_EVERY):
        if process.poll() is None:
            continue
        rest = AGAIN_AFTER if monotonic() - begun > LIVES else min(rest * 2, AGAIN_AT_LAST)
        if not over.wait(rest):
            process, begun = _begin(command), monotonic()
    process.terminate()
    process.wait()


def _begin(command: str) -> subprocess.Popen[bytes]:
    """The command in its own session: Ctrl-C is the site's to answer."""
    words = [sys.executable, "-m", "waypost", command, f"--beside={os.getpid()}"]
    return subprocess.Popen(words, start_new_session=True)  # noqa: S603
