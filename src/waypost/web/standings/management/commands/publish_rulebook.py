"""`waypost publish_rulebook ID --district SLUG --from 2027 --to 2030`: try a rulebook on everybody, then publish it."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.db.models import F, Q

from waypost.web.access.actor import Actor
from waypost.web.access.queries import office_of
from waypost.web.base import clock
from waypost.web.catalog.adapters import to_rulebook
from waypost.web.catalog.models import Follow, Rulebook
from waypost.web.catalog.presenters.whens import cohort_in_words
from waypost.web.catalog.queries import adoption_before
from waypost.web.schools.command_line import district_named
from waypost.web.schools.models import District
from waypost.web.standings.actions.auditing import try_rulebook
from waypost.web.standings.actions.publishing import NotTried, publish_rulebook
from waypost.web.standings.adapters.shifts import to_counts
from waypost.web.standings.models import AuditRun
from waypost.web.standings.presenters.audit_runs import why_words
from waypost.web.standings.presenters.effects import EffectPage, effect_page
from waypost.web.standings.queries.audit_runs import classes_tried, newest_try, why_not_yet
from waypost.web.standings.queries.effects import diplomas_beside
from waypost.web.standings.tasks import run_chunk

REST: Final = 0.2  # seconds until another look at a chunk that a worker has


class Command(BaseCommand):
    help = "Say what a rulebook would change for every student of a district, and with --yes put it in force."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("id", help="the rulebook's id, such as us-tx-foundation-22; its newest revision is taken")
        parser.add_argument("--district", required=True, metavar="SLUG")
        parser.add_argument("--from", type=int, dest="class_from", metavar="YEAR", help="first class")
        parser.add_argument("--to", type=int, dest="class_to", metavar="YEAR", help="last class")
        parser.epilog = "Where classes, --chosen and --everyone are not said, all is as the revision before it has it."
        whose = parser.add_mutually_exclusive_group()
        whose.add_argument("--chosen", action="store_true", help="only for students who choose it")
        whose.add_argument("--everyone", action="store_true", help="for all of these classes")
        parser.add_argument("--yes", action="store_true", help="publish it after saying what it changes")

    def handle(self, *_args: Any, district: str, **options: Any) -> None:
        """Print the effect and publish, or say what is not there; exit code 2."""
        here = district_named(district)
        office, rulebook = office_of(here), _rulebook(here, key=options["id"])
        class_from, class_to = _classes(office, rulebook, first=options["class_from"], last=options["class_to"])
        _check_classes(rulebook, class_from=class_from, class_to=class_to)
        tried = _tried(office, rulebook)
        effect = effect_page(to_counts(tried.shifts), classes=(class_from, class_to))
        beside = diplomas_beside(office, rulebook=rulebook, class_from=class_from, class_to=class_to)
        self.stdout.write("\n".join([*_lines(effect), *(f"Beside it stays: {title}." for title in beside)]))
        if not options["yes"]:
            self.stdout.write("Nothing is published. Add --yes to publish it.")
            return
        follow = Follow.CHOSEN if options["chosen"] else Follow.EVERYONE if options["everyone"] else None
        try:
            adoption = publish_rulebook(
                office, tried=tried, class_from=class_from, class_to=class_to, follow=follow, at=clock.now()
            )
        except NotTried as refused:
            raise CommandError(why_words(refused.reason), returncode=2) from refused
        whose = ", for students who choose it" if adoption.follow == Follow.CHOSEN else ""
        self.stdout.write(f"{rulebook} is in force for the classes of {class_from} to {class_to}{whose}.")


def _rulebook(district: District, *, key: str) -> Rulebook:
    ours = Rulebook.objects.filter(Q(district=district) | Q(district=None), key=key)
    rulebook = ours.order_by(F("district").desc(nulls_last=True), "-revision").first()
    if rulebook is None:
        raise CommandError(f"There is no rulebook {key}. Run: waypost load_rulebooks", returncode=2)
    return rulebook


def _classes(office: Actor, rulebook: Rulebook, *, first: int | None, last: int | None) -> tuple[int, int]:
    """The first and last class: as the command line says, else as the revision before it."""
    if first is None or last is None:
        before = adoption_before(office, rulebook=rulebook)
        if before is None:
            said = f"No revision of {rulebook.key} is in force yet. Say --from and --to."
            raise CommandError(said, returncode=2)
        tried = classes_tried(rulebook)
        first = max(before.class_from, tried[0]) if first is None else first
        last = min(before.class_to, tried[1]) if last is None else last
    if first > last:
        raise CommandError(f"--from can't come after --to: {first}, {last}.", returncode=2)
    return first, last


def _check_classes(rulebook: Rulebook, *, class_from: int, class_to: int) -> None:
    cohort = to_rulebook(rulebook).rulebook.cohort
    if not cohort.covers_classes(class_from, class_to):
        said = f"{rulebook.title} is only for: {cohort_in_words(cohort)}. Name no other classes."
        raise CommandError(said, returncode=2)


def _tried(office: Actor, rulebook: Rulebook) -> AuditRun:
    """A try that still holds, or a new one worked off here; a worker that is there helps."""
    newest = newest_try(office, rulebook=rulebook)
    if newest is not None and why_not_yet(newest, at=clock.now()) is None:
        return newest
    run = try_rulebook(office, rulebook=rulebook, at=clock.now())
    while run.is_going:
        if not run_chunk(only=run):
            time.sleep(REST)
        run = AuditRun.objects.select_related("rulebook", "district").get(pk=run.pk)
    return run


def _lines(effect: EffectPage) -> list[str]:
    head = f"{effect.total:,} students are in these classes."
    if not effect.is_first_edition:
        head += f" It changes the standing of {effect.changed:,} of them."
    standing = [f"{count:,}: {words}" for words, count in effect.standing]
    return [head, *standing, *(f"{group.count:,}, class of {group.class_of}: {group.words}" for group in effect.groups)]
