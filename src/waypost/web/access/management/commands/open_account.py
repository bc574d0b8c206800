"""`waypost open_account`: a sign-in for somebody of the roster, or for a district's first administrator."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from waypost.web.access.actions import AccountRefused, add_administrator, open_account
from waypost.web.base import clock
from waypost.web.schools.command_line import district_named


class Command(BaseCommand):
    help = "Open a sign-in. The password is asked for, or read from a pipe."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--district", required=True, metavar="SLUG")
        whose = parser.add_mutually_exclusive_group(required=True)
        whose.add_argument("--person", metavar="SOURCE-ID", help="somebody that the roster names")
        whose.add_argument("--administrator", metavar="NAME", help="a new administrator of the district: 'Kofi Abara'")

    def handle(
        self,
        *_args: Any,
        username: str,
        district: str,
        person: str | None,
        administrator: str | None,
        **_options: Any,
    ) -> None:
        place = district_named(district)
        try:
            password = _password()
            if administrator:
                user = add_administrator(
                    place, name=administrator, username=username, password=password, at=clock.now()
                )
            else:
                user = open_account(place, source_id=person or "", username=username, password=password, at=clock.now())
        except (AccountRefused, ValidationError) as refused:
            raise CommandError(" ".join(getattr(refused, "messages", [str(refused)]))) from refused
        self.stdout.write(f"{user.name} can sign in as {user.username}.")


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password = getpass("Password, 10 letters or more: ")
    if password != getpass("Once more: "):
        raise AccountRefused("The two were not the same.")
    return password
