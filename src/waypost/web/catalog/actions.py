"""Loading rulebooks and putting them in force. A revision never changes; a change is a new one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from waypost.engine.requirement import CohortRange
from waypost.engine.rulebook import Problem, load_rulebook
from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import require_role
from waypost.web.history.actions import record

from .adapters import to_rulebook
from .models import Adoption, Follow, Rulebook
from .queries import adoption_before


class RulebookRefused(Exception):
    """The text can't be used; `problems` tells each reason and its place."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


class ClassesOutside(Exception):
    """The rulebook is not for all of the classes; `cohort` is whom it is for."""

    def __init__(self, cohort: CohortRange) -> None:
        super().__init__(str(cohort))
        self.cohort = cohort


@transaction.atomic
def load_rulebook_text(actor: Actor, *, text: str, at: datetime) -> Rulebook:
    """The district's rulebook with this text: a new revision, or the one that already says the same.

    Raises RulebookRefused with every problem and its place.
    """
    require_role(actor, Permission.RULEBOOK_PUBLISH)
    rulebook, is_new = _kept(text, district_id=actor.district_id, at=at, user_id=actor.user_id)
    if is_new:
        record(actor, verb="rulebook_loaded", at=at, about=rulebook, revision=rulebook.revision)
    return rulebook


@transaction.atomic
def load_shipped_rulebooks(texts: Mapping[str, str], *, at: datetime) -> list[Rulebook]:
    """The rulebooks that ship with this release, by file name, as rows that every district reads."""
    return [_kept(text, district_id=None, at=at, user_id=None)[0] for _name, text in sorted(texts.items())]


@transaction.atomic
def adopt_rulebook(
    actor: Actor,
    *,
    rulebook: Rulebook,
    class_from: int,
    class_to: int,
    at: datetime,
    follow: Follow | None = None,
    position: int | None = None,
) -> Adoption:
    """The rulebook in force for these graduating classes, in place of an earlier revision for the same ones.

    Whom it is for and its place in lists are those of the earlier revision where nothing is said; first rules are for
    everyone. Classes outside the range keep the revision that they have. People publish by
    standings.actions.publishing, which asks for a try first. Raises ClassesOutside where the rulebook itself is for
    fewer classes.
    """
    require_role(actor, Permission.RULEBOOK_PUBLISH)
    if rulebook.district_id not in {None, actor.district_id}:
        raise PermissionDenied("another district's rulebook")
    cohort = to_rulebook(rulebook).rulebook.cohort
    if not cohort.covers_classes(class_from, class_to):
        raise ClassesOutside(cohort)
    before = adoption_before(actor, rulebook=rulebook, class_from=class_from, class_to=class_to) or Adoption()
    _make_room(actor, rulebook=rulebook, class_from=class_from, class_to=class_to, at=at)
    adoption = Adoption.objects.create(
        district_id=actor.district_id,
        rulebook=rulebook,
        follow=follow or before.follow,
        class_from=class_from,
        class_to=class_to,
        position=before.position if position is None else position,
        published_at=at,
        published_by_id=actor.user_id,
    )
    record(actor, verb="rulebook_published", at=at, about=adoption, key=rulebook.key, revision=rulebook.revision)
    return adoption


def _kept(text: str, *, district_id: int | None, at: datetime, user_id: int | None) -> tuple[Rulebook, bool]:
    loaded = load_rulebook(text)
    if loaded.rulebook is None:
        raise RulebookRefused(loaded.problems)
    digest = sha256(text.encode()).hexdigest()
    of_key = Rulebook.objects.filter(key=loaded.rulebook.id)
    revisions = of_key.filter(district=None) if district_id is None else of_key.filter(district_id=district_id)
    same = revisions.filter(digest=digest).first()
    if same:
        return same, False
    latest = revisions.aggregate(latest=Max("revision"))["latest"] or 0
    new = Rulebook.objects.create(
        district_id=district_id,
        key=loaded.rulebook.id,
        revision=latest + 1,
        title=loaded.rulebook.title,
        kind=loaded.rulebook.kind,
        text=text,
        digest=digest,
        loaded_at=at,
        loaded_by_id=user_id,
    )
    return new, True


def _make_room(actor: Actor, *, rulebook: Rulebook, class_from: int, class_to: int, at: datetime) -> None:
    """End what the new adoption replaces, and keep the parts of it that lie outside the new range."""
    earlier = Adoption.objects.filter(
        district_id=actor.district_id,
        rulebook__key=rulebook.key,
        ended_at=None,
        class_from__lte=class_to,
        class_to__gte=class_from,
    )
    for old in earlier:
        kept = [(old.class_from, class_from - 1), (class_to + 1, old.class_to)]
        Adoption.objects.filter(pk=old.pk).update(ended_at=at)
        for first, last in kept:
            if first <= last:
                old.pk, old.class_from, old.class_to, old.ended_at = None, first, last, None
                old.save(force_insert=True)
