"""Preparing the demo: only in a demo, and only when something it depends on changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from waypost.web.demo.management.commands import demo_prepare

pytestmark = pytest.mark.both


def test_it_refuses_outside_the_demo(settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="no demo"):
        call_command("demo_prepare")


def test_it_builds_again_when_its_sources_changed(db: None, settings: Any, tmp_path: Path, monkeypatch: Any) -> None:
    settings.DEMO, settings.VAR = True, tmp_path
    built: list[str] = []
    monkeypatch.setattr(demo_prepare, "_build", lambda: built.append("built"))
    call_command("demo_prepare")
    assert built == ["built"]
    stamp = tmp_path / "demo" / "built-from"
    assert stamp.read_text() == demo_prepare._digest_of_sources()
    stamp.write_text("an older demo")
    call_command("demo_prepare")
    assert built == ["built", "built"]
