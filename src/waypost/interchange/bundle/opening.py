"""Open a zip, a folder, a single file or bytes as a bundle of named files."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import IO, TypeAlias
from zipfile import is_zipfile

from waypost.interchange.bundle.archive import open_archive
from waypost.interchange.bundle.folder import open_folder
from waypost.interchange.bundle.limits import CHUNK_BYTES, DAMAGED, MAX_BYTES
from waypost.interchange.bundle.refusal import FileRefusedError, refusal
from waypost.interchange.codes import Code
from waypost.interchange.problems import Problem

Source: TypeAlias = Path | bytes

_ZIP_START = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Bundle:
    """Named files that can be opened, or the problems that keep the bundle as a whole from being read."""

    name: str
    files: Mapping[str, Callable[[], IO[bytes]]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Whether nothing of the bundle can be read."""
        return bool(self.problems)

    def find(self, wanted: str) -> str | None:
        """The name under which a file stands in the bundle, in whatever case, or None."""
        return next((name for name in self.files if name.casefold() == wanted.casefold()), None)

    def open(self, name: str) -> IO[bytes]:
        """The bytes of a file that the bundle has."""
        return self.files[name]()

    def digest(self) -> str:
        """A SHA-256 over names and contents: the same files give the same digest, zipped or not."""
        whole = hashlib.sha256()
        for name in sorted(self.files):
            whole.update(f"{name}\0{self._file_digest(name)}\n".encode())
        return whole.hexdigest()

    def _file_digest(self, name: str) -> str:
        content = hashlib.sha256()
        try:
            with self.open(name) as stream:
                while chunk := stream.read(CHUNK_BYTES):
                    content.update(chunk)
        except DAMAGED:
            return "damaged"
        return content.hexdigest()


def open_bundle(source: Source, *, name: str = "") -> Bundle:
    """The bundle at a path or in bytes; what is wrong with it as a whole is in its `problems`.

    A zip is known by its content. Anything else must be called `.csv` to count as a bundle of one file.
    """
    shown = name or (source.name if isinstance(source, Path) else "bundle.zip")
    try:
        return Bundle(name=shown, files=_files(source, shown))
    except FileRefusedError as refused:
        return Bundle(name=shown, problems=(refused.problem,))


def _files(source: Source, shown: str) -> Mapping[str, Callable[[], IO[bytes]]]:
    if isinstance(source, Path):
        if source.is_dir():
            return open_folder(source, shown)
        if not source.is_file():
            raise refusal(Code.NOT_FOUND, shown)
    if is_zipfile(source if isinstance(source, Path) else BytesIO(source)):
        return open_archive(source if isinstance(source, Path) else BytesIO(source), shown)
    if not shown.casefold().endswith(".csv"):
        raise refusal(Code.DAMAGED_ZIP if _begins_like_a_zip(source) else Code.NOT_A_ZIP, shown)
    return {shown: _single_file(source, shown)}


def _single_file(source: Source, shown: str) -> Callable[[], IO[bytes]]:
    size = source.stat().st_size if isinstance(source, Path) else len(source)
    if size > MAX_BYTES:
        raise refusal(Code.TOO_BIG, shown)
    return (lambda: source.open("rb")) if isinstance(source, Path) else (lambda: BytesIO(source))


def _begins_like_a_zip(source: Source) -> bool:
    if isinstance(source, bytes):
        return source.startswith(_ZIP_START)
    with source.open("rb") as stream:
        return stream.read(len(_ZIP_START)) == _ZIP_START
