"""Records and audit results as JSON (docs/formats/record.md)."""

from waypost.engine.transcript.reading import LoadedRecord, read_record
from waypost.engine.transcript.writing import write_gpa, write_heads_ups, write_record, write_result

__all__ = ["LoadedRecord", "read_record", "write_gpa", "write_heads_ups", "write_record", "write_result"]
