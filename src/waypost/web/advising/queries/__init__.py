"""What a caseload holds, for the member of staff who looks after it."""

from .desk import LANES, Desk, Standing, desk_of
from .fixes import Fixes, fixes_of
from .peek import Peek, peek_of

__all__ = ["LANES", "Desk", "Fixes", "Peek", "Standing", "desk_of", "fixes_of", "peek_of"]
