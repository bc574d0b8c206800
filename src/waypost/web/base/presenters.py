"""What every page says alike: meters, credits in words, initials, the places of the navigation."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

UNITS_IN_A_CREDIT: Final = 120
SHARES: Final = 120  # a meter is cut into this many shares, one CSS class each (meter.css)
AVATAR_COLORS: Final = ("", "a", "b", "c", "d", "e", "f")
FRACTIONS: Final = {
    Fraction(1, 4): "¼",
    Fraction(1, 2): "½",
    Fraction(3, 4): "¾",
    Fraction(1, 3): "⅓",
    Fraction(2, 3): "⅔",
    Fraction(1, 6): "⅙",
    Fraction(5, 6): "⅚",
    Fraction(1, 8): "⅛",
    Fraction(3, 8): "⅜",
    Fraction(5, 8): "⅝",
    Fraction(7, 8): "⅞",
}


@dataclass(frozen=True, slots=True)
class Meter:
    """How far something is, in any one measure (units of credit, hours, classes)."""

    done: int
    now: int = 0
    planned: int = 0
    open: int = 0

    @property
    def total(self) -> int:
        return self.done + self.now + self.planned + self.open

    def shares(self) -> list[tuple[str, int]]:
        """The CSS class and the share of 120 of each part that is there; a part never vanishes."""
        parts = (("done", self.done), ("now", self.now), ("plan", self.planned), ("open", self.open))
        return [(f"m-{name}", max(1, round(SHARES * size / self.total))) for name, size in parts if size > 0]


def credit_words(units: int, *, scale: int = 1) -> str:
    """Units as a district writes them: 180 units are 1½ credits, or 15 where 10 local credits make one; 24 are 0.2."""
    amount = Fraction(units * scale, UNITS_IN_A_CREDIT)
    whole, part = divmod(amount, 1)
    if part and part not in FRACTIONS:
        return f"{float(amount):.2f}".rstrip("0").rstrip(".")
    return f"{whole or ''}{FRACTIONS[part]}" if part else str(whole)


def initials(name: str) -> str:
    """One or two letters that stand for a name: Maya Reyes is MR, 李小龍 is 李."""
    words = [word for word in name.split() if word[0].isalnum()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


def avatar_color(name: str) -> str:
    """A colour class that stays with the name, on every page and every machine."""
    return AVATAR_COLORS[sum(map(ord, name)) % len(AVATAR_COLORS)]
