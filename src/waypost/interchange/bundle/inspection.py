"""Look at a file's bytes before its rows: is it whole, and is it text that can be trusted?"""

import codecs
from dataclasses import dataclass
from typing import IO

from waypost.interchange.bundle.limits import CHUNK_BYTES
from waypost.interchange.bundle.refusal import FileRefusedError, refusal
from waypost.interchange.codes import Code

_UTF_16_OR_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LOST = "\N{REPLACEMENT CHARACTER}"
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_NUL_SHARE_OF_UTF_16 = 0.3


@dataclass(frozen=True, slots=True)
class Inspection:
    """What the bytes of a readable file show; `has_lost_characters` means that U+FFFD stands in it."""

    has_lost_characters: bool


def inspect(stream: IO[bytes], file: str) -> Inspection:
    """Read all bytes once; raises FileRefusedError for a file that is empty, cut, or no UTF-8 text."""
    chunk = stream.read(CHUNK_BYTES)
    _check_beginning(chunk, file)
    return _Scan(file).run(chunk, stream)


def _check_beginning(beginning: bytes, file: str) -> None:
    if beginning.startswith(_UTF_16_OR_32) or _looks_like_utf_16(beginning[:200]):
        raise refusal(Code.WRONG_ENCODING, file, line=1, detail="UTF-16")
    text = beginning[:200].removeprefix(codecs.BOM_UTF8).lstrip()
    if not text and len(beginning) <= len(codecs.BOM_UTF8) + 2:
        raise refusal(Code.EMPTY_FILE, file)
    if text.startswith(_SPREADSHEETS):
        raise refusal(Code.SPREADSHEET, file, line=1)
    if text.startswith(b"<"):
        raise refusal(Code.WEB_PAGE, file, line=1)


def _looks_like_utf_16(beginning: bytes) -> bool:
    return bool(beginning) and beginning.count(0) / len(beginning) > _NUL_SHARE_OF_UTF_16


class _Scan:
    """One pass over a file's bytes, which knows on which line it is."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines_before = 0
        self.has_return = False
        self.has_lost = False
        self.last_byte = b""
        self.decoder = codecs.getincrementaldecoder("utf-8")("strict")

    def run(self, chunk: bytes, stream: IO[bytes]) -> Inspection:
        while chunk:
            self._take(chunk)
            chunk = stream.read(CHUNK_BYTES)
        self._check_ending()
        return Inspection(has_lost_characters=self.has_lost)

    def _take(self, chunk: bytes) -> None:
        if b"\0" in chunk:
            raise refusal(Code.NUL_CHARACTER, self.file, line=self._line_of(chunk, chunk.index(b"\0")))
        if len(chunk) == CHUNK_BYTES and b"\n" not in chunk and b"\r" not in chunk:
            raise refusal(Code.FIELD_TOO_BIG, self.file, line=self.lines_before + 1)
        self.has_lost |= _LOST in self._decode(chunk)
        self.lines_before += chunk.count(b"\n")
        self.has_return |= b"\r" in chunk
        self.last_byte = chunk[-1:]

    def _decode(self, chunk: bytes) -> str:
        try:
            return self.decoder.decode(chunk)
        except UnicodeDecodeError as error:
            raise self._wrong_encoding(chunk, error) from None

    def _wrong_encoding(self, chunk: bytes, error: UnicodeDecodeError) -> FileRefusedError:
        # `error.object` may begin with bytes that the chunk before left over, none of them a line end.
        left_over = len(error.object) - len(chunk)
        line = self._line_of(chunk, max(error.start - left_over, 0))
        detail = "Windows-1252" if _is_windows_1252(chunk) else "unknown"
        return refusal(Code.WRONG_ENCODING, self.file, line=line, detail=detail)

    def _check_ending(self) -> None:
        try:
            self.decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            raise refusal(Code.FILE_CUT, self.file, line=self.lines_before + 1) from None
        if not self.lines_before and self.has_return:
            raise refusal(Code.CR_ONLY, self.file, line=1)
        if self.last_byte != b"\n":
            raise refusal(Code.FILE_CUT, self.file, line=self.lines_before + 1)

    def _line_of(self, chunk: bytes, offset: int) -> int:
        return self.lines_before + chunk.count(b"\n", 0, offset) + 1


def _is_windows_1252(chunk: bytes) -> bool:
    try:
        chunk.decode("cp1252")
    except UnicodeDecodeError:
        return False
    return True
