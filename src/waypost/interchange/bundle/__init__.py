"""Bundles of files from outside: opened within limits, checked byte by byte, read row by row."""

from waypost.interchange.bundle.header import Columns
from waypost.interchange.bundle.opening import Bundle, open_bundle
from waypost.interchange.bundle.refusal import FileRefusedError
from waypost.interchange.bundle.table import Table, open_table

__all__ = ["Bundle", "Columns", "FileRefusedError", "Table", "open_bundle", "open_table"]
