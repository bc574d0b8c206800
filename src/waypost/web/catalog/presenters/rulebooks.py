"""The list of rulebooks, and the page of one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from waypost.engine.requirement import RulebookStatus
from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.roles import may
from waypost.web.catalog.adapters import to_rulebook
from waypost.web.catalog.models import OPEN_FROM, OPEN_TO, Adoption, Follow, Rulebook

from .rules import RuleLine, credits_in_words, rule_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class RulebookRow:
    """One rulebook in a list."""

    id: int
    title: str
    kind: str
    classes: str
    is_ours: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """What holds here, and what else could be read."""

    in_force: tuple[RulebookRow, ...]
    others: tuple[RulebookRow, ...]
    may_load: bool
    may_see_demand: bool
    may_try: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RulebookPage:
    """One rulebook: where it comes from, for whom it holds here, and every rule as a sentence."""

    id: int
    title: str
    kind: str
    revision: int
    total: str
    authority: str
    citation: str
    checked_on: object
    is_draft: bool
    classes: tuple[str, ...]
    lines: tuple[RuleLine, ...]
    text: str
    may_publish: bool
    may_try: bool


def list_page(actor: Actor, *, adoptions: Iterable[Adoption], rulebooks: Iterable[Rulebook]) -> ListPage:
    """The rulebooks in force first, then the newest revision of each other one."""
    adopted = list(adoptions)
    in_force = tuple(_row(one.rulebook, classes=classes_in_words(one)) for one in adopted)
    known = {row.id for row in in_force}
    newest = {rulebook.key: rulebook for rulebook in sorted(rulebooks, key=lambda book: book.revision)}
    others = sorted((book for book in newest.values() if book.pk not in known), key=lambda book: book.title)
    return ListPage(
        in_force=in_force,
        others=tuple(_row(book, classes="") for book in others),
        may_load=may(actor.role, Permission.RULEBOOK_PUBLISH),
        may_see_demand=may(actor.role, Permission.DEMAND_READ),
        may_try=may(actor.role, Permission.RULEBOOK_TRY),
    )


def rulebook_page(actor: Actor, *, rulebook: Rulebook, adoptions: Iterable[Adoption]) -> RulebookPage:
    """Everything that the page of one rulebook says."""
    adopted = list(adoptions)
    value = to_rulebook(rulebook).rulebook
    total = credits_in_words(value.total_units, scale=value.credit_scale) if value.total_units else ""
    return RulebookPage(
        id=rulebook.pk,
        title=value.title,
        kind=kind_name(rulebook.kind),
        revision=rulebook.revision,
        total=total,
        authority=value.authority,
        citation=value.citation,
        checked_on=value.checked_on,
        is_draft=value.status is RulebookStatus.DRAFT,
        classes=tuple(map(classes_in_words, adopted)),
        lines=rule_lines(value),
        text=rulebook.text,
        may_publish=may(actor.role, Permission.RULEBOOK_PUBLISH),
        may_try=may(actor.role, Permission.RULEBOOK_TRY),
    )


def classes_in_words(adoption: Adoption) -> str:
    """For whom an adoption holds: "Classes of 2027 to 2030"."""
    years = {"first": adoption.class_from, "last": adoption.class_to}
    if adoption.class_from == adoption.class_to:
        words = _("Class of %(first)s") % years
    elif adoption.class_from <= OPEN_FROM or adoption.class_to >= OPEN_TO:
        words = _open_range(adoption)
    else:
        words = _("Classes of %(first)s to %(last)s") % years
    return (
        words
        if adoption.follow == Follow.EVERYONE
        else _("%(classes)s, for students who choose it") % {"classes": words}
    )


def kind_name(kind: str) -> str:
    """What a rulebook is for."""
    names = {
        "graduation": _("Graduation"),
        "pathway": _("Pathway"),
        "university": _("University"),
        "athletics": _("Athletics"),
    }
    return names[kind]


def _open_range(adoption: Adoption) -> str:
    if adoption.class_from > OPEN_FROM:
        return _("Class of %(first)s and later") % {"first": adoption.class_from}
    if adoption.class_to < OPEN_TO:
        return _("Class of %(last)s and earlier") % {"last": adoption.class_to}
    return _("All classes")


def _row(rulebook: Rulebook, *, classes: str) -> RulebookRow:
    return RulebookRow(
        id=rulebook.pk,
        title=rulebook.title,
        kind=kind_name(rulebook.kind),
        classes=classes,
        is_ours=rulebook.district_id is not None,
    )
