"""A new course comes in with the tags that its title and code suggest, beside those of its file."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.web.imports.conftest import Office
from waypost.web.catalog.models import Course
from waypost.web.imports.models import RunKind

CATALOG = b"""code,title,subject,credits,tags
MA201,Geometry,MA,1,core
SPAN2,Level Two,WL,1,
"""


def tags(code: str) -> list[str]:
    return Course.objects.get(code=code).tags


def test_a_catalogs_own_tags_come_first(office: Office) -> None:
    office.apply(office.check_one("catalogue.csv", CATALOG, kind=RunKind.CATALOG))
    assert (tags("MA201"), tags("SPAN2")) == (["core", "geometry"], [])


@pytest.mark.django_db
def test_a_rosters_new_courses_are_tagged_and_a_persons_tags_stay(reference_data: Path) -> None:
    bundle = str(reference_data / "oneroster-grand-bend")
    for more in (["--new-district", "--state", "TX"], []):
        with pytest.raises(SystemExit):
            call_command("import", "oneroster", bundle, "--apply", *more, stdout=StringIO())
        if more:
            assert (tags("ALG-2"), tags("SPAN-1"), tags("PE-05")) == (
                ["algebra-2"],
                ["language:spanish"],
                ["below-high-school"],
            )
            Course.objects.filter(code="ALG-2").update(tags=["algebra-2", "ncaa"])
    assert tags("ALG-2") == ["algebra-2", "ncaa"]


def test_functional_classes_of_del_norte_get_no_other_tags(office: Office, reference_data: Path) -> None:
    content = (reference_data / "catalogs" / "del_norte_2025_26.csv").read_bytes()
    office.apply(office.check_one("del_norte_2025_26.csv", content, kind=RunKind.CATALOG))
    assert Course.objects.get(title="L/US History 1").tags == ["special-education"]
    assert "uc:a" in Course.objects.get(title="US History 1").tags
