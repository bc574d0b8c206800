"""Why this class? What it counts for, where else it could, whether the student is ready and because of what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from waypost.engine.readiness import Support, readiness_of
from waypost.engine.record import Entry, Stage
from waypost.engine.result import Claim, EntryUse
from waypost.web.audits.queries import Audited
from waypost.web.base.presenters import UNITS_IN_A_CREDIT, credit_words
from waypost.web.catalog.adapters import to_rulebook
from waypost.web.catalog.models import Offering, RulebookKind
from waypost.web.catalog.presenters.rules import credits_given_in_words, credits_in_words
from waypost.web.catalog.presenters.titles import course_title, requirement_title
from waypost.web.plans.models import PlannedCourse
from waypost.web.plans.queries.outlook import positions_of
from waypost.web.plans.queries.pins import PinOffer, pin_offers
from waypost.web.plans.queries.planner import Planner
from waypost.web.plans.queries.taking import WayToTake

from .offerings import approval_words, cost_words, way_title
from .places import either_words, join_words, line_of, place_words
from .planner_cleared import cleared_words
from .planner_credit import CreditChoice, credit_choices
from .planner_heads_ups import Around, heads_up_line


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyLine:
    """One reason, with its icon; `style` is hu for what to look at."""

    icon: str
    style: str
    text: SafeString


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSource:
    """The words of one rule that the course counts for, and the rulebook to read on in."""

    title: str
    rule: str
    source: str
    rulebook_id: int
    rulebook: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PinChoice:
    """One place where the course could be pinned, or is, and what that costs in words."""

    rulebook_key: str
    path: str
    title: str
    cost: str
    is_pinned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WayChoice:
    """One way to take the course: where the form puts it, and what it asks in words."""

    offering_id: int  # 0: as the course says
    place: str
    title: str
    means: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """The panel of one course."""

    id: str
    title: str
    line: str
    facts: str
    lines: tuple[WhyLine, ...]
    rules: tuple[RuleSource, ...]
    pins: tuple[PinChoice, ...]
    ways: tuple[WayChoice, ...]
    has_more_ways: bool  # there are some, which this panel was not told
    credits: tuple[CreditChoice, ...]  # of a course with variable credit
    planned: PlannedCourse | None
    place: str
    is_locked: bool


def why_of(planner: Planner, entry: Entry, *, adult: str, ways: Sequence[WayToTake] = ()) -> Why:
    """Everything that is known about one course of the shown branch."""
    planned = planner.shown.planned_course(entry)
    uses = list(_uses(planner, entry))
    return Why(
        id=entry.id,
        title=course_title(entry.course),
        line=line_of(entry.course.subject),
        facts=_facts(planner, entry),
        lines=(
            *(_taken(planned.offering, adult=adult) if planned and planned.offering else ()),
            *(_counts(planner, entry, audited, claim) for audited, use in uses for claim in use.claims),
            *_elsewhere(uses),
            *_extra(entry, uses),
            *(_mark(entry) if planner.shows_marks else ()),
            *(_cleared(planner, entry) if planner.shows_marks else ()),
            *_ready(planner, entry),
            *_heads_ups(planner, entry, adult=adult),
        ),
        rules=tuple(_rules(uses)),
        pins=_pins(planner, planned) if planned and planner.can_edit else (),
        ways=_ways(planner, planned, ways, adult=adult) if planned and planner.can_edit and len(ways) > 1 else (),
        has_more_ways=not ways and getattr(planned, "has_ways", False),
        credits=credit_choices(planner, planned) if planned and planner.can_edit else (),
        planned=planned if planner.can_edit else None,
        place=f"{entry.grade_level}-{entry.term.value}",
        is_locked=planned is None,
    )


def _uses(planner: Planner, entry: Entry) -> Iterator[tuple[Audited, EntryUse]]:
    for audited in planner.shown.audits:
        for use in audited.result.entries:
            if use.entry_id == entry.id:
                yield audited, use


def _facts(planner: Planner, entry: Entry) -> str:
    units = entry.attempted_units or entry.units
    amount = credits_in_words(units, scale=planner.student.district.credit_scale)
    return _("%(credits)s, %(place)s") % {
        "credits": amount,
        "place": place_words(entry.grade_level, entry.term.value),
    }


def _taken(offering: Offering, *, adult: str) -> Iterator[WhyLine]:
    """Through which offering it is taken, and what that asks."""
    asks = " ".join(filter(None, [cost_words(offering), approval_words(offering, adult=adult)]))
    text = format_html(_("<b>{way}</b>. {asks}"), way=way_title(offering.name), asks=asks)
    yield WhyLine(icon="hand" if offering.approval else "info", style="wish", text=text)
    if not offering.is_active:
        gone = _("Nobody offers it in this way any more. Choose another way.")
        yield WhyLine(icon="warn", style="hu", text=format_html("{}", gone))


def _counts(planner: Planner, entry: Entry, audited: Audited, claim: Claim) -> WhyLine:
    """Which part of a requirement the course fills: credit 3 of 3 in Science."""
    scale = planner.student.district.credit_scale
    node = to_rulebook(audited.adoption.rulebook).nodes[claim.path]
    position = positions_of(planner.shown, audited)[entry.id, claim.path]
    words = {
        "amount": credits_in_words(claim.units, scale=scale),
        "upto": credit_words(position.before + claim.units, scale=scale),
        "needed": credit_words(position.needed, scale=scale),
        "title": requirement_title(node.about.title),
        "rulebook": _for_what(audited),
    }
    if claim.units == UNITS_IN_A_CREDIT and scale == 1:
        text = format_html(_("It is <b>credit {upto} of {needed}</b> in <b>{title}</b>, {rulebook}."), **words)
    else:
        text = format_html(_("It gives <b>{amount} of {needed}</b> in <b>{title}</b>, {rulebook}."), **words)
    return WhyLine(icon="check", style="", text=text)


def _for_what(audited: Audited) -> str:
    if audited.adoption.rulebook.kind == RulebookKind.GRADUATION:
        return _("for graduation")
    return _("for %(rulebook)s") % {"rulebook": requirement_title(audited.adoption.rulebook.title)}


def _cleared(planner: Planner, entry: Entry) -> Iterator[WhyLine]:
    for words in cleared_words(planner, entry):
        yield WhyLine(icon="check", style="", text=words)


def _elsewhere(uses: list[tuple[Audited, EntryUse]]) -> Iterator[WhyLine]:
    """Where else it could count, once for all rulebooks."""
    titles: list[str] = []
    for audited, use in uses:
        nodes = to_rulebook(audited.adoption.rulebook).nodes
        titles += [requirement_title(nodes[path].about.title) for path in use.options if path in nodes]
    if titles:
        text = format_html(
            _("It could also count for <b>{titles}</b>."), titles=either_words(list(dict.fromkeys(titles)))
        )
        yield WhyLine(icon="swap", style="wish", text=text)


def _extra(entry: Entry, uses: list[tuple[Audited, EntryUse]]) -> Iterator[WhyLine]:
    if any(use.claims for _audited, use in uses):
        return
    if entry.stage is Stage.DONE and not entry.units:
        yield WhyLine(icon="info", style="wish", text=format_html("{}", _("It gave no credit.")))
    else:
        text = _("It is extra: no rule needs it right now. You can take it because you want to.")
        yield WhyLine(icon="info", style="wish", text=format_html("{}", text))


def _mark(entry: Entry) -> Iterator[WhyLine]:
    if entry.mark and entry.stage is not Stage.PLANNED:
        words = (
            _("Your mark is <b>{mark}</b>.") if entry.stage is Stage.DONE else _("Your mark so far is <b>{mark}</b>.")
        )
        yield WhyLine(icon="info", style="wish", text=format_html(words, mark=entry.mark))


def _ready(planner: Planner, entry: Entry) -> Iterator[WhyLine]:
    """Ready because of what; while a course is still running, what it has to be finished with."""
    if entry.stage is Stage.DONE:
        return
    readiness = readiness_of(entry, record=planner.shown.record)
    if not readiness.is_ready:
        return
    titles = {other.id: course_title(other.course) for other in planner.shown.entries}
    earned = [titles[one.entry_id] for one in readiness.supports if one.stage is Stage.DONE]
    if earned:
        done = format_html(_("You are ready. Done: <b>{titles}</b>."), titles=join_words(list(dict.fromkeys(earned))))
        yield WhyLine(icon="check", style="", text=done)
    elif not readiness.supports:
        yield WhyLine(icon="check", style="", text=format_html("{}", _("You are ready. Nothing has to come first.")))
    for support in readiness.supports:
        if support.stage is not Stage.DONE:
            yield _assumed(support, title=titles[support.entry_id], shows_marks=planner.shows_marks)


def _assumed(support: Support, *, title: str, shows_marks: bool) -> WhyLine:
    words = {"title": title, "needed": support.needed or "", "actual": support.actual or ""}
    if support.needed and support.actual and shows_marks:
        text = _("Finish <b>{title}</b> with a {needed} or better. Right now you have a {actual}.")
        return WhyLine(icon="warn", style="hu", text=format_html(text, **words))
    if support.needed:
        text = _("Finish <b>{title}</b> with a {needed} or better.")
        return WhyLine(icon="warn", style="hu", text=format_html(text, **words))
    if support.stage is Stage.NOW:
        text = _("You will be ready: you are taking <b>{title}</b> now.")
    else:
        text = _("You will be ready: <b>{title}</b> comes before it in this plan.")
    return WhyLine(icon="check", style="", text=format_html(text, **words))


def _heads_ups(planner: Planner, entry: Entry, *, adult: str) -> Iterator[WhyLine]:
    around = Around(catalog=planner.file.catalog, adult=adult)
    for heads_up in planner.shown.heads_ups:
        if heads_up.entry_id == entry.id:
            line = heads_up_line(heads_up, around=around)
            yield WhyLine(icon="warn", style="hu", text=format_html("{}", line.sentence))


def _rules(uses: list[tuple[Audited, EntryUse]]) -> Iterator[RuleSource]:
    for audited, use in uses:
        rulebook = audited.adoption.rulebook
        compiled = to_rulebook(rulebook)
        for claim in use.claims:
            about = compiled.nodes[claim.path].about
            yield RuleSource(
                title=requirement_title(about.title),
                rule=about.rule,
                source=about.source or compiled.rulebook.citation,
                rulebook_id=rulebook.pk,
                rulebook=requirement_title(rulebook.title),
            )


def _pins(planner: Planner, planned: PlannedCourse) -> tuple[PinChoice, ...]:
    scale = planner.student.district.credit_scale
    return tuple(
        PinChoice(
            rulebook_key=offer.rulebook_key,
            path=offer.path,
            title=requirement_title(offer.title),
            cost=_cost(offer, scale=scale),
            is_pinned=offer.is_pinned,
        )
        for offer in pin_offers(planner, planned)
    )


def _ways(planner: Planner, planned: PlannedCourse, ways: Sequence[WayToTake], *, adult: str) -> tuple[WayChoice, ...]:
    scale = planner.student.district.credit_scale
    return tuple(
        WayChoice(
            offering_id=way.offering.pk if way.offering else 0,
            place=str(way.place),
            title=way_title(way.offering.name if way.offering else ""),
            means=_means(planned, way, adult=adult, scale=scale),
            is_chosen=way.is_chosen,
        )
        for way in ways
    )


def _means(planned: PlannedCourse, way: WayToTake, *, adult: str, scale: int) -> str:
    """What a way asks and gives: price, yes, credit, and where the class would go."""
    offering = way.offering
    said = [cost_words(offering), approval_words(offering, adult=adult)] if offering else []
    course, own = planned.course, offering.units if offering else None
    most = course.most_units if own is None else None
    gives = credits_given_in_words(course.units if own is None else own, most, scale=scale)
    said.append(_("Gives %(credits)s.") % {"credits": gives})
    if (way.place.grade_level, way.place.term) != (planned.grade_level, planned.term):
        said.append(_("Moves to %(place)s.") % {"place": place_words(way.place.grade_level, way.place.term)})
    return " ".join(filter(None, said))


def _cost(offer: PinOffer, *, scale: int) -> str:
    if offer.is_left_out:
        return _left_out(offer, scale=scale)
    if offer.open_units <= 0:
        return _("It costs nothing.")
    amount = credits_in_words(offer.open_units, scale=scale)
    return _("It costs %(credits)s: you would have to pick that much more.") % {"credits": amount}


def _left_out(offer: PinOffer, *, scale: int) -> str:
    """What it would be like to keep a wish that the best count leaves out."""
    if offer.open_units <= 0:
        return _("The best count leaves it out. With it you would be done later.")
    words = {
        "credits": credits_in_words(offer.open_units, scale=scale),
        "parts": join_words([requirement_title(title) for title in offer.lacking]),
    }
    if not offer.lacking:
        return _("The best count leaves it out. With it you would have to pick %(credits)s more.") % words
    return _("The best count leaves it out. With it you would have to pick %(credits)s more, in %(parts)s.") % words
