"""The whole file: header, selectors, policy, parts, and the checks across them."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Generic, TypeVar

from waypost.engine.calendar import Term, coded_term
from waypost.engine.gpa_policy import GpaPolicy, StandingPolicy
from waypost.engine.requirement import About, AllOf, CohortRange, Kind, Requirement, Rulebook, RulebookStatus
from waypost.engine.rulebook.averages import check_averages, read_policies
from waypost.engine.rulebook.limits import read_limits
from waypost.engine.rulebook.meeting import rules_that_meet
from waypost.engine.rulebook.nodes import Around, Stated, read_parts, read_selector, with_conditions
from waypost.engine.rulebook.opening import opened_toml
from waypost.engine.rulebook.policies import read_gpa_policy, read_standing_policy
from waypost.engine.rulebook.problem import Problem, ProblemKind
from waypost.engine.rulebook.references import MOST_OPTIONS, check_named_parts, check_references, option_count
from waypost.engine.rulebook.selectors import Selectors
from waypost.engine.rulebook.sums import sum_problem
from waypost.engine.rulebook.table import Table
from waypost.engine.rulebook.trial import passes_trial
from waypost.engine.rulebook.validations import read_validations
from waypost.engine.rulebook.walking import walk
from waypost.engine.rulebook.whens import read_cohort
from waypost.engine.validation import Validation

Policy = TypeVar("Policy", GpaPolicy, StandingPolicy)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A rulebook, or None with the problems that stand in its way."""

    rulebook: Rulebook | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedPolicy(Generic[Policy]):
    """A policy, or None with the problems that stand in its way."""

    policy: Policy | None
    problems: tuple[Problem, ...] = ()


def load_rulebook(text: str, *, is_tried: bool = False) -> Loaded:
    """Read a rulebook from TOML; every problem is reported, not only the first.

    One that was read before ``is_tried``: whether its limits meet in too many ways is not asked again.
    """
    top = opened_toml(text)
    if not isinstance(top, Table):
        return Loaded(rulebook=None, problems=top)
    try:
        rulebook = _rulebook(top)
    except RecursionError:
        top.problems.add(ProblemKind.SYNTAX, (), "parts or selectors are nested too deeply")
        return Loaded(rulebook=None, problems=top.problems.in_order())
    if not is_tried and not top.problems.in_order() and not passes_trial(rulebook):
        meeting = rules_that_meet(rulebook)
        detail = f"its rules meet in more ways than an audit may look at: {meeting}; let fewer of them share courses"
        top.problems.add(ProblemKind.TOO_MANY_WAYS, (), detail)
    problems = top.problems.in_order()
    return Loaded(rulebook=None if problems else rulebook, problems=problems)


def load_gpa_policy(text: str) -> LoadedPolicy[GpaPolicy]:
    """Read a GPA policy from TOML, with every problem."""
    top = opened_toml(text)
    if not isinstance(top, Table):
        return LoadedPolicy(policy=None, problems=top)
    policy = read_gpa_policy(top, selectors=Selectors(named={}, problems=top.problems))
    problems = top.problems.in_order()
    return LoadedPolicy(policy=None if problems else policy, problems=problems)


def load_standing_policy(text: str) -> LoadedPolicy[StandingPolicy]:
    """Read a policy of class standing from TOML, with every problem."""
    top = opened_toml(text)
    if not isinstance(top, Table):
        return LoadedPolicy(policy=None, problems=top)
    policy = read_standing_policy(top)
    problems = top.problems.in_order()
    return LoadedPolicy(policy=None if problems else policy, problems=problems)


def _rulebook(top: Table) -> Rulebook:
    problems = top.problems
    scale = top.whole("credit_scale") or 1
    if scale < 1:
        top.wrong("credit_scale", "must be 1 or more")
        scale = 1
    selectors = _selectors(top)
    policies = read_policies(top, selectors=selectors)
    stated = Stated(totals=[])
    total = top.units("total", scale=scale)
    if total is not None:
        stated.totals.append((top, "", total))
    root = _root(top, around=Around(selectors=selectors, scale=scale, policies=policies), stated=stated)
    validations = read_validations(top, selectors=selectors)
    rulebook = _with_header(top, root=root, scale=scale, total=total, validations=validations)
    _check_sums(top, root=root, stated=stated, scale=scale)
    check_references(root, problems=problems, places=stated.places)
    check_named_parts(root, named=stated.named)
    check_averages(root, named=stated.named)
    if option_count(root) > MOST_OPTIONS:
        problems.add(ProblemKind.TOO_MANY_OPTIONS, (), f"has more than {MOST_OPTIONS} ways to take its options")
    top.finish()
    return rulebook


def _selectors(top: Table) -> Selectors:
    named = top.table("select")
    selectors = Selectors(named=named.values if named else {}, problems=top.problems, terms=_terms(top))
    selectors.read_all()
    return selectors


def _terms(top: Table) -> tuple[Term, ...]:
    """The usual terms, and those of the district's calendar that the file names under ``terms``."""
    own = sorted(top.words("terms") - set(Term.usual))
    return (*Term.usual, *map(coded_term, own))


def _root(top: Table, *, around: Around, stated: Stated) -> AllOf:
    if "part" not in top:
        top.wrong("part", "the rulebook has no parts", ProblemKind.MISSING)
    inside = with_conditions(top, around=around)
    parts = read_parts(top, around=inside, stated=stated)
    own_selector = partial(read_selector, around=around)
    limits, course_limits = read_limits(top, read_selector=own_selector, scale=around.scale)
    about = About(path="", title=str(top.values.get("title", "")))
    return AllOf(about=about, parts=parts, limits=limits, course_limits=course_limits)


def _with_header(
    top: Table, *, root: AllOf, scale: int, total: int | None, validations: tuple[Validation, ...]
) -> Rulebook:
    return Rulebook(
        id=top.needed_text("id"),
        title=top.needed_text("title"),
        kind=top.one_of("kind", Kind) or Kind.GRADUATION,
        state=top.text("state") or "",
        authority=top.needed_text("authority"),
        citation=top.needed_text("citation"),
        checked_on=_checked_on(top),
        cohort=_cohort(top),
        status=top.one_of("status", RulebookStatus) or RulebookStatus.DRAFT,
        root=root,
        credit_scale=scale,
        total_units=total,
        waiver_limit=top.units("waiver_limit", scale=scale),
        validations=validations,
    )


def _checked_on(top: Table) -> date:
    day = top.day("checked_on")
    top.needs("checked_on")
    return day or date.min


def _cohort(top: Table) -> CohortRange:
    table = top.table("cohort")
    if table is None:
        return CohortRange()
    cohort = read_cohort(table)
    table.finish()
    return cohort


def _check_sums(top: Table, *, root: Requirement, stated: Stated, scale: int) -> None:
    nodes = {node.about.path: node for node in walk(root)}
    pools = {path: _pool_of(node) for path, node in nodes.items()}
    for table, path, units in stated.totals:
        if path not in nodes:
            continue
        detail = sum_problem(nodes[path], pool=pools[path], stated=units, scale=scale)
        if detail:
            table.wrong("total", detail, ProblemKind.SUM)


def _pool_of(node: Requirement) -> str:
    """The pool that a group's total speaks of: the diploma's, or the one that all its leaves are in."""
    found = {inner.pool for inner in walk(node) if hasattr(inner, "pool")}
    return found.pop() if len(found) == 1 else ""
