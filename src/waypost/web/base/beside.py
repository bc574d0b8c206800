"""A process that runs beside the web workers, and is started again when it ends."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

AGAIN_AFTER: Final = 1.0  # seconds


@contextmanager
def beside(command: str) -> Iterator[None]:
    """A management command in a process of its own, for as long as the block runs.

    The command takes `--beside`, the id of this process, and ends when that is gone.
    """
    over = threading.Event()
    keeper = threading.Thread(target=_keep, args=(command, over), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join()


def _keep(command: str, over: threading.Event) -> None:
    while not over.is_set():
        # Its own session: Ctrl-C is the site's to answer. The command ends by itself where this process is gone.
        words = [sys.executable, "-m", "waypost", command, f"--beside={os.getpid()}"]
        process = subprocess.Popen(words, start_new_session=True)  # noqa: S603
        while process.poll() is None and not over.wait(0.2):
            pass
        if process.poll() is None:
            process.terminate()
            process.wait()
        over.wait(AGAIN_AFTER)
