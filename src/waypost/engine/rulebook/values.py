"""Values that must be the same, or different: a subject, or a tag with a colon."""

from waypost.engine.requirement import Credits, Requirement
from waypost.engine.rulebook.table import Table
from waypost.engine.rulebook.walking import walk


def read_value_rule(table: Table, key: str) -> str | None:
    """What must be the same, or different: a subject, or the tag that begins so."""
    rule = table.text(key)
    if rule is not None and rule != "subject" and not rule.endswith(":"):
        table.wrong(key, "must be 'subject' or the beginning of a tag with a colon, like 'language:'")
    return rule


def read_different(table: Table, parts: tuple[Requirement, ...]) -> str:
    """What the leaves inside that say ``same`` must not share."""
    rule = read_value_rule(table, "different")
    if rule is None:
        return ""
    leaves = [leaf for part in parts for leaf in walk(part) if isinstance(leaf, Credits) and leaf.same == rule]
    if len(leaves) < 2:
        table.wrong("different", f"needs two parts inside that say same = '{rule}'")
    if len({leaf.pool for leaf in leaves}) > 1:
        table.wrong("different", "has no meaning over parts of several pools")
    return rule
