"""A picture of how cost grows with work: lines in a log-log frame, as plain SVG text."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

WIDTH, HEIGHT = 720, 420
LEFT, RIGHT, TOP, BOTTOM = 78, 176, 56, 60
#: The height of a name beside its line.
NAME = 17

#: Colors that stand out on white and for people who see few colors; a mark of its own is the second sign.
COLORS = ("#1b5e8c", "#b3541e", "#4c7a34", "#6b4a86")
MARKS = ("circle", "square", "diamond", "triangle")

STYLE = "text{font:13px system-ui,sans-serif;fill:#22303a}.title{font-size:16px;font-weight:600}.soft{fill:#52636e}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One measured thing: its name, and (work, seconds) points in order."""

    name: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class _Axis:
    """A logarithmic axis from one power of ten to another, over a range of the picture."""

    low: int
    high: int
    begin: float
    end: float

    def at(self, value: float) -> float:
        return self.begin + (log10(value) - self.low) / (self.high - self.low) * (self.end - self.begin)

    def powers(self) -> list[int]:
        return list(range(self.low, self.high + 1))


def scaling_picture(lines: Sequence[Line], *, title: str, work: str) -> str:
    """The picture as SVG with a title and a description that tells the numbers."""
    across = _axis([x for line in lines for x, _ in line.points], begin=LEFT, end=WIDTH - RIGHT)
    up = _axis([y for line in lines for _, y in line.points], begin=HEIGHT - BOTTOM, end=TOP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="t d">',
        f'<title id="t">{escape(title)}</title>',
        f'<desc id="d">{escape(_told(lines, work=work))}</desc>',
        f"<style>{STYLE}</style>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        f'<text class="title" x="{LEFT}" y="28">{escape(title)}</text>',
        *_grid(across, up, work=work),
        *(
            part
            for number, (line, height) in enumerate(zip(lines, _heights(lines, up), strict=True))
            for part in _line(line, across, up, number=number, height=height)
        ),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _axis(values: Sequence[float], *, begin: float, end: float) -> _Axis:
    low, high = floor(log10(min(values)) + 1e-9), ceil(log10(max(values)) - 1e-9)
    return _Axis(low, max(high, low + 1), begin, end)


def _told(lines: Sequence[Line], *, work: str) -> str:
    told = []
    for line in lines:
        points = ", ".join(f"{x:,.0f} {work}: {_seconds(y)}" for x, y in line.points)
        told.append(f"{line.name}: {points}.")
    return " ".join(told)


def _seconds(value: float) -> str:
    return f"{value:,.0f} s" if value >= 10 else f"{value:.2g} s"


def _grid(across: _Axis, up: _Axis, *, work: str) -> list[str]:
    parts = []
    for power in across.powers():
        x = across.at(10.0**power)
        parts.append(f'<path d="M{x:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#dbe2e6"/>')
        parts.append(f'<text class="soft" x="{x:.1f}" y="{HEIGHT - 38}" text-anchor="middle">{10**power:,}</text>')
    for power in up.powers():
        y = up.at(10.0**power)
        parts.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#dbe2e6"/>')
        label = _seconds(10.0**power)
        parts.append(f'<text class="soft" x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{label}</text>')
    middle = (LEFT + WIDTH - RIGHT) / 2
    parts.append(f'<text x="{middle}" y="{HEIGHT - 14}" text-anchor="middle">{escape(work)}</text>')
    return parts


def _heights(lines: Sequence[Line], up: _Axis) -> list[float]:
    """Where each name stands: beside the last point, pushed down where another name stands there."""
    ends = [up.at(line.points[-1][1]) for line in lines]
    lowest = float(TOP - NAME)
    for number in sorted(range(len(ends)), key=lambda number: ends[number]):
        lowest = ends[number] = max(ends[number], lowest + NAME)
    return ends


def _line(line: Line, across: _Axis, up: _Axis, *, number: int, height: float) -> list[str]:
    color = COLORS[number % len(COLORS)]
    places = [(across.at(x), up.at(y)) for x, y in line.points]
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    marks = [_mark(MARKS[number % len(MARKS)], x, y, color=color) for x, y in places]
    x = places[-1][0]
    name = f'<text x="{x + 12:.1f}" y="{height + 4:.1f}" style="fill:{color}">{escape(line.name)}</text>'
    return [f'<path d="M{path}" fill="none" stroke="{color}" stroke-width="2"/>', *marks, name]


def _mark(kind: str, x: float, y: float, *, color: str) -> str:
    match kind:
        case "circle":
            return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{color}"/>'
        case "square":
            return f'<path d="M{x - 5:.1f} {y - 5:.1f}h10v10h-10z" fill="{color}"/>'
        case "diamond":
            return f'<path d="M{x:.1f} {y - 6:.1f}l6 6l-6 6l-6 -6z" fill="{color}"/>'
        case _:
            return f'<path d="M{x:.1f} {y - 6:.1f}l6 11h-12z" fill="{color}"/>'
