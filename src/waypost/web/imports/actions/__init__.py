"""What becomes of a run. Each verb: require -> claim the version -> change -> history, in one transaction."""

from waypost.web.imports.adapters.source import Upload

from .apply import ApplyAnswer, Busy, apply_run, names_to_type
from .check import accept_fix, check_again, check_upload
from .district import UnknownState, named_district, open_district
from .drop import drop_run
from .undo import undo_run

__all__ = [
    "ApplyAnswer",
    "Busy",
    "UnknownState",
    "Upload",
    "accept_fix",
    "apply_run",
    "check_again",
    "check_upload",
    "drop_run",
    "named_district",
    "names_to_type",
    "open_district",
    "undo_run",
]
