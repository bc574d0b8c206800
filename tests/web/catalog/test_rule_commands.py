"""The commands about rules: audit, rulebook check, load_rulebooks."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.credit import credits
from tests.rulebooks.students import granted
from tests.rulebooks.transcripts.us_ar import CORE_22
from tests.rulebooks.transcripts.us_ca import UC_A_G
from waypost.engine.record import Record
from waypost.engine.transcript import write_record
from waypost.rulebooks import rulebook_text, shipped
from waypost.web.base import clock
from waypost.web.catalog.actions import load_shipped_rulebooks
from waypost.web.catalog.models import Rulebook

#: A day when all that the transcripts tell is over: what lies ahead of an audit's day does not count.
AFTER_SCHOOL = "2040-07-01"


def run(*arguments: str) -> tuple[int, Any]:
    """The exit code and the JSON that a command prints."""
    out = StringIO()
    try:
        call_command(*arguments, stdout=out)
    except SystemExit as leaving:
        return int(leaving.code or 0), json.loads(out.getvalue())
    return 0, json.loads(out.getvalue())


def file_of(record: Record, folder: Path) -> str:
    path = folder / "record.json"
    path.write_bytes(write_record(record))
    return str(path)


def test_audit_prints_the_result(tmp_path: Path) -> None:
    record = file_of(UC_A_G.full, tmp_path)
    code, result = run("audit", "--rulebook", "us-ca-uc-a-g", "--record", record, "--on", AFTER_SCHOOL)
    assert (code, result["status"], result["rulebook_id"]) == (0, "met", "us-ca-uc-a-g")
    assert result["meter"] == {"done": credits(15), "now": 0, "planned": 0, "open": 0}


def test_audit_takes_a_file_for_the_rulebook(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text((rulebook_text("us-ar-core-22") or "").replace("us-ar-core-22", "our-22"), encoding="utf-8")
    record = file_of(CORE_22.full, tmp_path)
    code, result = run("audit", "--rulebook", str(own), "--record", record, "--on", AFTER_SCHOOL)
    assert (code, result["status"], result["rulebook_id"]) == (0, "met", "our-22")


def test_audit_prints_the_same_bytes_each_time(tmp_path: Path) -> None:
    record = file_of(CORE_22.full, tmp_path)
    texts = []
    for _ in range(2):
        out = StringIO()
        call_command("audit", "--rulebook", "us-ar-core-22", "--record", record, stdout=out)
        texts.append(out.getvalue())
    assert texts[0] == texts[1]


def test_audit_looks_at_the_day_of_an_exception(tmp_path: Path) -> None:
    waived = granted("us-ar-core-22", "cpr", "waive")(CORE_22.full)
    content = json.loads(write_record(waived))
    content["exceptions"][0]["expires_on"] = "2027-06-30"
    path = tmp_path / "record.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    asked = ("audit", "--rulebook", "us-ar-core-22", "--record", str(path), "--on")
    assert run(*asked, "2027-06-30")[1]["refused"] == []
    assert [one["because"] for one in run(*asked, "2027-07-01")[1]["refused"]] == ["expired"]


def test_audit_names_every_problem_of_a_record(tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    path.write_text('{"entries": [{"id": "1", "course": "NONE", "stage": "done"}], "color": 1}', encoding="utf-8")
    code, report = run("audit", "--rulebook", "us-ar-core-22", "--record", str(path))
    assert code == 1
    assert {problem["place"] for problem in report["problems"]} >= {"entries[1].course", "color"}


def test_audit_names_every_problem_of_a_rulebook(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('id = "own"\n', encoding="utf-8")
    code, report = run("audit", "--rulebook", str(own), "--record", file_of(CORE_22.full, tmp_path))
    assert code == 1
    assert {"missing"} == {problem["kind"] for problem in report["problems"]}


@pytest.mark.parametrize("missing", ["--rulebook", "--record"])
def test_audit_of_nothing_is_a_wrong_command_line(missing: str, tmp_path: Path) -> None:
    given = {"--rulebook": "us-ar-core-22", "--record": file_of(CORE_22.full, tmp_path), missing: "nowhere"}
    with pytest.raises(CommandError) as refused:
        run("audit", *(word for pair in given.items() for word in pair))
    assert refused.value.returncode == 2


def test_a_good_rulebook_has_no_problems(tmp_path: Path) -> None:
    path = tmp_path / "good.toml"
    path.write_text(rulebook_text("us-wa-24") or "", encoding="utf-8")
    assert run("rulebook", "check", str(path)) == (0, {"problems": []})


def test_a_bad_rulebook_has_each_problem_with_its_line(tmp_path: Path) -> None:
    text = rulebook_text("us-wa-24") or ""
    path = tmp_path / "bad.toml"
    path.write_text(
        text.replace("total = 24", "total = 26").replace('from = "career"', 'from = "carreer"'), encoding="utf-8"
    )
    code, report = run("rulebook", "check", str(path))
    assert code == 1
    lines = text.splitlines()
    found = {(problem["kind"], lines[problem["line"] - 1]) for problem in report["problems"]}
    assert found == {("sum", "total = 24"), ("unknown_selector", 'from = "career"')} | {
        ("unknown_selector", '  from = "career"')
    }


def test_a_file_that_is_no_text_is_a_problem_on_its_line(tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_bytes(b'id = "x"\ntitle = "\xff"\n')
    code, report = run("rulebook", "check", str(path))
    assert (code, report["problems"][0]["line"]) == (1, 2)


@pytest.mark.django_db
def test_loading_the_shipped_rulebooks_twice_changes_nothing() -> None:
    said = StringIO()
    for _ in range(2):
        call_command("load_rulebooks", stdout=said)
    first, second = said.getvalue().splitlines()
    count = len(shipped())
    assert (f"{count} are new" in first, "0 are new" in second) == (True, True)
    assert Rulebook.objects.filter(district=None, revision=1).count() == count


@pytest.mark.django_db
def test_a_changed_rulebook_is_a_new_revision_beside_the_old() -> None:
    call_command("load_rulebooks", stdout=StringIO())
    changed = {name: text + "\n# a remark\n" if name == "us-wa/cadr.toml" else text for name, text in shipped().items()}
    load_shipped_rulebooks(changed, at=clock.now())
    assert sorted(Rulebook.objects.filter(key="us-wa-cadr").values_list("revision", flat=True)) == [1, 2]
    assert Rulebook.objects.filter(key="us-wa-24").count() == 1
