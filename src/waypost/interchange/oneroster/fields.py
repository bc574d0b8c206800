"""Readers of cells that only a roster has: grade codes and school years."""

from waypost.interchange.cells import BadCellError, text_list
from waypost.interchange.codes import Code
from waypost.interchange.oneroster.vocabulary import GRADE_CODES

_BY_SPELLING = {code.casefold(): code for code in GRADE_CODES}
_OTHER_SPELLINGS = {
    **{str(grade): f"{grade:02d}" for grade in range(1, 10)},
    **{"k": "KG", "0": "KG", "00": "KG", "-1": "PK", "pre-k": "PK", "prek": "PK"},
    **{"1st": "01", "2nd": "02", "3rd": "03", **{f"{grade}th": f"{grade:02d}" for grade in range(4, 13)}},
}


def grade_codes(cell: str) -> tuple[str, ...]:
    """CEDS grade codes; 9 is not guessed to be 09 but suggested."""
    if cell in GRADE_CODES:
        return (cell,)
    codes = text_list(cell)
    if all(code in GRADE_CODES for code in codes):
        return codes
    meant = [code if code in GRADE_CODES else _meant(code) for code in codes]
    raise BadCellError(Code.BAD_GRADE, suggestion=",".join(meant) if all(meant) else "")


def school_year(cell: str) -> int:
    """The year in which a school year starts; OneRoster writes the one in which it ends."""
    cell = cell.strip()
    if not (len(cell) == 4 and cell.isascii() and cell.isdigit() and cell > "1900"):
        raise BadCellError(Code.BAD_YEAR if cell else Code.MISSING_VALUE)
    return int(cell) - 1


def _meant(code: str) -> str:
    spelling = code.casefold()
    return _BY_SPELLING.get(spelling) or _OTHER_SPELLINGS.get(spelling, "")
