"""What must hold on every page, whoever reads it: for people, for browsers without scripts, for a Spanish reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from babel.messages.pofile import read_po
from django.urls import get_resolver
from playwright.sync_api import Page

import waypost.web

WEB: Final = Path(waypost.web.__file__).parent
#: One look at the page as it stands: headings, pictures without words, and what sticks out to the side.
LOOK: Final = """() => {
  const silent = node => node.closest('[aria-hidden="true"]') || ['presentation', 'none'].includes(node.role);
  const named = node => node.getAttribute('aria-label') || node.getAttribute('aria-labelledby')
    || node.querySelector('title') || node.closest('a, button')?.textContent.trim()
    || node.closest('[aria-label]');
  const bare = [
    ...[...document.images].filter(image => !image.hasAttribute('alt')),
    ...[...document.querySelectorAll('svg')].filter(drawing => !silent(drawing) && !named(drawing)),
  ];
  const wide = innerWidth < document.documentElement.scrollWidth
    ? [...document.body.querySelectorAll('*')].filter(one => one.getBoundingClientRect().right > innerWidth + 1)
    : [];
  return {
    headings: document.querySelectorAll('h1').length,
    bare: bare.map(one => one.outerHTML.slice(0, 120)),
    wide: wide.slice(0, 3).map(one => one.outerHTML.slice(0, 120)),
    sideways: document.documentElement.scrollWidth - innerWidth,
  };
}"""

#: The texts that claim to be in the page's language.
TEXTS: Final = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = new Set();
  while (walker.nextNode()) {
    const { parentElement: holder, textContent } = walker.currentNode;
    const foreign = holder.closest('[lang]').lang.slice(0, 2) !== document.documentElement.lang;
    if (!foreign && !holder.closest('script, style, template, kbd')) texts.add(textContent.trim().replace(/\\\\s+/g, ' '));
  }
  for (const one of document.querySelectorAll('[aria-label], [placeholder], [title]'))
    for (const name of ['aria-label', 'placeholder', 'title'])
      if (one.hasAttribute(name)) texts.add(one.getAttribute(name).trim());
  return [...texts];
}"""


def look_faults(page: Page) -> list[str]:
    """One h1, no picture without words, no sideways scroll."""
    seen = page.evaluate(LOOK)
    return [
        *([] if seen["headings"] == 1 else [f"{seen['headings']} h1"]),
        *(f"a picture without words: {one}" for one in seen["bare"]),
        *([f"{seen['sideways']} px too wide: {seen['wide']}"] if seen["sideways"] > 0 else []),
    ]


def english_leftovers(page: Page) -> list[str]:
    """Texts of a Spanish page that a catalog knows in English and says otherwise in Spanish."""
    plain, patterns = _english()
    texts: list[str] = page.evaluate(TEXTS)
    return [text for text in texts if text in plain or any(pattern.fullmatch(text) for pattern in patterns)]


@cache
def _english() -> tuple[set[str], list[re.Pattern[str]]]:
    pairs = list(_sayings())
    spanish = {after for _, after in pairs}
    english = {before for before, after in pairs if before != after} - spanish
    with_holes = [text for text in english if "%(" in text]
    patterns = [re.sub(r"%\\?\(\w+\\?\)[sd]", ".+", re.escape(text)) for text in with_holes]
    return english, [re.compile(one) for one in patterns if len(re.sub(r"[^a-z]", "", one)) > 15]


def _sayings() -> Iterator[tuple[str, str]]:
    for path in WEB.glob("*/locale/es/LC_MESSAGES/django.po"):
        with path.open("rb") as file:
            for message in read_po(file, locale="es"):
                ids, strings = (
                    [one] if isinstance(one, str) else list(one or []) for one in (message.id, message.string)
                )
                for before, after in zip(ids, strings, strict=False):
                    if before and after:
                        yield " ".join(before.split()), " ".join(after.split())


@dataclass(kw_only=True)
class Form:
    action: str
    method: str
    hidden: bool = False  # a script's own
    names: set[str] = field(default_factory=set)
    can_be_sent: bool = False


class Forms(HTMLParser):
    """The forms of a page as its bytes tell them, and how much its main part says."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.by_id: dict[str, Form] = {}
        self.open: Form | None = None
        self.main_text = ""
        self.in_main = False
        self.loose: list[dict[str, str | None]] = []
        self.feed(html)
        for attributes in self.loose:
            if owner := self.by_id.get(attributes.get("form") or ""):
                self._take(owner, attributes)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.in_main = self.in_main or tag == "main"
        if tag == "form":
            method = (attributes.get("method") or "get").lower()
            self.open = Form(action=attributes.get("action") or "", method=method, hidden="hidden" in attributes)
            self.forms.append(self.open)
            self.by_id[attributes.get("id") or ""] = self.open
        elif tag in {"input", "button", "select", "textarea"}:
            self.loose.append({"tag": tag, **attributes})
            if self.open is not None and "form" not in attributes:
                self._take(self.open, {"tag": tag, **attributes})

    def handle_endtag(self, tag: str) -> None:
        self.in_main = self.in_main and tag != "main"
        self.open = None if tag == "form" else self.open

    def handle_data(self, data: str) -> None:
        self.main_text += data.strip() if self.in_main else ""

    @staticmethod
    def _take(form: Form, attributes: dict[str, Any]) -> None:
        form.names.add(attributes.get("name") or "")
        kind = attributes.get("type") or ("submit" if attributes["tag"] == "button" else "text")
        form.can_be_sent = form.can_be_sent or kind in {"submit", "image"}


def plain_page_faults(html: str, *, path: str) -> list[str]:
    """What is missing for a browser without scripts: words in the main part, forms that go somewhere."""
    page = Forms(html)
    faults = [] if len(page.main_text) > 20 else ["the main part says nothing without scripts"]
    return faults + [
        f"{fault}: {form}" for form in page.forms if form.method != "dialog" for fault in _form_faults(form, path=path)
    ]


def _form_faults(form: Form, *, path: str) -> Iterator[str]:
    target = urlsplit(form.action).path or path
    view = get_resolver("tests.web.demo.urls").resolve(target).func
    if form.method.upper() not in view.verbs:  # type: ignore[attr-defined]
        yield "the page it goes to takes no such form"
    if not form.can_be_sent and not form.hidden:
        yield "no button sends it"
    if form.method == "post":
        if "csrfmiddlewaretoken" not in form.names:
            yield "no token"
        if view.permission is not None and "idempotency_key" not in form.names:  # type: ignore[attr-defined]
            yield "no key to be answered once"
