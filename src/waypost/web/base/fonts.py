"""Cuts the two OFL typefaces down to what the pages show: Latin letters, two axes less, compressed for the web."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

LATIN: Final = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    *(0x131, 0x152, 0x153, 0x2C6, 0x2DA, 0x2DC),
    *range(0x2010, 0x2028),
    *(0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044, 0x20AC, 0x2122, 0x2190, 0x2191, 0x2192, 0x2193, 0x2212),
)
LATIN_EXTENDED: Final = (*(c for c in range(0x100, 0x180) if c not in LATIN), *range(0x218, 0x21C))
FEATURES: Final = ("kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "tnum")
AXES: Final[dict[str, float | tuple[float, float]]] = {"opsz": 14, "wdth": 100, "wght": (400, 800)}


@dataclass(frozen=True, slots=True)
class Face:
    """One source file and the name its subsets get; a variable one keeps only its weights."""

    package: str
    file: str
    name: str
    is_variable: bool = False

    @property
    def source(self) -> Path:
        spec = find_spec(self.package)
        if spec is None or not spec.submodule_search_locations:
            raise FileNotFoundError(f"The font package {self.package} is not installed.")
        return Path(spec.submodule_search_locations[0]) / "files" / self.file


FACES: Final = (
    Face("fontpkg_bricolage_grotesque", "BricolageGrotesque[opsz,wdth,wght].ttf", "bricolage", is_variable=True),
    Face("fontpkg_atkinson_hyperlegible", "AtkinsonHyperlegible-Regular.ttf", "atkinson-regular"),
    Face("fontpkg_atkinson_hyperlegible", "AtkinsonHyperlegible-Bold.ttf", "atkinson-bold"),
)


def build_fonts(folder: Path) -> list[Path]:
    """Write the subsets that are missing or out of date, and tell which; nothing to do takes milliseconds."""
    folder.mkdir(parents=True, exist_ok=True)
    stamp = folder / ".stamp"
    recipe = _recipe()
    is_current = stamp.exists() and stamp.read_text() == recipe
    wanted = [face for face in FACES if not (is_current and all(path.exists() for path in _targets(face, folder)))]
    if not wanted:
        return []
    logging.getLogger("fontTools").setLevel(logging.WARNING)
    for face in wanted:
        _build_face(face, folder)
    stamp.write_text(recipe)
    return [path for face in wanted for path in _targets(face, folder)]


def _recipe() -> str:
    """A digest of all that the result depends on: the sources' sizes and this file's own text."""
    sizes = "".join(f"{face.name}:{face.source.stat().st_size};" for face in FACES)
    return hashlib.sha256(sizes.encode() + Path(__file__).read_bytes()).hexdigest()


def _targets(face: Face, folder: Path) -> tuple[Path, Path]:
    return folder / f"{face.name}-latin.woff2", folder / f"{face.name}-latin-ext.woff2"


def _build_face(face: Face, folder: Path) -> None:
    from fontTools.ttLib import TTFont  # noqa: PLC0415  slow to import, and rarely needed
    from fontTools.varLib.instancer import instantiateVariableFont  # noqa: PLC0415

    for path, letters in zip(_targets(face, folder), (LATIN, LATIN_EXTENDED), strict=True):
        font = TTFont(face.source)
        _write_subset(instantiateVariableFont(font, AXES) if face.is_variable else font, letters, path)


def _write_subset(font: object, letters: Iterable[int], path: Path) -> None:
    from fontTools import subset  # noqa: PLC0415

    options = subset.Options(
        flavor="woff2", hinting=False, layout_features=list(FEATURES), name_IDs=[1, 2], notdef_outline=True
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    subset.save_font(font, str(path), options)
