"""How much a bundle may hold; beyond this it is refused before anything is unpacked."""

from zipfile import BadZipFile
from zlib import error as ZlibError  # noqa: N812  it is an exception class

MAX_BYTES = 2 * 1024**3
MAX_FILES = 50
MAX_RATIO = 100
RATIO_FLOOR_BYTES = 64 * 1024
"""Entries below this size are let through at any ratio: a few equal lines pack well and harm nobody."""
CHUNK_BYTES = 1024 * 1024
DAMAGED = (BadZipFile, ZlibError, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
"""What `zipfile` raises when the bytes of an entry are not what the zip's table of contents promised."""
