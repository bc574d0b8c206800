"""A batch from beginning to end: chunks that are done stay done, whoever was stopped or killed in between."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from waypost.engine.batch.cells import BatchRefused, SetAside
from waypost.engine.batch.engines import Engine, LocalEngine
from waypost.engine.batch.job import Job
from waypost.engine.batch.results import notes_of
from waypost.engine.batch.source import Chunk, Source
from waypost.engine.digest import digest_rulebook
from waypost.engine.requirement import Rulebook
from waypost.engine.version import ENGINE_VERSION

MANIFEST: Final = "_run.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How many chunks are done, of how many."""

    done: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchSummary:
    """What came out: ``singly`` are the students audited singly by rulebook, ``resumed`` chunks were done before.

    ``set_aside`` are values that nobody knows, with the number of entries that therefore do not count.
    """

    complete: bool
    students: int
    chunks: int
    resumed: int
    singly: dict[str, int]
    set_aside: tuple[tuple[SetAside, int], ...]


def run_batch(
    source: Source,
    rulebooks: Sequence[Rulebook],
    *,
    out: Path,
    engine: Engine | None = None,
    on: date | None = None,
    report: Callable[[Progress], None] | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> BatchSummary:
    """Audit everyone under every rulebook into ``out``; the same call again goes on where the last one stopped.

    Raises `BatchRefused` for input that cannot be read, or a folder that holds another run.
    """
    chunks = source.chunks()
    job = Job(
        run=_run_digest(source, rulebooks, chunks=chunks, on=on),
        source=source,
        rulebooks=tuple(rulebooks),
        out=out,
        on=on,
    )
    _begin(job)
    left = [chunk for chunk in chunks if not job.is_done(chunk)]
    done = resumed = len(chunks) - len(left)
    for _ in (engine or LocalEngine()).run(job, left) if left else ():
        done += 1
        if report is not None:
            report(Progress(done=done, total=len(chunks)))
        if is_cancelled is not None and is_cancelled():
            break
    else:
        _clear_unfinished(job)
    return _summary(job, chunks, resumed=resumed)


def _run_digest(source: Source, rulebooks: Sequence[Rulebook], *, chunks: Sequence[Chunk], on: date | None) -> str:
    if len({book.id for book in rulebooks}) < len(rulebooks) or not rulebooks:
        raise BatchRefused("name at least one rulebook, and each only once")
    asked: dict[str, Any] = {
        "engine": ENGINE_VERSION,
        "source": source.identity(),
        "rulebooks": [digest_rulebook(book) for book in rulebooks],
        "chunks": len(chunks),
        "on": on.isoformat() if on else None,
    }
    return sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


def _begin(job: Job) -> None:
    """Claim the folder for this run, and clear what killed workers left unfinished."""
    job.out.mkdir(parents=True, exist_ok=True)
    manifest = job.out / MANIFEST
    if manifest.exists():
        if json.loads(manifest.read_text())["run"] != job.run:
            raise BatchRefused(f"{job.out} holds the results of another run; name an empty folder")
    elif any(job.out.iterdir()):
        raise BatchRefused(f"{job.out} is not empty; name an empty folder")
    else:
        rulebooks = [book.id for book in job.rulebooks]
        manifest.write_text(json.dumps({"run": job.run, "rulebooks": rulebooks}, indent=2) + "\n")
    _clear_unfinished(job)


def _clear_unfinished(job: Job) -> None:
    """Delete what workers were writing when they, or another one beside them, were killed."""
    for unfinished in job.out.glob("rulebook=*/.part-*"):
        unfinished.unlink()


def _summary(job: Job, chunks: Sequence[Chunk], *, resumed: int) -> BatchSummary:
    """Add up the notes of all parts; what was set aside is the same for every rulebook."""
    students, singly, aside = 0, dict.fromkeys([book.id for book in job.rulebooks], 0), Counter[SetAside]()
    done = [chunk for chunk in chunks if job.is_done(chunk)]
    for chunk in done:
        notes: list[dict[str, Any]] = [notes_of(path) for path in job.parts(chunk)]
        students += notes[0]["students"]
        for book, own in zip(job.rulebooks, notes, strict=True):
            singly[book.id] += own["singly"]
        for one in notes[0]["set_aside"]:
            aside[SetAside(one["column"], one["value"])] += one["rows"]
    return BatchSummary(
        complete=len(done) == len(chunks),
        students=students,
        chunks=len(chunks),
        resumed=resumed,
        singly=singly,
        set_aside=tuple(sorted(aside.items())),
    )
