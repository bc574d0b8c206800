"""Averages: by which grading policy of the file, and over what a part claims."""

from collections.abc import Mapping
from typing import Final

from waypost.engine.gpa_policy import GpaPolicy
from waypost.engine.measure import Measure
from waypost.engine.requirement import ChooseOf, Credits, Requirement
from waypost.engine.rulebook.policies import read_gpa_policy
from waypost.engine.rulebook.problem import ProblemKind
from waypost.engine.rulebook.selectors import Selectors
from waypost.engine.rulebook.table import Table
from waypost.engine.rulebook.walking import walk
from waypost.engine.rulebook.whens import NamedParts

#: The name of the policy in ``[gpa]``: averages that name none use it.
UNNAMED: Final = ""


def read_policies(top: Table, *, selectors: Selectors) -> dict[str, GpaPolicy]:
    """The policy of ``[gpa]``, and those of ``[policy.NAME]`` by name."""
    gpa, named = top.table("gpa"), top.table("policy")
    policies = {UNNAMED: read_gpa_policy(gpa, selectors=selectors)} if gpa else {}
    for name in named.values if named else ():
        table = named.table(name) if named else None
        if table is not None:
            policies[name] = read_gpa_policy(table, selectors=selectors)
    return policies


def policy_of(table: Table, *, measure: Measure, policies: Mapping[str, GpaPolicy]) -> GpaPolicy | None:
    """The policy by which a tally averages."""
    name = table.text("policy")
    if measure is not Measure.AVERAGE:
        if name is not None:
            table.wrong("policy", "has a meaning only for an average")
        return None
    if name is None and UNNAMED not in policies:
        detail = "an average needs a [gpa] policy in the file, or names one of [policy.NAME]"
        table.wrong("tally", detail, ProblemKind.MISSING)
    elif name is not None and (name == UNNAMED or name not in policies):
        table.wrong("policy", f"no policy is named '{name}'", ProblemKind.UNKNOWN_PATH)
    return policies.get(name or UNNAMED)


def read_over(table: Table, *, measure: Measure) -> str:
    """The path of the part whose claims are averaged, "" where ``from`` says which courses."""
    over = table.text("over") or ""
    if over and measure is not Measure.AVERAGE:
        table.wrong("over", "has a meaning only for an average")
    if over and "from" in table:
        table.wrong("from", "has no meaning beside 'over'")
        table.raw("from")
    return over


def check_averages(root: Requirement, *, named: NamedParts) -> None:
    """Report an average over a part that is not there or claims nothing, and one inside of a choice."""
    nodes = {node.about.path: node for node in walk(root)}
    optional = {inner.about.path for node in nodes.values() if isinstance(node, ChooseOf) for inner in walk(node)}
    for table, path, part in named.averaged:
        node = nodes.get(part)
        if node is None:
            table.wrong("over", f"no part has the path '{part}'", ProblemKind.UNKNOWN_PATH)
        elif not any(isinstance(inner, Credits) for inner in walk(node)):
            table.wrong("over", f"'{part}' asks for no credits, so it claims nothing")
        elif path in optional:
            table.wrong("over", "can't stand inside a 'choose': what is claimed hangs on what is chosen")
