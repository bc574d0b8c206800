"""One chunk's work: read, audit under every rulebook, write a part for each; done twice it gives the same bytes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pyarrow as pa

from waypost.engine.batch.by_rulebook import RulebookAudit
from waypost.engine.batch.columns import Block
from waypost.engine.batch.results import notes_for, results_table, write_part
from waypost.engine.batch.source import Chunk, Source, SourceReader
from waypost.engine.batch.standings import Standings, empty_standings
from waypost.engine.batch.supply import repeats_in
from waypost.engine.compiled import compile_rulebook
from waypost.engine.requirement import Rulebook

#: Students audited at once: their numbers stay in the processor's cache.
STUDENTS_AT_ONCE = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """All that a worker must know; ``run`` names the run (`manifest`). Calling it works one chunk off."""

    run: str
    source: Source
    rulebooks: tuple[Rulebook, ...]
    out: Path
    on: date | None

    def __call__(self, chunk: Chunk) -> None:
        """Write the parts of a chunk."""
        auditor = _auditors.get(self.run)
        if auditor is None:
            _auditors.clear()
            auditor = _auditors[self.run] = ChunkAuditor(self)
        auditor.write(chunk)

    def parts(self, chunk: Chunk) -> list[Path]:
        """The files that a chunk ends up in, one for each rulebook."""
        return [part_path(self.out, rulebook_id=book.id, number=chunk.number) for book in self.rulebooks]

    def is_done(self, chunk: Chunk) -> bool:
        """Whether all parts of a chunk are there."""
        return all(path.exists() for path in self.parts(chunk))


def part_path(out: Path, *, rulebook_id: str, number: int) -> Path:
    """Where the results of one rulebook and chunk go."""
    return out / f"rulebook={quote(rulebook_id, safe='')}" / f"part-{number:06}.parquet"


class ChunkAuditor:
    """What a worker keeps between chunks: the reader, and for each rulebook its types and formulas."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.reader = SourceReader(job.source)
        self.audits = [
            RulebookAudit(rulebook=compile_rulebook(book), courses=self.reader.courses, on=job.on)
            for book in job.rulebooks
        ]

    def write(self, chunk: Chunk) -> None:
        """Audit a chunk and write its parts."""
        block, aside = self.reader.block(chunk)
        for audit, standings, path in zip(self.audits, self.standings(block), self.job.parts(chunk), strict=True):
            table = results_table(block.students, standings, applies=audit.applies(block))
            write_part(table, path=path, notes=notes_for(standings, aside=aside))

    def standings(self, block: Block) -> list[Standings]:
        """The standings of all students under each rulebook."""
        found = [empty_standings(audit.paths, students=len(block)) for audit in self.audits]
        for part, places in _parts(block.ahead(on=self.job.on, courses=self.reader.courses)):
            repeats = repeats_in(part, courses=self.reader.courses)
            for audit, standings in zip(self.audits, found, strict=True):
                standings.put(audit.audit(part, repeats=repeats), places=places)
        return found


_auditors: dict[str, ChunkAuditor] = {}


def _parts(block: Block) -> Iterator[tuple[Block, slice]]:
    for first in range(0, len(block), STUDENTS_AT_ONCE):
        after = min(first + STUDENTS_AT_ONCE, len(block))
        yield block.part(first, after), slice(first, after)


def audit_records(source: Source, rulebooks: Sequence[Rulebook], *, on: date | None = None) -> list[pa.Table]:
    """The results of a whole source in this process, one table for each rulebook; for small sources."""
    auditor = ChunkAuditor(Job(run="", source=source, rulebooks=tuple(rulebooks), out=Path(), on=on))
    tables: list[list[pa.Table]] = [[] for _ in rulebooks]
    for chunk in source.chunks():
        block, _ = auditor.reader.block(chunk)
        for number, standings in enumerate(auditor.standings(block)):
            applies = auditor.audits[number].applies(block)
            tables[number].append(results_table(block.students, standings, applies=applies))
    return [pa.concat_tables(own) for own in tables]
