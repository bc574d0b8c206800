"""Everyone at once: the records of a school or a state under several rulebooks (docs/formats/batch.md)."""

from waypost.engine.batch.cells import BatchRefused, SetAside
from waypost.engine.batch.engines import Engine, LocalEngine, RayEngine
from waypost.engine.batch.job import audit_records
from waypost.engine.batch.run import BatchSummary, Progress, run_batch
from waypost.engine.batch.source import Chunk, ParquetSource, RecordSource, Source
from waypost.engine.batch.tables import BatchTables, tables_of, write_tables

__all__ = [
    "BatchRefused",
    "BatchSummary",
    "BatchTables",
    "Chunk",
    "Engine",
    "LocalEngine",
    "ParquetSource",
    "Progress",
    "RayEngine",
    "RecordSource",
    "SetAside",
    "Source",
    "audit_records",
    "run_batch",
    "tables_of",
    "write_tables",
]
