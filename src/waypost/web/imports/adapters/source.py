"""Where uploaded bytes are kept, and how they become a change set: the one path of preview and apply."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from typing import IO, Final

from django.conf import settings

from waypost.interchange.bundle import Bundle, open_bundle
from waypost.interchange.catalogue import CourseCredit, read_catalogue, read_course_credits, read_del_norte
from waypost.interchange.course_history import read_course_history
from waypost.interchange.offerings import read_offerings
from waypost.interchange.oneroster import read
from waypost.web.imports.models import RunKind
from waypost.web.schools.adapters import calendar_of
from waypost.web.schools.models import District

from .catalog import catalog_changes
from .change_set import ChangeSet
from .course_history import history_changes, known_marks
from .offerings import offering_changes
from .roster import roster_changes
from .roster.changes import read_units
from .roster.reading import Reading

DEL_NORTE_COLUMN: Final = b"gradRequirement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """One file as it came: the name that its sender gave it, and its bytes."""

    name: str
    content: IO[bytes]


def keep(uploads: Sequence[Upload]) -> tuple[str, str]:
    """Keep the bytes below the upload folder; their digest, and the name to show."""
    folder = _uploads_folder()
    folder.mkdir(parents=True, exist_ok=True)
    waiting = Path(mkdtemp(dir=folder, prefix="new-"))
    names = [_write(upload, waiting) for upload in uploads]
    digest = _digest(waiting)
    try:
        waiting.rename(folder / digest)
    except OSError:  # the same bytes are there already
        shutil.rmtree(waiting)
    return digest, names[0] if len(names) == 1 else f"{names[0]} + {len(names) - 1}"


def keep_path(path: Path) -> tuple[str, str]:
    """Keep a file, or the files of a folder, that stand on this machine."""
    paths = sorted(one for one in path.iterdir() if one.is_file()) if path.is_dir() else [path]
    opened = [Upload(name=one.name, content=one.open("rb")) for one in paths]
    try:
        digest, name = keep(opened)
    finally:
        for upload in opened:
            upload.content.close()
    return digest, path.name if path.is_dir() else name


def kept_bundle(digest: str, *, name: str) -> Bundle:
    """The kept files as a bundle that is called as it was on its way in; not found where they are gone or altered."""
    folder = _uploads_folder() / digest
    if not folder.is_dir() or _digest(folder) != digest:
        return open_bundle(folder / "gone", name=name)
    files = sorted(folder.iterdir())
    return open_bundle(files[0], name=files[0].name) if len(files) == 1 else open_bundle(folder, name=name)


def rebuild(
    *, kind: str, digest: str, name: str, district: District, today: date, accepted: Collection[str] = ()
) -> ChangeSet:
    """What the kept files would change in the district today."""
    bundle = kept_bundle(digest, name=name)
    terms = calendar_of(district).words()
    match RunKind(kind):
        case RunKind.ONEROSTER:
            return _roster(bundle, district=district, today=today, accepted=accepted)
        case RunKind.COURSE_HISTORY:
            marks = known_marks(district)
            history = read_course_history(
                bundle, known_marks=marks, scale=district.credit_scale, accept=accepted, terms=terms
            )
            return history_changes(history, district=district)
        case RunKind.OFFERINGS:
            offerings = read_offerings(bundle, scale=district.credit_scale, accept=accepted, terms=terms)
            return offering_changes(offerings, district=district)
        case RunKind.CATALOG:
            return catalog_changes(
                read_del_norte(bundle)
                if _is_del_norte(bundle)
                else read_catalogue(bundle, scale=district.credit_scale, accept=accepted, terms=terms),
                district=district,
                today=today,
            )


def _roster(bundle: Bundle, *, district: District, today: date, accepted: Collection[str]) -> ChangeSet:
    roster = read(bundle, accept=accepted)
    has_credits = bundle.find(CourseCredit.file) is not None
    credits = read_course_credits(bundle, scale=district.credit_scale) if has_credits else None
    reading = Reading(roster=roster, district=district, today=today, units=read_units(credits) if credits else {})
    return roster_changes(reading, credit_problems=credits.problems if credits else ())


def _is_del_norte(bundle: Bundle) -> bool:
    """Whether the one file has the columns of that school's catalog."""
    if bundle.is_refused or len(bundle.files) != 1:
        return False
    with bundle.open(next(iter(bundle.files))) as stream:
        return DEL_NORTE_COLUMN in stream.readline(10_000)


def _uploads_folder() -> Path:
    return Path(settings.VAR) / "uploads"


def _write(upload: Upload, folder: Path) -> str:
    name = safe_name(upload.name, taken={one.name for one in folder.iterdir()})
    with (folder / name).open("wb") as target:
        shutil.copyfileobj(upload.content, target)
    return name


def safe_name(name: str, *, taken: Iterable[str] = ()) -> str:
    """The last part of a name, with signs that no file system minds; a second of one name gets a number."""
    bare = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(sign for sign in bare if sign.isalnum() or sign in "._- ").strip(". ")[-100:] or "upload"
    number = 1
    while kept.casefold() in {one.casefold() for one in taken}:
        number += 1
        kept = f"{number}-{kept}"
    return kept


def _digest(folder: Path) -> str:
    """A SHA-256 over the names and contents of the kept files."""
    whole = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        with path.open("rb") as stream:
            whole.update(f"{path.name}\0{hashlib.file_digest(stream, 'sha256').hexdigest()}\n".encode())
    return whole.hexdigest()
