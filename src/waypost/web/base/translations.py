"""Compiles the .po files of all apps to the .mo files that gettext reads."""

from __future__ import annotations

from pathlib import Path


def build_translations(web: Path) -> list[Path]:
    """Write each .mo that is missing or older than its .po, and tell which."""
    stale = [source for source in sorted(web.glob("*/locale/*/LC_MESSAGES/*.po")) if _is_stale(source)]
    return [_compile(source) for source in stale]


def _is_stale(source: Path) -> bool:
    target = source.with_suffix(".mo")
    return not target.exists() or target.stat().st_mtime < source.stat().st_mtime


def _compile(source: Path) -> Path:
    from babel.messages.mofile import write_mo  # noqa: PLC0415  slow to import, and rarely needed
    from babel.messages.pofile import read_po  # noqa: PLC0415

    target = source.with_suffix(".mo")
    with source.open("rb") as text:
        catalog = read_po(text, abort_invalid=True)
    with target.open("wb") as binary:
        write_mo(binary, catalog)
    return target
