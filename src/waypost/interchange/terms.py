"""The terms that files may name: words in any case, with or without spaces, and the code that each stands for."""

from collections.abc import Callable, Mapping
from typing import Final

from waypost.interchange.cells import BadCellError
from waypost.interchange.codes import Code

#: Where no calendar is given.
USUAL_TERMS: Final[Mapping[str, str]] = {code: code for code in ("fall", "spring", "year", "summer")}


def term_reader(terms: Mapping[str, str]) -> Callable[[str], str]:
    """A reader of one of these terms; `terms` are codes by words in lower case, letters and digits only."""

    def read_term(cell: str) -> str:
        code = terms.get("".join(sign for sign in cell.casefold() if sign.isalnum()))
        if code is None:
            raise BadCellError(Code.UNKNOWN_VALUE if cell.strip() else Code.MISSING_VALUE)
        return code

    return read_term
