"""Our own line icons, drawn on a 24 by 24 grid; the stroke follows the text colour (see app.css, `.i`)."""

from __future__ import annotations

from typing import Final

SHAPES: Final[dict[str, str]] = {
    "flag": '<path d="M5 21V4"/><path d="M5 5h12l-2.6 4L17 13H5"/>',
    "compass": '<circle cx="12" cy="12" r="9"/><path d="m15.6 8.4-2 5.2-5.2 2 2-5.2z"/>',
    "grid": '<rect x="3.5" y="4" width="17" height="16" rx="3"/><path d="M3.5 10h17M9.5 10v10M15 10v10"/>',
    "bolt": '<path d="M13 3 5 13.5h6L10.5 21 19 10.2h-6.2z"/>',
    "people": (
        '<circle cx="9" cy="8.5" r="3.5"/><path d="M2.8 20c.4-3.6 2.9-5.6 6.2-5.6s5.8 2 6.2 5.6"/>'
        '<path d="M15.5 5.4a3.5 3.5 0 0 1 0 6.3M17.6 15c2 .7 3.3 2.4 3.6 5"/>'
    ),
    "folder": ('<path d="M3.5 7.5a2 2 0 0 1 2-2h4l2 2.5h7a2 2 0 0 1 2 2v7.5a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2z"/>'),
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
    "bell": ('<path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15z"/><path d="M10 20.5a2.2 2.2 0 0 0 4 0"/>'),
    "right": '<path d="m9 5 7 7-7 7"/>',
    "down": '<path d="m5 9 7 7 7-7"/>',
    "left": '<path d="m15 5-7 7 7 7"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "check": '<path d="m4.5 12.5 5 5 10-11"/>',
    "x": '<path d="m6 6 12 12M18 6 6 18"/>',
    "clock": '<circle cx="12" cy="12" r="8.8"/><path d="M12 7v5.3l3.4 2"/>',
    "warn": '<path d="M12 3.8 21.5 20h-19z"/><path d="M12 10v4.5M12 17.3v.01"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.6v.01"/>',
    "lock": ('<rect x="5" y="10.5" width="14" height="9.5" rx="2.5"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5"/>'),
    "fork": (
        '<circle cx="6.5" cy="5" r="2.3"/><circle cx="6.5" cy="19" r="2.3"/>'
        '<circle cx="17.5" cy="8" r="2.3"/><path d="M6.5 7.3v9.4M17.5 10.3c0 4-5 4-9.5 6.5"/>'
    ),
    "cal": '<rect x="3.5" y="5" width="17" height="15.5" rx="3"/><path d="M3.5 10h17M8 3v4M16 3v4"/>',
    "chat": '<path d="M4 5.5h16v11h-9l-4.5 4v-4H4z"/>',
    "phone": (
        '<path d="M6 3.5h3.5l1.5 4.5-2 1.5a12 12 0 0 0 5.5 5.5l1.5-2 4.5 1.5V18a2.5 2.5 0 0 '
        '1-2.7 2.5C10.5 20 4 13.5 3.5 6.2A2.5 2.5 0 0 1 6 3.5z"/>'
    ),
    "globe": (
        '<circle cx="12" cy="12" r="9"/>'
        '<path d="M3 12h18M12 3c2.8 2.6 4 5.6 4 9s-1.2 6.4-4 9c-2.8-2.6-4-5.6-4-9s1.2-6.4 4-9z"/>'
    ),
    "sound": ('<path d="M4 9.5h3.5L12 5.5v13l-4.5-4H4z"/><path d="M15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11"/>'),
    "pen": '<path d="m4 20 1-4.5L16.5 4l3.5 3.5L8.5 19z"/><path d="m14 6.5 3.5 3.5"/>',
    "arrow": '<path d="M4 12h15M13 6l6 6-6 6"/>',
    "loop": (
        '<path d="M19.5 9A8 8 0 0 0 5 8.5M4.5 15A8 8 0 0 0 19 15.5"/><path d="M5 3.8v4.7h4.7M19 20.2v-4.7h-4.7"/>'
    ),
    "print": ('<path d="M7 9V3.5h10V9"/><rect x="3.5" y="9" width="17" height="8" rx="2"/><path d="M7 14.5h10v6H7z"/>'),
    "help": (
        '<circle cx="12" cy="12" r="9"/>'
        '<path d="M9.3 9.3c.2-1.6 1.3-2.5 2.8-2.5s2.7 1 2.7 2.4c0 2-2.7 2.2-2.7 4.3M12.1 16.8v.01"/>'
    ),
    "undo": '<path d="M8.5 5 4 9.5 8.5 14"/><path d="M4 9.5h10a5.5 5.5 0 0 1 0 11h-3"/>',
    "dots": '<path d="M5 12v.01M12 12v.01M19 12v.01" stroke-width="3"/>',
    "star": '<path d="m12 3.5 2.6 5.4 5.9.8-4.3 4.1 1 5.9L12 16.9l-5.2 2.8 1-5.9L3.5 9.7l5.9-.8z"/>',
    "quote": (
        '<path d="M10 7c-3.5 1-5 3.5-5 7v3h5v-5H7.5c0-1.7.8-2.9 2.5-3.5zM19 7c-3.5 1-5 3.5-5 '
        '7v3h5v-5h-2.5c0-1.7.8-2.9 2.5-3.5z"/>'
    ),
    "eye": (
        '<path d="M2.5 12C5 7.5 8.3 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-5.8 6.5-9.5 6.5S5 16.5 2.5 12z"/>'
        '<circle cx="12" cy="12" r="2.8"/>'
    ),
    "shield": '<path d="M12 3.5 19.5 6v6c0 4.5-3 7.3-7.5 8.8C7.5 19.3 4.5 16.5 4.5 12V6z"/>',
    "swap": '<path d="M4 8h14M14 4l4 4-4 4M20 16H6M10 12l-4 4 4 4"/>',
    "move": '<path d="M12 3v18M3 12h18M9 6l3-3 3 3M9 18l3 3 3-3M6 9l-3 3 3 3M18 9l3 3-3 3"/>',
    "trash": '<path d="M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 13h9l1-13"/>',
    "cash": '<rect x="3" y="6.5" width="18" height="11" rx="2"/><circle cx="12" cy="12" r="2.6"/>',
    "filter": '<path d="M4 6h16M7 12h10M10 18h4"/>',
    "sort": '<path d="M7 4.5v15M3.5 16 7 19.5l3.5-3.5M17 19.5v-15M13.5 8 17 4.5 20.5 8"/>',
    "home": '<path d="M4 11 12 4l8 7v9h-5.5v-6h-5v6H4z"/>',
    "kbd": (
        '<rect x="2.5" y="6" width="19" height="12" rx="2.5"/>'
        '<path d="M6.5 10v.01M10.2 10v.01M13.9 10v.01M17.5 10v.01M7.5 14h9"/>'
    ),
    "f1": (
        '<circle cx="12" cy="12" r="9.5"/><path d="M8.6 9.6v.4M15.4 9.6v.4" stroke-width="2.6"/>'
        '<path d="M7.6 17c1-2.4 2.6-3.4 4.4-3.4s3.4 1 4.4 3.4"/>'
    ),
    "f2": (
        '<circle cx="12" cy="12" r="9.5"/><path d="M8.6 9.6v.4M15.4 9.6v.4" stroke-width="2.6"/>'
        '<path d="M8 16.2c1.2-1.2 2.5-1.7 4-1.7s2.8.5 4 1.7"/>'
    ),
    "f3": (
        '<circle cx="12" cy="12" r="9.5"/><path d="M8.6 9.6v.4M15.4 9.6v.4" stroke-width="2.6"/><path d="M8 15.4h8"/>'
    ),
    "f4": (
        '<circle cx="12" cy="12" r="9.5"/><path d="M8.6 9.6v.4M15.4 9.6v.4" stroke-width="2.6"/>'
        '<path d="M8 14.4c1.2 1.3 2.5 1.9 4 1.9s2.8-.6 4-1.9"/>'
    ),
    "f5": (
        '<circle cx="12" cy="12" r="9.5"/><path d="M8.6 9.2v.4M15.4 9.2v.4" stroke-width="2.6"/>'
        '<path d="M6.9 13.2h10.2c-.6 3-2.6 4.6-5.1 4.6s-4.5-1.6-5.1-4.6z"/>'
    ),
    "cam": '<path d="M3.5 8h4l1.8-2.5h5.4L16.5 8h4v11h-17z"/><circle cx="12" cy="13.3" r="3.3"/>',
    "mic": ('<rect x="9" y="3.5" width="6" height="10.5" rx="3"/><path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3"/>'),
    "up": '<path d="M12 16V4.5M7 9l5-5 5 5M4.5 16v4h15v-4"/>',
    "link": (
        '<path d="M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1"/>'
    ),
    "file": '<path d="M6 3.5h8l4.5 4.5v12.5H6z"/><path d="M14 3.5V8h4.5M9 12.5h6.5M9 16h6.5"/>',
    "trend": '<path d="m3.5 16.5 5.5-5.5 4 4 7.5-8"/><path d="M15.5 6.5h5v5"/>',
    "screen": (
        '<rect x="3" y="4.5" width="18" height="12" rx="2"/><path d="M12 16.5v3.5M8 20h8M10.5 8.2v4.6l4-2.3z"/>'
    ),
    "hand": (
        '<path d="M7.5 12V6.5a1.5 1.5 0 0 1 3 0V11M10.5 11V4.8a1.5 1.5 0 0 1 3 0V11M13.5 '
        "11V6.3a1.5 1.5 0 0 1 3 0v8.2c0 3.7-2.2 6-5.3 6-2.6 0-4-1.2-5.2-3.4L4 13.5c-.6-1.4 1-2.4 "
        '2-1.3l1.5 1.8"/>'
    ),
    "book": (
        '<path d="M12 6.5C10 5 7.5 4.5 4 4.5v13.5c3.5 0 6 .5 8 2 2-1.5 4.5-2 8-2V4.5c-3.5 0-6 .5-8 2zM12 6.5V20"/>'
    ),
    "tool": (
        '<path d="M14.5 6.5a4 4 0 0 1 5-1l-2.7 2.7.5 2 2 .5L22 8a4 4 0 0 1-5.5 4.5l-8 8-3.5-3.5 '
        '8-8a4 4 0 0 1 1.5-2.5z"/>'
    ),
    "bus": (
        '<rect x="4.5" y="4" width="15" height="13.5" rx="3"/>'
        '<path d="M4.5 11.5h15M8 17.5V20M16 17.5V20M8 14.5v.01M16 14.5v.01"/>'
    ),
    "bag": '<rect x="3.5" y="7.5" width="17" height="12" rx="2"/><path d="M9 7.5V5h6v2.5M3.5 13h17"/>',
    "minus": '<path d="M5 12h14"/>',
}

# Drawings that point along the line and turn around where text runs right to left.
DIRECTED: Final = frozenset({"arrow", "left", "right", "undo"})

LOGO: Final = (
    '<svg class="logo" viewBox="0 0 48 48" aria-hidden="true">'
    '<rect x="9" y="9" width="30" height="30" rx="6" transform="rotate(45 24 24)" fill="#ffc629"/>'
    '<path d="M15.5 30.5H22l4-13h6.5" fill="none" stroke="#13203b" stroke-width="4"'
    ' stroke-linecap="round" stroke-linejoin="round"/><circle cx="32.5" cy="17.5" r="3.6" fill="#13203b"/></svg>'
)
