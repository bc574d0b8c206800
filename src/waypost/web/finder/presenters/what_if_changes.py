"""What a supposition changes at once: each meter before and after, what is open then, and what we cannot check."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from waypost.engine.readiness import HeadsUp
from waypost.engine.requirement import RulebookStatus
from waypost.engine.result import NodeKind, NodeResult, Status
from waypost.engine.what_if import MeterChange, meter_changes
from waypost.web.audits.queries import Audited
from waypost.web.base.presenters import Meter, credit_words
from waypost.web.catalog.adapters import to_rulebook
from waypost.web.catalog.presenters.titles import course_title, requirement_title
from waypost.web.finder.adapters.suppositions import SupposedKind
from waypost.web.finder.queries.what_if import Supposed
from waypost.web.plans.presenters.heads_ups import heads_up_words
from waypost.web.plans.presenters.places import grade_words, join_words
from waypost.web.plans.presenters.planner_checks import Check, checks_of
from waypost.web.plans.queries.outlook import Outlook
from waypost.web.plans.queries.planner import Planner
from waypost.web.reviews.presenters.states import state_name, state_of
from waypost.web.standings.presenters.effects import status_name

from .ways import periods_of

MOST_OPEN: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One meter of two: what it is of, in words, its standing, and the bar where there are credits."""

    label: str
    words: str
    standing: str
    meter: Meter | None
    is_met: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PartChange:
    """One requirement before and after."""

    title: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesChange:
    """One rulebook before and after, its requirements that change, and what it leaves open or to a person.

    `more` is how many open requirements are not named; `asks` is one sentence.
    """

    title: str
    sides: tuple[Side, ...]
    parts: tuple[PartChange, ...] = ()
    open_parts: tuple[str, ...] = ()
    more: int = 0
    asks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AtOnce:
    """Everything that changes before anybody does anything about it; `alone` says that no meter does, and why."""

    rules: tuple[RulesChange, ...]
    same: str
    alone: str
    heads_ups: tuple[str, ...]
    unchecked: tuple[str, ...]


def at_once(before: Planner, supposed: Supposed) -> AtOnce:
    """What is different in the plan that would be."""
    is_move = supposed.supposition.kind is SupposedKind.MOVED
    rules = _moved(before, supposed) if is_move else tuple(_changed(before, supposed))
    return AtOnce(
        rules=rules,
        same="" if is_move else _same(before, rules),
        alone="" if rules else _alone(before, supposed),
        heads_ups=tuple(_new_heads_ups(before, supposed)),
        unchecked=tuple(_unchecked(before, supposed)) if is_move else (),
    )


def _changed(before: Planner, supposed: Supposed) -> Iterator[RulesChange]:
    """The rulebooks that hold before or after, where they say something else."""
    was, will = _by_key(before.real, before), _by_key(supposed.planner.real, before)
    for key in dict.fromkeys([*was, *will]):
        own, other = was.get(key), will.get(key)
        if own and other:
            parts = tuple(_parts(own[1], other[1], scale=_scale(before)))
            if own[0] != other[0] or parts:
                yield _two(own, other, parts)
        elif other:
            yield _one(other, sides=(_absent(_("Today"), _("not followed")), _side(other, label=_("Then"))))
        elif own:
            gone = (_side(own, label=_("Today")), _absent(_("Then"), _("not followed")))
            yield RulesChange(title=own[0].title, sides=gone)


def _moved(before: Planner, supposed: Supposed) -> tuple[RulesChange, ...]:
    """The diploma of today beside that of the other state, each under its own name."""
    here = next(iter(_by_key(before.real, before).values()), None)
    there = next(iter(_by_key(supposed.planner.real, before).values()))
    today = _side(here, label=_rules(here)) if here else _absent(_("Today"), _("no rules are set"))
    return (_one(there, sides=(today, _side(there, label=_rules(there))), title=_("Rules to graduate")),)


def _two(own: tuple[Check, Audited], other: tuple[Check, Audited], parts: tuple[PartChange, ...]) -> RulesChange:
    sides = (_side(own, label=_("Today")), _side(other, label=_("Then")))
    return RulesChange(title=other[0].title, sides=sides, parts=parts)


def _one(checked: tuple[Check, Audited], *, sides: tuple[Side, ...], title: str = "") -> RulesChange:
    check = checked[0]
    asks = [_("%(words)s.") % {"words": words} for words in check.words_awaited]
    if check.asks:
        parts = {"parts": join_words(list(check.asks))}
        asks.append(_("We can’t check these: %(parts)s. A person at the school can.") % parts)
    return RulesChange(
        title=title or check.title,
        sides=sides,
        open_parts=check.open_parts[:MOST_OPEN],
        more=max(0, len(check.open_parts) - MOST_OPEN),
        asks=" ".join(asks),
    )


def _side(checked: tuple[Check, Audited], *, label: str) -> Side:
    check, audited = checked
    return Side(
        label=label,
        words=check.words,
        standing=status_name(audited.result.status),
        meter=check.meter,
        is_met=check.is_met,
    )


def _absent(label: str, standing: str) -> Side:
    return Side(label=label, words="", standing=standing, meter=None, is_met=False)


def _rules(checked: tuple[Check, Audited]) -> str:
    return requirement_title(checked[1].adoption.rulebook.title)


def _by_key(outlook: Outlook, planner: Planner) -> dict[str, tuple[Check, Audited]]:
    checks = checks_of(outlook, scale=_scale(planner))
    return {one.adoption.rulebook.key: (check, one) for check, one in zip(checks, outlook.audits, strict=True)}


def _scale(planner: Planner) -> int:
    return planner.student.district.credit_scale


def _parts(own: Audited, other: Audited, *, scale: int) -> Iterator[PartChange]:
    """The requirements at the ends of the tree that change."""
    nodes = {node.path: node for audited in (own, other) for node in _ends(audited.result.root)}
    for change in meter_changes([own.result], [other.result]):
        node = nodes.get(change.path)
        if node is not None and node.path != other.result.root.path:
            yield PartChange(title=requirement_title(node.title), sides=_part_sides(node, change, scale=scale))


def _part_sides(node: NodeResult, change: MeterChange, *, scale: int) -> tuple[Side, ...]:
    pairs = ((_("Today"), change.before, change.status_before), (_("Then"), change.after, change.status_after))
    sides = []
    for label, meter, status in pairs:
        has_credits = node.kind is NodeKind.CREDITS and meter is not None
        bar = Meter(meter.done, meter.now, meter.planned, meter.open) if has_credits and meter else None
        words = {"got": "", "needed": ""}
        if bar:
            words = {name: credit_words(size, scale=scale) for name, size in _sizes(bar)}
        sides.append(
            Side(
                label=label,
                words=_("%(got)s of %(needed)s") % words if bar else "",
                standing=status_name(status) if status else _("not asked"),
                meter=bar,
                is_met=status in {Status.MET, Status.ON_TRACK},
            )
        )
    return tuple(sides)


def _sizes(bar: Meter) -> tuple[tuple[str, int], ...]:
    return ("got", bar.total - bar.open), ("needed", bar.total)


def _ends(node: NodeResult) -> Iterator[NodeResult]:
    chosen = [part for part in node.parts if part.chosen]
    if not chosen:
        yield node
    for part in chosen:
        yield from _ends(part)


def _same(before: Planner, rules: Sequence[RulesChange]) -> str:
    """The rulebooks whose meters stay."""
    changed = {change.title for change in rules}
    kept = [check for check in checks_of(before.real, scale=_scale(before)) if check.title not in changed]
    named = [_("%(title)s, %(words)s") % {"title": one.title, "words": one.words} for one in kept]
    return _("Stays the same: %(rules)s.") % {"rules": join_words(named)} if named and rules else ""


def _alone(before: Planner, supposed: Supposed) -> str:
    match supposed.supposition.kind:
        case SupposedKind.FEWER:
            return _fewer(before, supposed.supposition.grade_level)
        case SupposedKind.REPEATED:
            return _("No meter changes: a class gives credit once. Ask the counselor which mark counts then.")
        case _:
            return _("No meter changes.")


def _fewer(before: Planner, grade_level: int) -> str:
    days = before.file.catalog.calendar.days
    used = max(periods_of(before.real, grade_level=grade_level, term=term) for term in days)
    words = {"grade": grade_words(grade_level), "used": used, "room": before.student.district.periods - 1}
    return _("The rules stay as they are. %(grade)s has room for %(room)s classes then; the plan has %(used)s.") % words


def _new_heads_ups(before: Planner, supposed: Supposed) -> Iterator[str]:
    known = {_sign(one) for one in before.real.heads_ups}
    after = supposed.planner
    titles = {code: course_title(course) for code, course in after.file.catalog.courses.items()}
    titles |= {entry.id: course_title(entry.course) for entry in after.real.entries}
    for one in after.real.heads_ups:
        if _sign(one) not in known:
            yield heads_up_words(one, titles=titles)


def _sign(heads_up: HeadsUp) -> tuple[object, ...]:
    return heads_up.kind, heads_up.entry_id, heads_up.course_codes, heads_up.term, heads_up.actual


def _unchecked(before: Planner, supposed: Supposed) -> Iterator[str]:
    """What only the new school, or a person, can say."""
    book = supposed.planner.real.audits[0].adoption.rulebook
    words = {"state": state_name(state_of(book)), "district": before.student.district.name}
    yield _("Which credits the new school takes. Here all of them count; the new school decides.") % words
    yield _("Which classes the new school has. We looked with those of %(district)s.") % words
    yield _("What else is asked there, such as state tests. Ask the new school.") % words
    if to_rulebook(book).rulebook.status is RulebookStatus.DRAFT:
        yield _("The rules themselves: ours are a draft that nobody has checked a second time.")
    others = [one for one in before.real.audits if one.adoption.rulebook.kind != book.kind]
    if others:
        named = join_words([requirement_title(one.adoption.rulebook.title) for one in others])
        yield _("What becomes of %(rules)s. We looked at the diploma alone.") % {"rules": named}
