"""Fonts and translations are built from what is installed, once, and stay within the budget."""

import gzip
import re
import shutil
import time
from pathlib import Path

import django_htmx
import pytest
from babel.messages.pofile import read_po
from fontTools.ttLib import TTFont

import waypost.web
from waypost.web.base.fonts import build_fonts
from waypost.web.base.translations import build_translations

WEB = Path(waypost.web.__file__).parent
CSS = WEB / "base/static/waypost/css"
HTMX = Path(django_htmx.__file__).parent / "static/django_htmx/htmx-2.min.js"
BUDGET = 75_000


@pytest.fixture(scope="module")
def fonts(tmp_path_factory) -> Path:
    """The fonts that the set-up built, to spoil at will."""
    return shutil.copytree(WEB / "base/static/waypost/fonts", tmp_path_factory.mktemp("built") / "fonts")


def test_all_fonts_together_stay_within_75_kb(fonts):
    sizes = {path.name: path.stat().st_size for path in fonts.glob("*.woff2")}
    assert len(sizes) == 6
    assert sum(sizes.values()) <= BUDGET, sizes


def test_a_second_build_does_nothing_and_is_quick(fonts):
    start = time.perf_counter()
    assert build_fonts(fonts) == []
    assert time.perf_counter() - start < 0.3


def test_a_font_that_went_missing_is_built_again(fonts):
    (fonts / "atkinson-bold-latin.woff2").unlink()
    assert {path.name for path in build_fonts(fonts)} == {"atkinson-bold-latin.woff2", "atkinson-bold-latin-ext.woff2"}
    assert (fonts / "atkinson-bold-latin.woff2").exists()


def test_the_css_names_only_fonts_that_are_built(fonts):
    named = set(re.findall(r"fonts/([\w-]+\.woff2)", (CSS / "fonts.css").read_text()))
    assert named == {path.name for path in fonts.glob("*.woff2")}


def test_spanish_letters_and_halves_are_in_the_first_file(fonts):
    for name in ("bricolage-latin.woff2", "atkinson-regular-latin.woff2", "atkinson-bold-latin.woff2"):
        assert set(map(ord, "áéíóúüñ¿¡½¼¾“”’·…")) <= set(TTFont(fonts / name).getBestCmap())


def test_translations_compile_once(tmp_path):
    folder = tmp_path / "plans/locale/es/LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text('msgid "Save"\nmsgstr "Guardar"\n', encoding="utf-8")
    assert [path.name for path in build_translations(tmp_path)] == ["django.mo"]
    assert build_translations(tmp_path) == []


@pytest.mark.parametrize("path", sorted(WEB.glob("*/locale/es/**/*.po")), ids=lambda path: path.parts[-5])
def test_every_string_has_its_spanish(path):
    with path.open("rb") as file:
        catalog = read_po(file, locale="es")
    missing = [
        message.id
        for message in catalog
        if message.id
        and (message.fuzzy or not all(message.string if isinstance(message.string, tuple) else (message.string,)))
    ]
    assert missing == []


def test_what_every_page_shares_leaves_room_for_the_page(fonts):
    """Shared CSS, scripts and the Latin fonts, compressed: a page may weigh 150 kB in all."""
    shared = [CSS / f"{name}.css" for name in ("tokens", "fonts", "app", "controls", "blocks", "meter")]
    scripts = [HTMX, *CSS.parent.glob("js/*.js")]
    script_weight = sum(len(gzip.compress(path.read_bytes())) for path in scripts)
    weight = script_weight + sum(len(gzip.compress(path.read_bytes())) for path in shared)
    assert script_weight <= 40_000
    assert weight + sum(path.stat().st_size for path in fonts.glob("*-latin.woff2")) <= 110_000
