"""What axe finds on a page as it stands, asked once for each structure of a page and once more for each look of it.

A page's structure is its elements as they are shown: their names and attributes, what they point at being there or not,
words between them being there or not, digits alike, and a long list as short as two rows. Rules about structure give the
same answer wherever the structure is the same; rules about looks where the width and the theme are the same as well.
"""

from __future__ import annotations

from typing import Final

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS: Final = ["color-contrast", "target-size", "link-in-text-block", "scrollable-region-focusable"]
EVERYTHING: Final = {
    "resultTypes": ["violations"],
    "runOnly": TAGS,
    "rules": {"target-size": {"enabled": True}},
}
ONLY_LOOKS: Final = {"resultTypes": ["violations"], "runOnly": {"type": "rule", "values": LOOKS}}

STRUCTURE: Final = r"""() => {
  const FREE = /^(href|src|srcset|action|formaction|value|name|content|title|alt|placeholder|nonce|datetime|hx-.*|d|points|viewBox)$/;
  const POINTING = /^(for|form|headers|list|aria-(labelledby|describedby|controls|owns|activedescendant))$/;
  const there = id => document.getElementById(id) ? '+' : '-';
  const named = ({ name, value }) => {
    if (POINTING.test(name)) return name + value.split(/\s+/).map(there);
    if (name === 'href' && value.startsWith('#')) return name + there(value.slice(1));
    return FREE.test(name) ? `${name}${value.trim() ? '' : '-'}` : `${name}=${value.replace(/\d+/g, '0')}`;
  };
  const told = node => {
    if (node.nodeType === Node.TEXT_NODE) return node.textContent.trim() ? '_' : '';
    if (node.nodeType !== Node.ELEMENT_NODE || /^(SCRIPT|STYLE|TEMPLATE)$/.test(node.tagName)) return '';
    const shown = node.checkVisibility({ visibilityProperty: true }) ? '' : '!';
    const inner = [...node.childNodes].map(told).filter(Boolean);
    const short = inner.filter((one, at) => one !== inner[at - 1] || one !== inner[at - 2]);
    return `<${shown}${node.tagName} ${[...node.attributes].map(named).sort()}>${short.join('')}</>`;
  };
  const ids = [...document.querySelectorAll('[id]')].map(one => one.id);
  return `${ids.length - new Set(ids).size}${told(document.documentElement)}`;
}"""
LOOK: Final = "`${innerWidth} ${matchMedia('(prefers-color-scheme: dark)').matches}`"

_structures: set[int] = set()
_looks: set[tuple[int, str]] = set()


def axe_faults(page: Page) -> list[str]:
    """Every barrier that axe finds, with its first place; none on a page that was found without before."""
    structure = hash(page.evaluate(STRUCTURE))
    look = (structure, page.evaluate(LOOK))
    if look in _looks:
        return []
    options = ONLY_LOOKS if structure in _structures else EVERYTHING
    found = Axe().run(page, options=options).response["violations"]
    if not found:
        _structures.add(structure)
        _looks.add(look)
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]} ({len(one['nodes'])} times)" for one in found]
