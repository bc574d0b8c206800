"""How the time of a search, a repair and a refusal grows with the catalog: 50 to 500 courses.

``search_scaling.py [QUESTIONS] [--picture]``: the median of so many questions (10 unless told), as CPU time of one
core. ``--picture`` draws docs/pictures/search-scaling.svg.
"""

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from bench.scaling_picture import Line, scaling_picture
from bench.search_cases import half_done, question

from waypost.engine.repair import Fix, smallest_fix
from waypost.engine.search import Found, Impossible, Question, find_plan

PICTURE = Path(__file__).parents[1] / "docs" / "pictures" / "search-scaling.svg"
SIZES = (50, 100, 150, 250, 350, 500)


def main() -> None:
    """Measure all sizes, print the medians, and draw them where asked."""
    count = int(next((word for word in sys.argv[1:] if word.isdigit()), "10"))
    find_plan(question(999))  # what is loaded at first use is not counted
    lines = [
        _line("search", find_plan, Found, lambda size: [question(number, size=size) for number in range(count)]),
        _line("refusal with reasons", find_plan, Impossible, lambda size: _short(count, size)),
        _line("smallest repair", smallest_fix, Fix, lambda size: _half_done(count, size)),
    ]
    for line in lines:
        print(f"{line.name}: " + ", ".join(f"{size:.0f} courses {1000 * own:.0f} ms" for size, own in line.points))
    if "--picture" in sys.argv:
        title = "Eight terms, twelve groups: CPU seconds by courses in the catalog"
        PICTURE.write_text(scaling_picture(lines, title=title, work="courses"))


def _line(
    name: str, work: Callable[[Question], object], wanted: type, asked: Callable[[int], Sequence[Question]]
) -> Line:
    return Line(name=name, points=tuple((size, _median(work, wanted, asked(size))) for size in SIZES))


def _median(work: Callable[[Question], object], wanted: type, asked: Sequence[Question]) -> float:
    """The median over the questions that are answered in the way that is wanted."""
    times = []
    for own in asked:
        start = time.process_time()
        answer = work(own)
        if isinstance(answer, wanted):
            times.append(time.process_time() - start)
    return statistics.median(times)


def _short(count: int, size: int) -> list[Question]:
    """Five periods a day are too few."""
    asked = [question(number, size=size) for number in range(count)]
    return [replace(own, calendar=replace(own.calendar, periods=5)) for own in asked]


def _half_done(count: int, size: int) -> list[Question]:
    found = (half_done(number, size=size) for number in range(3 * count))
    return [own for own in found if own is not None][:count]


if __name__ == "__main__":
    main()
