"""How much Python a page costs: lines of `web`, without the demo and migrations, for each route of ours, by app."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import django

LEFT_OUT = {"demo", "migrations"}


def lines_by_app(web: Path) -> Counter[str]:
    """The lines of every module, by app."""
    found: Counter[str] = Counter()
    for path in web.rglob("*.py"):
        parts = path.relative_to(web).parts
        if not LEFT_OUT & {*parts}:
            found[parts[0] if len(parts) > 1 else ""] += len(path.read_text(encoding="utf-8").splitlines())
    return found


def main() -> None:
    """Print the lines a route of the whole site, and of each app that has routes."""
    django.setup()
    from waypost.web import base  # noqa: PLC0415  the settings are there only now
    from waypost.web.access.checks import routes  # noqa: PLC0415

    own = Counter(
        entry.callback.__module__.split(".")[2]
        for _, entry in routes()
        if entry.callback.__module__.startswith("waypost.web.") and ".demo." not in entry.callback.__module__
    )
    lines = lines_by_app(Path(base.__path__[0]).parent)
    print(f"lines of Python a route: {lines.total() // own.total()} ({lines.total():,} lines, {own.total()} routes)")
    print("  " + ", ".join(f"{app} {lines[app] // count}" for app, count in sorted(own.items())))


if __name__ == "__main__":
    main()
