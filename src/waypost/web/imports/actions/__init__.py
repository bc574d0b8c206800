"""What becomes of a run. Each verb: require -> claim the version -> change -> history, in one transaction."""

from .apply import ApplyAnswer, Busy, apply_run
from .check import accept_fix, check_upload
from .district import open_district
from .drop import drop_run
from .undo import undo_run

__all__ = ["ApplyAnswer", "Busy", "accept_fix", "apply_run", "check_upload", "drop_run", "open_district", "undo_run"]
