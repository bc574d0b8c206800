"""How fast a roster is read, next to a bare `csv.reader` over the same bytes.

Prints rows a second of both and their ratio: what typed rows, located problems and every check cost. CPU
time, not wall time.
"""

import csv
import statistics
import time
from collections.abc import Callable
from io import BytesIO, TextIOWrapper

from bench.rosters import a_roster

from waypost.interchange.bundle import Bundle, open_bundle
from waypost.interchange.oneroster import oneroster_files, read
from waypost.interchange.writing import zip_bytes

STUDENTS = 10_000
ROUNDS = 3


def main() -> None:
    """Print the figures."""
    files = oneroster_files(a_roster(STUDENTS))
    bundle = open_bundle(zip_bytes(files))
    roster = read(bundle)
    if roster.problems:
        raise ValueError(roster.problems[:3])
    rows = sum(reading.row_count for reading in roster.files.values())
    whole = median_seconds(lambda: read(bundle))
    bare = median_seconds(lambda: bare_rows(bundle))
    print(f"rows of a roster of {STUDENTS:,} students: {rows:,}")
    print(f"rows read a second, checked and typed: {rows / whole:,.0f}")
    print(f"rows a second of a bare csv.reader: {rows / bare:,.0f}")
    print(f"reading against a bare csv.reader: {bare / whole:.2f} of its rows a second")


def bare_rows(bundle: Bundle) -> int:
    """How many rows a reader that looks at nothing goes through."""
    return sum(
        sum(1 for _ in csv.reader(TextIOWrapper(BytesIO(bundle.open(name).read()), "utf-8", newline="")))
        for name in bundle.files
    )


def median_seconds(work: Callable[[], object]) -> float:
    """The median CPU time of a few rounds, after one to warm up."""
    work()
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)


if __name__ == "__main__":
    main()
