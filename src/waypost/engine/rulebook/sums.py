"""Whether the parts of a rulebook add up to the totals that it states."""

from waypost.engine.requirement import AllOf, ChooseOf, Credits, Requirement, When
from waypost.engine.units import credits_text


def units_asked(node: Requirement, *, pool: str) -> tuple[int, int]:
    """The least and the most units that a node asks of one pool, by which options are taken."""
    match node:
        case Credits():
            counted = node.units if node.pool == pool and node.within is None else 0
            return counted, counted
        case AllOf():
            parts = [units_asked(part, pool=pool) for part in node.parts]
            return sum(least for least, _ in parts), sum(most for _, most in parts)
        case ChooseOf():
            parts = [units_asked(part, pool=pool) for part in node.parts]
            lows = sorted(least for least, _ in parts)[: node.count]
            highs = sorted((most for _, most in parts), reverse=True)[: node.count]
            return sum(lows), sum(highs)
        case When():
            sides = [units_asked(side, pool=pool) for side in (node.then, node.otherwise) if side is not None]
            if node.otherwise is None:
                sides.append((0, 0))
            return min(least for least, _ in sides), max(most for _, most in sides)
        case _:
            return 0, 0


def sum_problem(node: Requirement, *, pool: str, stated: int, scale: int) -> str | None:
    """What to say when a stated total is not what the parts add up to."""
    least, most = units_asked(node, pool=pool)
    if least <= stated <= most:
        return None
    least_text, most_text = credits_text(least, scale=scale), credits_text(most, scale=scale)
    found = least_text if least == most else f"{least_text} to {most_text}"
    return f"the parts add up to {found}, the stated total is {credits_text(stated, scale=scale)}"
