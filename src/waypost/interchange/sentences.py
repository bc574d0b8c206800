"""Plain English for every code: what is wrong, for one row, with the words that a presenter fills in.

A template may use {file} {line} {column} {subject} {detail} {suggestion}. A web page translates the
template and then fills it; a command prints `sentence`.
"""

from collections.abc import Mapping

from waypost.interchange.codes import Code
from waypost.interchange.problems import Problem

TEMPLATES: Mapping[str, str] = {
    Code.NOT_A_ZIP: "{file} is not a zip file.",
    Code.DAMAGED_ZIP: "{file} cannot be unpacked. It may have been cut off on the way. Please send it again.",
    Code.LOCKED_ZIP: "{file} has a password on {detail}. Please make the zip without a password.",
    Code.ZIP_BOMB: "{detail} in {file} would unpack to more than 100 times its size. We do not open it.",
    Code.TOO_BIG: "{file} would unpack to more than 2 GB. We do not open it.",
    Code.TOO_MANY_FILES: "{file} holds {detail} files. A bundle has at most 50.",
    Code.NESTED_ZIP: "{file} holds another packed file, {detail}. Please put the CSV files in directly.",
    Code.LINK_IN_BUNDLE: "{detail} in {file} is a link, not a file.",
    Code.PATH_TRICK: "{detail} in {file} points to another folder. Files must stand side by side.",
    Code.TWICE_IN_BUNDLE: "{file} holds {detail} twice.",
    Code.NOT_FOUND: "There is no file or folder {file}.",
    Code.MISSING_FILE: "{file} is missing. What we have from it stays as it is.",
    Code.UNEXPECTED_FILE: "We do not know what {file} is for, so we left it alone.",
    Code.EMPTY_FILE: "{file} is empty. What we have from it stays as it is.",
    Code.HEADER_ONLY: "{file} has a header but no rows. What we have from it stays as it is.",
    Code.WEB_PAGE: "{file} is a web page, not a list. The sign-in page may have been saved instead.",
    Code.SPREADSHEET: "{file} is a spreadsheet with the wrong name. Please save it as CSV (UTF-8).",
    Code.WRONG_ENCODING: "Line {line} of {file} is not UTF-8 (it looks like {detail}). Please save it as UTF-8.",
    Code.NUL_CHARACTER: "Line {line} of {file} has a NUL character. The file is damaged.",
    Code.FILE_CUT: "{file} stops in the middle of line {line}. It looks cut off. Please send it again.",
    Code.UNCLOSED_QUOTE: "A quotation mark opens on line {line} of {file} and does not close where it should.",
    Code.CR_ONLY: "{file} has line ends of an old kind (CR only). Please save it as CSV (UTF-8).",
    Code.WRONG_SEPARATOR: "{file} puts a {detail} between its columns. It must be a comma.",
    Code.MISSING_HEADER: "The first line of {file} does not name its columns.",
    Code.MISSING_COLUMN: "{file} lacks columns: {detail}.",
    Code.DUPLICATE_COLUMN: "{file} has the column {column} twice.",
    Code.UNKNOWN_COLUMN: "We do not know the column {detail} of {file}, so we left it alone.",
    Code.COLUMN_SPELLING: "The column {detail} of {file} should be {column}. We read it as that.",
    Code.WRONG_WIDTH: "Line {line} of {file} has {detail} cells. The header has {suggestion}.",
    Code.BROKEN_QUOTE: "Line {line} of {file} has a quotation mark in the wrong place.",
    Code.FIELD_TOO_BIG: "Line {line} of {file} has a cell that is far too long.",
    Code.LOST_CHARACTER: "Line {line} of {file} has a letter that was lost (shown as \N{REPLACEMENT CHARACTER}).",
    Code.MISSING_VALUE: "Line {line} of {file} has nothing in {column}.",
    Code.TOO_LONG: "{column} on line {line} of {file} is too long ({detail} characters).",
    Code.UNKNOWN_VALUE: "“{detail}” on line {line} of {file} is no word that {column} can have.",
    Code.BAD_DATE: "“{detail}” on line {line} of {file} is not a date such as 2026-11-24.",
    Code.BAD_NUMBER: "“{detail}” on line {line} of {file} is not a plain number.",
    Code.BAD_YEAR: "“{detail}” on line {line} of {file} is not a school year that we can read.",
    Code.BAD_GRADE: "“{detail}” on line {line} of {file} is not a grade that we can read.",
    Code.ENDS_BEFORE_IT_BEGINS: "Line {line} of {file} ends before it begins ({detail}).",
    Code.IN_THE_FUTURE: "Line {line} of {file} says that it was changed in the future ({detail}).",
    Code.DUPLICATE_ID: "“{subject}” on line {line} of {file} is also on line {detail}, with other words.",
    Code.DUPLICATE_ID_BY_CASE: "“{subject}” on line {line} of {file} differs from line {detail} only in capitals.",
    Code.DUPLICATE_ROW: "Line {line} of {file} says the same as line {detail}. We took it once.",
    Code.DANGLING_REFERENCE: "“{detail}” in {column} on line {line} of {file} is nowhere in this bundle.",
    Code.WAITS_FOR_HELD_ROW: "Line {line} of {file} waits for “{detail}”, which has a problem of its own.",
    Code.LINK_LEFT_OUT: "“{detail}” in {column} on line {line} of {file} leads nowhere. We left the link out.",
    Code.CYCLE: "“{subject}” on line {line} of {file} is its own parent, or its parent’s parent.",
    Code.NO_ROLE: "“{subject}” on line {line} of {file} has no role, so this person cannot sign in.",
    Code.NOT_ANNOUNCED: "The manifest does not name {file}. We add what it has and remove nothing.",
    Code.ANNOUNCED_ABSENT: "The manifest says that {file} is absent, so we left it alone.",
    Code.OLD_VERSION: "This is OneRoster {detail}. We read what is clear in it. Version 1.2 says more.",
    Code.UNKNOWN_VERSION: "“{detail}” is no OneRoster version that we know. We read it as 1.2.",
    Code.AMBIGUOUS_ROLE: "“{detail}” on line {line} of {file} could mean more than one role.",
    Code.UNKNOWN_MARK: "“{detail}” on line {line} of {file} is no mark of your grading policy.",
    Code.MISSING_MARK: "Line {line} of {file} has a result but no mark.",
    Code.NOT_A_SHARE: "“{detail}” on line {line} of {file} is no half, third, quarter, fifth, sixth, eighth or tenth"
    " of a credit.",
    Code.TOO_MANY_CREDITS: "“{detail}” credits on line {line} of {file} is more than one course can earn.",
    Code.EARNED_MORE_THAN_ATTEMPTED: "Line {line} of {file} earns more credits than it attempts.",
    Code.CREDIT_WITHOUT_PASS: "Line {line} of {file} earns credit, but its status is “{detail}”.",
    Code.UNKNOWN_STUDENT: "We have no student “{subject}” (line {line} of {file}).",
    Code.UNKNOWN_COURSE: "We have no course “{detail}” (line {line} of {file}).",
    Code.SHARED_CODE: "“{subject}” shares the code “{detail}” with other courses. We call it “{suggestion}”.",
    Code.BAD_PREREQUISITE: "“{subject}” needs “{detail}”, which is no course of this catalog.",
    Code.NOT_IN_CATALOGUE: "“{detail}” in {column} on line {line} of {file} is no course of this catalog.",
    Code.NAMES_ITSELF: "“{subject}” names itself in {column} on line {line} of {file}.",
    Code.NOTHING_WITHOUT: "{column} on line {line} of {file} means nothing without {detail}.",
    Code.LESS_THAN: "{column} on line {line} of {file} is less than {detail}.",
}

SUGGESTION = "We would read “{suggestion}”."
"""What a page adds where a problem has a suggestion to agree to."""


def sentence(problem: Problem) -> str:
    """One plain English sentence about a problem; a code that is not ours is shown with its place."""
    template = TEMPLATES.get(problem.code, "{file}, line {line}: " + problem.code)
    return template.format_map(values(problem))


def values(problem: Problem) -> dict[str, str]:
    """What fills a template's gaps."""
    place = problem.location
    return {
        "file": place.file,
        "line": "?" if place.line is None else f"{place.line:,}",
        "column": place.column or "?",
        "subject": problem.subject,
        "detail": problem.detail,
        "suggestion": problem.suggestion,
    }
