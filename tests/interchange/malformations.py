"""Ways to spoil a CSV file, with what must be said of each and what it may cost."""

import codecs
from collections.abc import Callable
from dataclasses import dataclass

CR_LF = b"\r\n"
LONG = "".join(f"{number * 7919:x}" for number in range(40_000)).encode()
"""More than 200 kB that do not pack well, so that the limits of zips let it through."""


@dataclass(frozen=True)
class Malformation:
    """One way to spoil a file: its code, the line to name, and the line at which the row is spoiled, if one is."""

    name: str
    spoil: Callable[[bytes], bytes]
    code: str
    line: int | None = None


def lines(content: bytes) -> list[bytes]:
    return content.split(CR_LF)[:-1]


def joined(rows: list[bytes]) -> bytes:
    return CR_LF.join(rows) + CR_LF


def header_as(change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    return lambda content: joined([change(lines(content)[0]), *lines(content)[1:]])


def first_row_as(change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    return lambda content: joined([lines(content)[0], change(lines(content)[1]), *lines(content)[2:]])


def with_twin(change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    return lambda content: joined([*lines(content)[:2], change(lines(content)[1]), *lines(content)[2:]])


def parted_by(sign: bytes) -> Callable[[bytes], bytes]:
    return lambda content: content.replace(b",", sign)


def _lower_id(row: bytes) -> bytes:
    source_id, rest = row.split(b",", 1)
    return source_id.lower() + b"," + rest


FILE_IS_REFUSED = (
    Malformation("empty", lambda _: b"", "empty-file"),
    Malformation("only a byte-order mark", lambda _: codecs.BOM_UTF8, "empty-file"),
    Malformation("only an empty line", lambda _: CR_LF, "empty-file"),
    Malformation("header only", lambda content: joined(lines(content)[:1]), "header-only"),
    Malformation("a web page", lambda _: b"<!DOCTYPE html>\n<html><h1>Sign in</h1></html>\n", "web-page", 1),
    Malformation("a spreadsheet", lambda _: b"PK\x03\x04" + bytes(range(256)) * 9, "spreadsheet", 1),
    Malformation("UTF-16", lambda content: content.decode().encode("utf-16"), "wrong-encoding", 1),
    Malformation("Windows-1252", first_row_as(lambda row: row + b"\xf1"), "wrong-encoding", 2),
    Malformation("NUL", first_row_as(lambda row: row + b"\0"), "nul-character", 2),
    Malformation("CR only", lambda content: content.replace(b"\n", b""), "cr-only", 1),
    Malformation("semicolons", parted_by(b";"), "wrong-separator", 1),
    Malformation("tabs", parted_by(b"\t"), "wrong-separator", 1),
    Malformation("no header", lambda content: joined(lines(content)[1:]), "missing-header", 1),
    Malformation("no id column", header_as(lambda row: row.replace(b"sourcedId,", b"nr,", 1)), "missing-column", 1),
    Malformation("a column twice", header_as(lambda row: row + b",status"), "duplicate-column", 1),
    Malformation("an open quote", first_row_as(lambda row: row.rsplit(b",", 1)[0] + b',"'), "", None),
    Malformation("cut within the last row", lambda content: content[:-9], "file-cut", -1),
    Malformation("cut before the last line end", lambda content: content[:-2], "file-cut", -1),
    Malformation("cut within the last line end", lambda content: content[:-1], "file-cut", -1),
)

ROW_IS_HELD = (
    Malformation("a cell too many", first_row_as(lambda row: row + b",more"), "wrong-width", 2),
    Malformation("a cell too few", first_row_as(lambda row: row.rsplit(b",", 1)[0]), "wrong-width", 2),
    Malformation("a quote astray", first_row_as(lambda row: row.replace(b",active", b',"act"ive')), "broken-quote", 2),
    Malformation("200 kB", first_row_as(lambda row: row.replace(b"active", LONG)), "field-too-big", 2),
    Malformation("a lost letter", first_row_as(lambda row: row + b"\xef\xbf\xbd"), "lost-character", 2),
    Malformation("an unknown word", first_row_as(lambda row: row.replace(b"active", b"gone")), "unknown-value", 2),
    Malformation("no id", first_row_as(lambda row: b"," + row.split(b",", 1)[1]), "missing-value", 2),
    Malformation("a long id", first_row_as(lambda row: b"x" * 300 + row), "too-long", 2),
    Malformation("a bad moment", first_row_as(lambda row: _with_moment(row, b"yesterday")), "bad-date", 2),
    Malformation("one id twice", with_twin(lambda row: row.replace(b"active", b"tobedeleted")), "duplicate-id", 2),
    Malformation("ids alike but for case", with_twin(_lower_id), "duplicate-id-by-case", 2),
)

NOTHING_IS_LOST = (
    Malformation("byte-order mark", lambda content: codecs.BOM_UTF8 + content, ""),
    Malformation("blank lines", lambda content: content.replace(CR_LF, CR_LF * 2), ""),
    Malformation("LF only", lambda content: content.replace(CR_LF, b"\n"), ""),
    Malformation(
        "other case in the header",
        header_as(lambda row: row.replace(b"sourcedId", b"SourcedID", 1)),
        "column-spelling",
        1,
    ),
    Malformation(
        "spaces in the header",
        header_as(lambda row: row.replace(b"sourcedId", b" sourcedId ", 1)),
        "column-spelling",
        1,
    ),
    Malformation("a row twice", with_twin(lambda row: row), "duplicate-row", 3),
    Malformation("other case of a word", first_row_as(lambda row: row.replace(b"active", b"ACTIVE")), ""),
    Malformation("a blank status", first_row_as(lambda row: row.replace(b"active", b"")), ""),
)


def _with_moment(row: bytes, moment: bytes) -> bytes:
    source_id, status, _, rest = row.split(b",", 3)
    return b",".join((source_id, status, moment, rest))
