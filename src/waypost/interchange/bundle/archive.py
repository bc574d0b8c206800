"""A zip as a bundle: its table of contents is checked before anything is unpacked."""

import stat
import struct
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo

from waypost.interchange.bundle.limits import MAX_BYTES, MAX_FILES, MAX_RATIO, RATIO_FLOOR_BYTES
from waypost.interchange.bundle.refusal import refusal
from waypost.interchange.codes import Code

_LITTER = ("__MACOSX/", ".DS_Store", "Thumbs.db")
_ARCHIVES = (".zip", ".gz", ".7z", ".rar", ".tar", ".tgz", ".bz2", ".xz")
_ENCRYPTED = 0x1
_UNREADABLE = (BadZipFile, OSError, ValueError, NotImplementedError, OverflowError, struct.error)


def open_archive(source: Path | IO[bytes], shown: str) -> Mapping[str, Callable[[], IO[bytes]]]:
    """The openers of the files in a zip, by name; raises FileRefusedError."""
    try:
        archive = ZipFile(source)
    except _UNREADABLE:
        raise refusal(Code.DAMAGED_ZIP, shown) from None
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    _check_sizes(entries, shown)
    wanted = [entry for entry in entries if not _is_litter(entry.filename)]
    for entry in wanted:
        _check_entry(entry, shown)
    return {name: partial(archive.open, entry) for name, entry in _named(wanted, shown).items()}


def _check_sizes(entries: Sequence[ZipInfo], shown: str) -> None:
    """Declared sizes are binding: `zipfile` never unpacks more of an entry than it declares."""
    if len(entries) > MAX_FILES:
        raise refusal(Code.TOO_MANY_FILES, shown, detail=str(len(entries)))
    if sum(entry.file_size for entry in entries) > MAX_BYTES:
        raise refusal(Code.TOO_BIG, shown)
    for entry in entries:
        is_swollen = entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
        if is_swollen and entry.file_size > RATIO_FLOOR_BYTES:
            raise refusal(Code.ZIP_BOMB, shown, detail=entry.filename)


def _check_entry(entry: ZipInfo, shown: str) -> None:
    name = entry.filename
    if _is_path_trick(entry.orig_filename) or _is_path_trick(name):
        raise refusal(Code.PATH_TRICK, shown, detail=name)
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise refusal(Code.LINK_IN_BUNDLE, shown, detail=name)
    if entry.flag_bits & _ENCRYPTED:
        raise refusal(Code.LOCKED_ZIP, shown, detail=name)
    if name.casefold().endswith(_ARCHIVES):
        raise refusal(Code.NESTED_ZIP, shown, detail=name)


def _is_path_trick(name: str) -> bool:
    is_rooted = name.startswith("/") or "\\" in name or ":" in name
    return is_rooted or "\0" in name or ".." in PurePosixPath(name).parts


def _is_litter(name: str) -> bool:
    return name.startswith(_LITTER[0]) or name.endswith(_LITTER[1:])


def _named(entries: Sequence[ZipInfo], shown: str) -> dict[str, ZipInfo]:
    """Entries by file name; one folder around all of them is taken off, as zipping a folder leaves it."""
    folders = {str(PurePosixPath(entry.filename).parent) for entry in entries}
    if len(folders) > 1 or any("/" in folder for folder in folders):
        raise refusal(Code.PATH_TRICK, shown, detail=max(folders, key=len))
    names = [PurePosixPath(entry.filename).name for entry in entries]
    doubled = [name for name, count in Counter(name.casefold() for name in names).items() if count > 1]
    if doubled:
        raise refusal(Code.TWICE_IN_BUNDLE, shown, detail=doubled[0])
    return dict(zip(names, entries, strict=True))
