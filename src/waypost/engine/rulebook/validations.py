"""Sequences in which a later course clears a low mark, from ``[[validation]]`` tables."""

from waypost.engine.rulebook.problem import ProblemKind
from waypost.engine.rulebook.selectors import Selectors, read_min_mark
from waypost.engine.rulebook.table import Table
from waypost.engine.validation import Validation


def read_validations(top: Table, *, selectors: Selectors) -> tuple[Validation, ...]:
    """All sequences of a file."""
    return tuple(_validation(table, selectors=selectors) for table in top.tables("validation"))


def _validation(table: Table, *, selectors: Selectors) -> Validation:
    title = table.needed_text("title")
    steps = table.raw("sequence")
    if not isinstance(steps, list) or len(steps) < 2:
        table.wrong("sequence", "needs a list of at least two selectors, the lowest course first")
        steps = []
    least = read_min_mark(table)
    if "min_mark" not in table:
        table.wrong("min_mark", "'min_mark' is missing: which mark clears?", ProblemKind.MISSING)
    same = table.text("same")
    if same is not None and same != "subject" and not same.endswith(":"):
        table.wrong("same", "must be 'subject' or the beginning of a tag with a colon, like 'language:'")
    read = tuple(selectors.read(step, place=(*table.place, "sequence", at)) for at, step in enumerate(steps))
    table.finish()
    return Validation(title=title, steps=read, min_mark=least or "C", same=same)
