"""A district that is not there stops every command with exit code 2 and a list of those that are."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.cast import Cast

COMMANDS = {
    "audit_plans": ["--district", "{slug}"],
    "publish_rulebook": ["us-tx-foundation-22", "--district", "{slug}", "--from", "2027", "--to", "2030"],
    "demand": ["--district", "{slug}", "--year", "2027"],
    "batch": ["--district", "{slug}", "--rulebook", "us-tx-foundation-22", "--out", "{folder}"],
    "open_account": ["maya", "--district", "{slug}", "--administrator", "Kofi Abara"],
    "import": ["catalog", "{file}", "--district", "{slug}"],
}


@pytest.mark.parametrize("slug", ["typo", "", "CEDAR", "cedar-valley-unified "])
@pytest.mark.parametrize("command", COMMANDS)
def test_it_is_refused_and_the_others_are_listed(cast: Cast, tmp_path: Path, command: str, slug: str) -> None:
    file = tmp_path / "catalog.csv"
    file.write_text("code,title,subject,credits\n")
    words = [word.format(slug=slug, folder=tmp_path, file=file) for word in COMMANDS[command]]
    with pytest.raises(CommandError, match="There is no district") as refused:
        call_command(command, *words)
    assert cast.district.slug in str(refused.value)
    assert refused.value.returncode == 2
