"""A folder as a bundle: its own files only, no links, within the limits."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import IO

from waypost.interchange.bundle.limits import MAX_BYTES, MAX_FILES
from waypost.interchange.bundle.refusal import refusal
from waypost.interchange.codes import Code


def open_folder(folder: Path, shown: str) -> Mapping[str, Callable[[], IO[bytes]]]:
    """The openers of the files in a folder, by name; raises FileRefusedError."""
    entries = sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    linked = next((entry for entry in entries if entry.is_symlink()), None)
    if linked:
        raise refusal(Code.LINK_IN_BUNDLE, shown, detail=linked.name)
    files = [entry for entry in entries if entry.is_file()]
    if len(files) > MAX_FILES:
        raise refusal(Code.TOO_MANY_FILES, shown, detail=str(len(files)))
    if sum(file.stat().st_size for file in files) > MAX_BYTES:
        raise refusal(Code.TOO_BIG, shown)
    return {file.name: partial(_open_file, file) for file in files}


def _open_file(file: Path) -> IO[bytes]:
    return file.open("rb")
