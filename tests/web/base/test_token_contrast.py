"""Every pair of tokens that the components use holds WCAG 2.2 AA, in both themes."""

import re
from pathlib import Path

import pytest

import waypost.web.base as base

TOKENS = (Path(base.__file__).parent / "static/waypost/css/tokens.css").read_text()
TEXT, EDGE = 4.5, 3.0


def theme(number: int) -> dict[str, str]:
    """The colours of the light (0) or the dark (1) theme, by token name."""
    pairs = re.findall(r"--([\w-]+): (?:light-dark\((#\w{6}), (#\w{6})\)|(#\w{6}));", TOKENS)
    return {name: (same or (light, dark)[number]) for name, light, dark, same in pairs}


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


STATES = ("done", "now", "headsup", "stop")
SUBJECTS = ("en", "ma", "sc", "ss", "wl", "ar", "pe", "el")
PAIRS = [
    *((ink, ground, TEXT) for ink in ("ink", "ink-2", "ink-3", "link", *STATES) for ground in ("bg", "surface")),
    *((ink, "sunken", TEXT) for ink in ("ink", "ink-2", "ink-3")),
    *((ink, f"{state}-soft", TEXT) for state in STATES for ink in (state, "ink", "ink-2")),
    *((ink, ground, TEXT) for ink in ("on-night", "on-night-2") for ground in ("night", "night-2", "board")),
    *((ink, "sun-soft", TEXT) for ink in ("ink", "ink-2", "link")),
    *(("on-s", f"s-{subject}", TEXT) for subject in SUBJECTS),
    *((f"s-{subject}", "surface", EDGE) for subject in SUBJECTS),
    *((edge, ground, EDGE) for edge in ("line-strong", "focus") for ground in ("bg", "surface")),
    *(
        (ink, ground, TEXT)
        for ink, ground in (("sun", "night"), ("sun", "board"), ("on-sun", "sun"), ("on-sun", "sun-bright"))
    ),
    *(("on-action", ground, TEXT) for ground in ("action", "action-hover")),
    ("on-night", "on-sun", TEXT),
    ("on-night", "on-sun-hover", TEXT),
    ("on-s-ct", "s-ct", TEXT),
    ("s-ct-line", "surface", EDGE),
    ("line-strong", "sunken", EDGE),
    ("night-edge", "night", EDGE),
    ("night-line", "night", EDGE),
]


@pytest.mark.parametrize("number", [0, 1], ids=["light", "dark"])
def test_every_pair_can_be_read(number):
    colours = theme(number)
    short = {
        (one, other): round(contrast(colours[one], colours[other]), 2)
        for one, other, need in PAIRS
        if contrast(colours[one], colours[other]) < need
    }
    assert short == {}


def test_the_check_sees_a_bad_pair():
    assert contrast("#ffffff", "#dddddd") < EDGE


def test_page_css_uses_tokens_for_state_and_ground():
    """Only avatars name a colour of their own: they must not change with the theme."""
    folder = Path(base.__file__).parent / "static/waypost/css"
    own = [
        (path.name, line.strip())
        for path in folder.glob("*.css")
        if path.name != "tokens.css"
        for line in path.read_text().splitlines()
        if re.search(r"#[0-9a-f]{3,6}\b", line) and ".avatar" not in line
    ]
    assert own == []
