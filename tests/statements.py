"""Which tests the second database needs: enough that each statement of the product is tried there too.

On SQLite each test's statements are noted, with the line of the product that sent them. From these notes the fewest
tests are picked that together send every statement from every line; see docs/testing.md.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Generator
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

import pytest
from django.db import DatabaseError, connection

PRODUCT: Final = "/src/waypost/"
A_BROWSER: Final = 5_000  # what a journey costs, in statements of a test without one
TIMES: Final = 3  # how many tests try a statement whose answer hangs on the rows more than others
DELICATE: Final = re.compile(r"JSON|LIKE|UNION|CASE|GROUP BY|DISTINCT|EXISTS|COALESCE|CONFLICT|COUNT|SUM\(|M[AI][XN]\(")
LISTS: Final = (
    (re.compile(r"%s(?:, %s)+"), "%s"),
    (re.compile(r"\(%s\)(?:, \(%s\))+"), "(%s)"),
    (re.compile(r"\d+"), "0"),
)

Notes = dict[str, tuple[int, list[str]]]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--note-statements", metavar="FILE", help="write down which tests the second database needs")
    parser.addoption(
        "--needed-by", metavar="FILE", help="run only the tests that the file names, and those marked `both`"
    )


def pytest_configure(config: pytest.Config) -> None:
    if not config.getoption("--note-statements"):
        return
    notes: Notes = {}
    if not config.getoption("numprocesses", default=None) or hasattr(config, "workerinput"):
        config.pluginmanager.register(Noting(config, notes), "statements-noting")
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Picking(config, notes), "statements-picking")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what the second database does not need."""
    file = config.getoption("--needed-by")
    if not file:
        return
    needed = set(Path(file).read_text().splitlines())
    others = [item for item in items if not (item.nodeid in needed or is_for_both(item))]
    config.hook.pytest_deselected(items=others)
    items[:] = [item for item in items if item.nodeid in needed or is_for_both(item)]


def is_for_both(item: pytest.Item) -> bool:
    """Whether a test is about the database itself: marked so, or in real transactions."""
    is_marked = item.get_closest_marker("both") is not None
    if item.get_closest_marker("journey"):
        return is_marked and not _is_about_looks(item)
    marker = item.get_closest_marker("django_db")
    in_transactions = bool(marker and marker.kwargs.get("transaction"))
    return is_marked or in_transactions or "transactional_db" in getattr(item, "fixturenames", ())


def _is_about_looks(item: pytest.Item) -> bool:
    """Whether a journey is about barriers, or the same one is made on a desktop with scripts."""
    ways = getattr(item, "callspec", None)
    params = ways.params if ways else {}
    narrow = params.get("size", {}).get("width", 1366) < 1366
    return params.get("scripts") is False or narrow or "barrier" in item.name


class Noting:
    """Notes the statements of each test that runs in this process."""

    def __init__(self, config: pytest.Config, notes: Notes) -> None:
        self.config, self.notes = config, notes
        self.skipped: set[str] = set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.skipped:
            self.skipped.add(report.nodeid)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        seen: Counter[str] = Counter()
        with connection.execute_wrapper(_noting_in(seen)):
            result = yield
        cost = seen.total() + (A_BROWSER if item.get_closest_marker("journey") else 0)
        keys = [_short(one) for one in seen]
        if item.nodeid in self.skipped and not item.get_closest_marker("long"):
            keys.append(f"only elsewhere {item.nodeid}")  # it may be there for the other database alone
        self.notes[item.nodeid] = (cost, keys)
        return result

    def pytest_sessionfinish(self) -> None:
        if hasattr(self.config, "workeroutput"):
            self.config.workeroutput["statements"] = self.notes


class Picking:
    """Picks the tests when all have run, and writes their names."""

    def __init__(self, config: pytest.Config, notes: Notes) -> None:
        self.file, self.notes = Path(config.getoption("--note-statements")), notes

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        self.notes.update(getattr(node, "workeroutput", {}).get("statements", {}))

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        picked = pick(self.notes)
        self.file.write_text("".join(f"{name}\n" for name in picked))
        with_any = sum(bool(keys) for _, keys in self.notes.values())
        terminalreporter.write_line(f"{len(picked)} of {with_any} tests send every statement that the product sends.")


def pick(notes: Notes) -> list[str]:
    """The names of few and cheap tests that together send each noted statement as often as it asks to be tried."""
    wanted = Counter(key for _, keys in notes.values() for key in keys)
    wanted = Counter({key: min(count, TIMES if key.endswith("*") else 1) for key, count in wanted.items()})
    picked: list[str] = []
    left = {name: set(keys) for name, (_, keys) in notes.items() if keys}
    while wanted and left:
        best = max(sorted(left), key=lambda name: len(left[name] & wanted.keys()) / (10 + notes[name][0]))
        wanted -= Counter(left.pop(best) & wanted.keys())
        picked.append(best)
    return sorted(picked)


def _noting_in(seen: Counter[str]) -> Callable[..., Any]:
    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        line = _line_of_product()
        if line:
            seen[f"{line} {_shape(sql)}"] += 1
        try:
            return execute(sql, params, many, context)
        except DatabaseError as error:
            seen[f"{line} {type(error).__name__} {_shape(sql)}"] += 1
            raise

    return note


def _line_of_product() -> str:
    """The innermost line of the product that asks; nothing where a test asks by itself."""
    frame = sys._getframe(2)
    while frame is not None:
        if PRODUCT in frame.f_code.co_filename and "/migrations/" not in frame.f_code.co_filename:
            return f"{frame.f_code.co_filename}:{frame.f_lineno}"
        frame = frame.f_back  # type: ignore[assignment]
    return ""


_shapes: dict[str, str] = {}


def _shape(sql: str) -> str:
    """The statement without its values, with lists as short as one."""
    if sql not in _shapes:
        short = str(sql)
        for pattern, by in LISTS:
            short = pattern.sub(by, short)
        _shapes[sql] = short
    return _shapes[sql]


def _short(key: str) -> str:
    """A digest, with a star where the answer is delicate."""
    return blake2b(key.encode(), digest_size=8).hexdigest() + ("*" if DELICATE.search(key) else "")
