"""`waypost class_year`: say a student's class year, which imports keep."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from waypost.web.access.queries import office_of
from waypost.web.base import clock
from waypost.web.plans.actions.class_year import say_class_year
from waypost.web.plans.forms.class_year import FIRST_CLASS, LAST_CLASS
from waypost.web.schools.models import District, Student


class Command(BaseCommand):
    help = "Say a student's class year. Imports keep it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("year", type=int)
        parser.add_argument("--district", required=True, metavar="SLUG")
        parser.add_argument("--student", required=True, metavar="SOURCE-ID")

    def handle(self, *_args: Any, year: int, district: str, student: str, **_options: Any) -> None:
        if not FIRST_CLASS <= year <= LAST_CLASS:
            raise CommandError(f"{year} is no class year.", returncode=2)
        place = District.objects.filter(slug=district).first()
        if place is None:
            raise CommandError(f"There is no district {district}.", returncode=2)
        found = Student.objects.filter(district=place, source_id=student).select_related("district").first()
        if found is None:
            raise CommandError(f"{place.name} has no student with the id {student}.", returncode=2)
        say_class_year(office_of(place), student=found, seen=found.class_of, class_of=year, at=clock.now())
        self.stdout.write(f"Class of {year}. Imports keep it.")
