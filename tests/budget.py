"""What the tests cost in CPU seconds by folder, and whether that keeps to tests/BUDGET; see docs/testing.md."""

from __future__ import annotations

import os
import time
from collections import defaultdict
from collections.abc import Generator, Mapping
from pathlib import Path
from statistics import median
from typing import Any, Final

import pytest
from django.db import connection

BUDGET: Final = Path(__file__).with_name("BUDGET")
START: Final = "start"  # collecting, migrating, starting browsers: what no test asks for alone
PACE: Final = "pace"  # CPU seconds of the piece of work that machines are compared by
SERVER: Final = "postgresql"  # the database server, where the run has one of its own
TICK: Final = os.sysconf("SC_CLK_TCK")
EVERY: Final = 250  # tests between two measures of the machine
SHARE_OVER: Final = 2.0
SECONDS_OVER: Final = 15.0


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--budget", action="store_true", help="fail where a folder costs more than tests/BUDGET allows")
    parser.addoption("--cpu-by-file", action="store_true", help="print what each test module cost")


def pytest_configure(config: pytest.Config) -> None:
    """Count in each process that runs tests; add up and compare in the one that was called."""
    if hasattr(config, "workerinput"):
        config.pluginmanager.register(Worker(config), "cpu-worker")
        return
    meter = Meter()
    config.pluginmanager.register(Total(config, meter), "cpu-total")
    if not config.getoption("numprocesses", default=None):
        config.pluginmanager.register(meter, "cpu-meter")


class Meter:
    """Counts the CPU time of this process and of all below it, by test module."""

    def __init__(self) -> None:
        self.used: defaultdict[str, float] = defaultdict(float)
        self.shared = 0.0
        self.pace: list[float] = []
        self.tests = 0
        self._depth = 0
        self._total = self._last = 0.0

    def spent(self) -> float:
        """CPU seconds so far; what an ended browser took with it to its grave stays counted."""
        now = seconds_of_all()
        self._total += max(0.0, now - self._last)
        self._last = now
        return self._total

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        self._take_pace()
        before, shared = self.spent(), self.shared
        try:
            return (yield)
        finally:
            module = item.nodeid.partition("::")[0]
            self.used[module] += self.spent() - before - (self.shared - shared)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Generator[None, object, object]:
        """What is set up once for the session belongs to no module."""
        if fixturedef.scope != "session" or self._depth:
            return (yield)
        self._depth += 1
        before = self.spent()
        try:
            return (yield)
        finally:
            self._depth -= 1
            self.shared += self.spent() - before

    def result(self) -> dict[str, Any]:
        """The modules' seconds, with everything else as the start."""
        return {"used": {**self.used, START: self.spent() - sum(self.used.values())}, "pace": self.pace}

    def _take_pace(self) -> None:
        if self.tests % EVERY == 0:
            self.pace.append(pace())
        self.tests += 1


class Worker(Meter):
    """A worker of pytest-xdist, which sends its counts home."""

    def __init__(self, config: pytest.Config) -> None:
        super().__init__()
        self.config = config

    def pytest_sessionfinish(self) -> None:
        self.config.workeroutput["cpu"] = self.result()  # type: ignore[attr-defined]


class Total:
    """Adds the workers up, prints the table, and fails the run where the budget is broken."""

    def __init__(self, config: pytest.Config, meter: Meter) -> None:
        self.config, self.meter = config, meter
        self.used: defaultdict[str, float] = defaultdict(float)
        self.pace: list[float] = []
        self.lines: list[str] = []
        self.over: list[str] = []

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        self._add(getattr(node, "workeroutput", {}).get("cpu"))

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.config.pluginmanager.has_plugin("cpu-meter"):
            self._add(self.meter.result())
        else:
            times = os.times()
            self.used[START] += times.user + times.system
        if os.environ.get("POSTGRES_PID"):
            self.used[SERVER] += seconds_of_server()
        if self.config.getoption("--budget"):
            budget = read_budget(BUDGET.read_text())
            self.lines, self.over = compare(self.used, budget[connection.vendor], slower=self._slower(budget))
            if self.over and session.exitstatus == pytest.ExitCode.OK:
                session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        if self.config.getoption("--cpu-by-file"):
            for module, seconds in sorted(self.used.items(), key=lambda one: -one[1]):
                terminalreporter.write_line(f"{seconds:8.1f}  {module}")
        if self.lines:
            terminalreporter.section("CPU seconds by folder")
            for line in [*self.lines, *self.over]:
                terminalreporter.write_line(line)

    def _slower(self, budget: dict[str, dict[str, float]]) -> float:
        """How much longer this machine takes now than the one of the budget."""
        return median(self.pace) / budget[PACE][PACE] if self.pace else 1.0

    def _add(self, result: dict[str, Any] | None) -> None:
        if result:
            for module, seconds in result["used"].items():
                self.used[module] += seconds
            self.pace += result["pace"]


def folder_of(module: str) -> str:
    """`tests/web/plans` for a module below it: the pages by app, everything else by its first folder."""
    parts = module.split("/")[:-1]
    return "/".join(parts[: 3 if parts[1:2] == ["web"] else 2]) or module


def read_budget(text: str) -> dict[str, dict[str, float]]:
    """Seconds by folder for each database, and the pace of the machine that they were measured on."""
    budget: dict[str, dict[str, float]] = {PACE: {}, "sqlite": {}, "postgresql": {}}
    for line in text.splitlines():
        words = line.partition("#")[0].split()
        if words[:1] == [PACE]:
            budget[PACE][PACE] = float(words[1])
        elif words:
            budget["sqlite"][words[0]], budget["postgresql"][words[0]] = float(words[1]), float(words[2])
    return budget


def compare(used: Mapping[str, float], budget: Mapping[str, float], *, slower: float) -> tuple[list[str], list[str]]:
    """A line for each folder, and a sentence for each one that is well over its budget."""
    by_folder: defaultdict[str, float] = defaultdict(float)
    for module, seconds in used.items():
        by_folder[folder_of(module)] += seconds / slower
    lines = [
        f"{by_folder.get(one, 0):8.0f} of {budget.get(one, 0):4.0f}  {one}" for one in sorted({*by_folder, *budget})
    ]
    total = f"{sum(by_folder.values()):8.0f} of {sum(budget.values()):4.0f}  in all; this machine takes {slower:.2f} times as long"
    over = [
        f"{one} costs {seconds:.0f} seconds; tests/BUDGET allows it {budget.get(one, 0):.0f}. See docs/testing.md."
        for one, seconds in sorted(by_folder.items())
        if seconds > budget.get(one, 0) * SHARE_OVER + SECONDS_OVER
    ]
    return [*lines, total], over


def seconds_of_server() -> float:
    """CPU seconds of the PostgreSQL that the run started, which is no child of this process."""
    server = os.environ["POSTGRES_PID"]
    return sum(_seconds_of(pid) for pid in (server, *_below(server)))


def seconds_of_all() -> float:
    """CPU seconds of this process, of its ended children, and of all that run below it now."""
    times = os.times()
    own = times.user + times.system + times.children_user + times.children_system
    return own + sum(_seconds_of(pid) for pid in _below("self"))


def pace() -> float:
    """CPU seconds that this machine takes now for a fixed piece of work."""
    return min(_one_lap() for _ in range(3))


def _one_lap() -> float:
    before = time.process_time()
    sorted(str(number * 7919 % 10_007) for number in range(20_000))
    return time.process_time() - before


def _below(pid: str) -> list[str]:
    """All living descendants of a process; none where the kernel does not tell."""
    found: list[str] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:
            continue
        found += [one for child in children for one in (child, *_below(child))]
    return found


def _seconds_of(pid: str) -> float:
    """CPU seconds of a process and its ended children."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(int(one) for one in fields[11:15]) / TICK
