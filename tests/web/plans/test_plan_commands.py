"""`waypost plan` and `waypost repair`: files in, JSON out, an exit code for scripts."""

import json
import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

PAGE = Path(__file__).parents[3] / "docs" / "formats" / "wishes.md"
RULES = """
id = "case"
title = "Case"
kind = "graduation"
authority = "Test"
citation = "Test"
checked_on = 2026-11-24
[[part]]
slug = "english"
title = "English"
credits = 2
from = { subject = "EN" }
[[part]]
slug = "math"
title = "Math"
credits = {math}
from = { subject = "MA" }
"""


def run(
    command: str,
    folder: Path,
    *more: str,
    math: int = 2,
    wishes: str | None = None,
    record: str = '{"grade_level": 11}',
) -> tuple[int, dict[str, Any]]:
    (text,) = re.findall(r"```json\n(.*?)```", PAGE.read_text(), re.DOTALL)
    (folder / "wishes.json").write_text(wishes or text)
    (folder / "rules.toml").write_text(RULES.replace("{math}", str(math)))
    (folder / "record.json").write_text(record)
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command(
            command,
            "--record",
            str(folder / "record.json"),
            "--rulebook",
            str(folder / "rules.toml"),
            "--wishes",
            str(folder / "wishes.json"),
            *more,
            stdout=out,
        )
    code = ended.value.code
    assert isinstance(code, int)
    return code, json.loads(out.getvalue())


def test_plan_prints_complete_plans(tmp_path: Path) -> None:
    code, answer = run("plan", tmp_path)
    assert code == 0
    assert answer["answer"] == "found"
    assert all(plan["is_complete"] for plan in answer["plans"])


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    assert run("plan", tmp_path) == run("plan", tmp_path)


def test_repair_prints_the_smallest_fix_first(tmp_path: Path) -> None:
    code, answer = run("repair", tmp_path)
    assert code == 0
    edits = [fix["edits"] for fix in answer["fixes"]]
    assert edits == sorted(edits)
    assert edits[0] == 4


def test_no_plan_names_the_conflict_and_has_its_own_exit_code(tmp_path: Path) -> None:
    code, answer = run("plan", tmp_path, math=3)
    assert code == 3
    assert [(reason["kind"], reason["path"]) for reason in answer["conflict"]] == [("requirement", "math")]


def test_a_file_with_problems_is_refused_with_their_places(tmp_path: Path) -> None:
    code, answer = run("plan", tmp_path, wishes='{"calendar": {}, "wishes": {"magic": 1}}')
    assert code == 1
    assert {problem["place"] for problem in answer["problems"]} >= {"calendar.school_year", "wishes.magic"}


RUNNING = """{"grade_level": 11, "courses": [{"code": "EN11", "title": "English 11", "subject": "EN", "units": 4}],
"entries": [{"id": "now", "course": "EN11", "stage": "now", "grade_level": 11, "school_year": 2026, "term": "year"}]}"""


@pytest.mark.parametrize("what", ["failed:now", "dropped:now", "fewer:12"])
def test_repair_tells_what_something_changes(tmp_path: Path, what: str) -> None:
    code, answer = run("repair", tmp_path, "--what-if", what, record=RUNNING)
    assert code in {0, 3}
    changed = {one["path"]: (one["status_before"], one["status_after"]) for one in answer["meters"]}
    assert ("english" in changed) == (what != "fewer:12")


def test_a_move_goes_by_the_rules_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "there.toml").write_text(RULES.replace("{math}", "1").replace('"case"', '"there"'))
    code, answer = run("repair", tmp_path, "--what-if", f"moved:{tmp_path / 'there.toml'}", record=RUNNING)
    assert code == 0
    assert {one["rulebook_id"] for one in answer["meters"]} == {"case", "there"}


@pytest.mark.parametrize("what", ["failed:nobody", "magic:now"])
def test_what_cannot_be_supposed_is_a_wrong_command_line(tmp_path: Path, what: str) -> None:
    with pytest.raises(CommandError) as refused:
        run("repair", tmp_path, "--what-if", what, record=RUNNING)
    assert refused.value.returncode == 2
