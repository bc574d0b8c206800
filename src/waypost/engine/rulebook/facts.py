"""Facts from TOML: which keys, which values, and when."""

from datetime import timedelta

from waypost.engine.record import FactValue
from waypost.engine.requirement import About, FactTest
from waypost.engine.rulebook.table import Table
from waypost.engine.window import Window

#: Grade levels from before kindergarten to a year past grade 12.
GRADES = range(-1, 14)


def read_fact_test(table: Table, *, about: About) -> FactTest:
    """A condition on a fact: ``at_least`` a number, ``one_of`` some values, or simply true."""
    least = table.number("at_least")
    values = read_values(table)
    if least is not None and values:
        table.wrong("one_of", "has no meaning beside 'at_least'")
    key, *others = read_keys(table)
    return FactTest(
        about=about,
        key=key,
        at_least=least,
        one_of=values,
        others=tuple(others),
        window=read_window(table),
        once=table.flag("once", default=False),
    )


def read_keys(table: Table) -> tuple[str, ...]:
    """The key of a fact, or a list of keys any of which will do, in their order."""
    if not isinstance(table.values.get("fact"), list):
        return (table.needed_text("fact") or "unnamed",)
    listed = table.raw("fact")
    keys = [key for key in listed if isinstance(key, str) and key] if isinstance(listed, list) else []
    if not keys or keys != listed:
        table.wrong("fact", "must be the key of a fact or a list of keys")
    elif len(set(keys)) != len(keys):
        table.wrong("fact", "names one key twice")
    return tuple(dict.fromkeys(keys)) or ("unnamed",)


def read_values(table: Table) -> tuple[FactValue, ...]:
    """The values of ``one_of``: texts, whole numbers, true and false."""
    values = table.raw("one_of")
    if values is None:
        return ()
    if not (isinstance(values, list) and values):
        table.wrong("one_of", "must be a list with at least one value")
        return ()
    known = tuple(value for value in values if isinstance(value, str | int))
    if len(known) != len(values):
        table.wrong("one_of", "may hold texts, whole numbers, true and false")
    return known


def read_window(table: Table) -> Window | None:
    """When the fact counts: ``since`` and ``until`` a day (both included), ``before`` a day, ``in_grade``."""
    first, last, before = table.day("since"), table.day("until"), table.day("before")
    if last is not None and before is not None:
        table.wrong("before", "has no meaning beside 'until'")
    elif before is not None:
        last = before - timedelta(days=1)
    if first is not None and last is not None and last < first:
        table.wrong("until" if before is None else "before", "lies before 'since': no day is between them")
    grades = table.wholes("in_grade")
    if not all(grade in GRADES for grade in grades) or (isinstance(table.values.get("in_grade"), list) and not grades):
        table.wrong("in_grade", "must be grade levels from -1 (before kindergarten) to 13")
    window = Window(first=first, last=last, grades=grades)
    return None if window == Window() else window
