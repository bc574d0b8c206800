"""The state of a new district decides its credits and its clock, so it must be one, and what follows is said."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from waypost.web.imports.actions.district import TIME_ZONES
from waypost.web.schools.models import District

pytestmark = pytest.mark.django_db


def open_by_command(folder: Path, state: str) -> str:
    """What the command says beside its report."""
    file, said = folder / "catalog.csv", StringIO()
    file.write_text("code,title,subject,credits\nENG9,English 9,EN,1\n")
    with pytest.raises(SystemExit):
        call_command(
            "import",
            "catalog",
            str(file),
            "--new-district",
            "Mesa",
            "--state",
            state,
            "--apply",
            stdout=StringIO(),
            stderr=said,
        )
    return said.getvalue()


@pytest.mark.parametrize("state", ["CA", "ca", " Ca "])
def test_california_counts_in_tens_however_it_is_written(tmp_path: Path, state: str) -> None:
    said = open_by_command(tmp_path, state)
    assert "New district --district mesa, state CA: 10 credits of a file are 1 Carnegie credit" in said
    assert "time zone America/Los_Angeles." in said
    district = District.objects.get()
    assert (district.state, district.credit_scale, district.time_zone) == ("CA", 10, "America/Los_Angeles")


def test_another_state_counts_in_ones_and_says_so(tmp_path: Path) -> None:
    assert "state TX: 1 credit of a file is 1 Carnegie credit, time zone America/Chicago." in open_by_command(
        tmp_path, "TX"
    )


@pytest.mark.parametrize("state", ["California", "XX", "T", "Ontario", "12"])
def test_what_is_no_state_opens_nothing(tmp_path: Path, state: str) -> None:
    with pytest.raises(CommandError, match=f"There is no state {state}. Give its two letters") as refused:
        open_by_command(tmp_path, state)
    assert refused.value.returncode == 2
    assert not District.objects.exists()


def test_every_state_the_capital_and_five_territories_have_a_clock() -> None:
    assert len(TIME_ZONES) == 50 + 1 + 5
