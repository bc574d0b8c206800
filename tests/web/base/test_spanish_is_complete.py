"""Whatever a template says in English is in the Spanish catalogs, which Django reads as one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

import waypost.web

WEB = Path(waypost.web.__file__).parent
TRANS = re.compile(r"""{%\s*(?:trans|translate)\s+(?:"([^"]+)"|'([^']+)')""")
BLOCK = re.compile(r"{%\s*blocktrans(?:late)?\b([^%]*)%}(.*?){%\s*(?:plural|endblocktrans)", re.S)


def said(text: str) -> set[str]:
    """The message ids that makemessages takes from a template."""
    blocks = {(" ".join(body.split()) if "trimmed" in options else body) for options, body in BLOCK.findall(text)}
    return {one or other for one, other in TRANS.findall(text)} | {
        re.sub(r"{{\s*(\w+)\s*}}", r"%(\1)s", body) for body in blocks
    }


def is_done(message: Message) -> bool:
    strings = message.string if isinstance(message.string, tuple) else (message.string,)
    return bool(message.id) and all(strings) and not message.fuzzy


def translated() -> set[str]:
    known: set[str] = set()
    for path in WEB.glob("*/locale/es/LC_MESSAGES/django.po"):
        with path.open("rb") as file:
            done = [message.id for message in read_po(file, locale="es") if is_done(message)]
        known |= {ids if isinstance(ids, str) else ids[0] for ids in done}
    return known


@pytest.mark.parametrize("app", sorted(path.parent for path in WEB.glob("*/templates")), ids=lambda app: app.name)
def test_an_app_says_nothing_in_english_only(app):
    texts = [path.read_text() for path in app.glob("templates/**/*.html")]
    assert sorted(set().union(*map(said, texts)) - translated()) == []


def test_the_search_reads_all_kinds_of_tags():
    text = """{% trans "One" %}{% translate 'Two' as x %}{% blocktrans with a=b %}{{ a }} left{% endblocktrans %}"""
    assert said(text) == {"One", "Two", "%(a)s left"}
