"""The manifest of a bundle: which version, from whom, and which files are complete, changes only, or absent."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from waypost.interchange.bundle import Bundle, Columns
from waypost.interchange.cells import required_text, text
from waypost.interchange.codes import Code
from waypost.interchange.oneroster.vocabulary import Presence
from waypost.interchange.problems import Location, Problem, Severity, named_lines
from waypost.interchange.sheet import Layout, Sheet, read_sheet

MANIFEST_FILE = "manifest.csv"
KNOWN_VERSIONS = ("1.0", "1.1", "1.2")
_ANNOUNCED = {presence.value: presence for presence in (Presence.BULK, Presence.DELTA, Presence.ABSENT)}


@dataclass(frozen=True, slots=True)
class Property:
    """One line of a manifest."""

    name: str
    value: str
    line: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a manifest says; `is_known` is False where there is none, and then no file can remove anybody."""

    version: str = ""
    source_name: str = ""
    source_code: str = ""
    is_known: bool = False
    presences: Mapping[str, Presence] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def presence(self, file: str) -> Presence:
        """What is said of a file such as users.csv."""
        return self.presences.get(file.removesuffix(".csv").casefold(), Presence.NOT_ANNOUNCED)


def _property(values: list[str], _file: str, line: int) -> Property:
    name, value = values
    return Property(name, value, line)


_LAYOUT = Layout(
    MANIFEST_FILE,
    Columns(key="propertyName", required=("propertyName", "value")),
    (("propertyName", required_text), ("value", text)),
    _property,
)


def read_manifest(bundle: Bundle) -> Manifest:
    """The manifest of a bundle; a line that contradicts another is as good as not there."""
    sheet = read_sheet(bundle, _LAYOUT)
    if not sheet.is_read:
        return Manifest(problems=tuple(sheet.problems))
    values = _agreed(sheet)
    presences = _presences(sheet, values)
    version = values.get("oneroster.version", "")
    if version not in KNOWN_VERSIONS:
        place = Location(sheet.file, _line_of(sheet, "oneroster.version"))
        sheet.problems.append(Problem(Code.UNKNOWN_VERSION, Severity.WARNING, place, detail=version))
    return Manifest(
        version=version,
        source_name=values.get("source.systemname", ""),
        source_code=values.get("source.systemcode", ""),
        is_known=True,
        presences=presences,
        problems=tuple(sheet.problems),
    )


def _agreed(sheet: Sheet[Property]) -> dict[str, str]:
    """The properties that have one value, by name in lower case."""
    found: dict[str, list[Property]] = {}
    for row in sheet.rows:
        found.setdefault(row.name.casefold(), []).append(row)
    for rows in found.values():
        if len({row.value for row in rows}) > 1:
            lines = [row.line for row in rows]
            sheet.problems.extend(_contradiction(sheet.file, row, lines) for row in rows)
    return {name: rows[0].value for name, rows in found.items() if len({row.value for row in rows}) == 1}


def _contradiction(file: str, row: Property, lines: list[int]) -> Problem:
    others = named_lines(lines, besides=row.line)
    return Problem(Code.DUPLICATE_ID, Severity.HELD, Location(file, row.line), row.name, detail=others)


def _presences(sheet: Sheet[Property], values: Mapping[str, str]) -> dict[str, Presence]:
    presences: dict[str, Presence] = {}
    for name, value in values.items():
        if not name.startswith("file."):
            continue
        presence = _ANNOUNCED.get(value.casefold())
        if presence:
            presences[name.removeprefix("file.")] = presence
        else:
            place = Location(sheet.file, _line_of(sheet, name), "value")
            sheet.problems.append(Problem(Code.UNKNOWN_VALUE, Severity.HELD, place, name, detail=value))
    return presences


def _line_of(sheet: Sheet[Property], name: str) -> int | None:
    return next((row.line for row in sheet.rows if row.name.casefold() == name), None)
