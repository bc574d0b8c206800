"""English on the pages reads at about 6th grade: Flesch-Kincaid over the strings of each app's templates."""

import re
from pathlib import Path

import pytest

import waypost.web

WEB = Path(waypost.web.__file__).parent
TRANS = re.compile(r"""{%\s*(?:trans|translate)\s+(?:"([^"]+)"|'([^']+)')""")
BLOCK = re.compile(r"{%\s*blocktrans(?:late)?\b[^%]*%}(.*?){%\s*endblocktrans", re.S)
WORD = re.compile(r"[A-Za-z’']+")
HIGHEST_GRADE = 6.5
FEWEST_WORDS = 4  # shorter strings are labels, not sentences


def sentences(text: str) -> list[str]:
    strings = [one or other for one, other in TRANS.findall(text)] + BLOCK.findall(text)
    plain = [re.sub(r"{%.*?%}|<[^>]+>", " ", re.sub(r"{{.*?}}", "Maya", string)) for string in strings]
    pieces = [piece for string in plain for piece in re.split(r"(?<=[.?!:])\s+", " ".join(string.split()))]
    return [piece for piece in pieces if len(WORD.findall(piece)) >= FEWEST_WORDS]


def syllables(word: str) -> int:
    return max(1, len(re.findall(r"[aeiouy]+", re.sub(r"(?<=[^l])e$", "", word.lower()))))


def grade(pieces: list[str]) -> float:
    words = [word for piece in pieces for word in WORD.findall(piece)]
    return 0.39 * len(words) / len(pieces) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


APPS = sorted(path.parent for path in WEB.glob("*/templates"))


@pytest.mark.parametrize("app", APPS, ids=lambda app: app.name)
def test_an_app_speaks_plainly(app):
    found = [piece for path in app.glob("templates/**/*.html") for piece in sentences(path.read_text())]
    if found:
        hardest = sorted(found, key=lambda piece: grade([piece]), reverse=True)[:5]
        assert grade(found) <= HIGHEST_GRADE, hardest


def test_the_measure_knows_hard_from_easy():
    assert grade(["Your change is safe with us."]) < 3
    assert grade(["Administrative authorization prerequisites necessitate additional verification."]) > 15
