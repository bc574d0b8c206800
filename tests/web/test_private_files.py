"""Every file below WAYPOST_VAR is for its owner alone: the new ones, and those of a district that was open before."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.served import ROOT, Server, new_server
from waypost.web.base.private import keep_private


@pytest.fixture(autouse=True)
def careless_shell() -> Iterator[None]:
    """The usual mask of a shell, which everybody can read behind."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def open_to_others(folder: Path) -> list[str]:
    """The folder itself and whatever lies below it that the group or others have any right to."""
    every = [folder, *folder.rglob("*")]
    return [str(path.relative_to(folder)) for path in every if path.stat().st_mode & 0o077]


@pytest.fixture
def server(tmp_path: Path, db: None) -> Server:
    var = tmp_path / "var"
    var.mkdir(mode=0o755)
    return new_server(var)


def var_of(server: Server) -> Path:
    return Path(server.environment["WAYPOST_VAR"])


def test_what_a_district_writes_is_for_its_owner_alone(server: Server, tmp_path: Path) -> None:
    roster = tmp_path / "catalog.csv"
    roster.write_text("code,title,subject,credits\nENG9,English 9,EN,1\n")
    server.run("-m", "waypost", "collectstatic", "--noinput", "--verbosity", "0")
    server.run("-m", "waypost", "import", "catalog", str(roster), "--new-district", "A District", "--state", "TX")
    server.start()
    try:
        assert server.ask("", "GET", "/sign-in/").status == 200
        assert list((var_of(server) / "uploads").rglob("catalog.csv"))
        assert open_to_others(var_of(server)) == []
    finally:
        server.kill()


def test_a_district_that_was_open_is_closed_by_the_next_command(server: Server) -> None:
    var = var_of(server)
    (var / "uploads" / "1f").mkdir(parents=True)
    (var / "uploads" / "1f" / "users.csv").write_text("Maya,Reyes")
    for path in (var, *var.rglob("*")):
        path.chmod(0o777 if path.is_dir() else 0o666)
    server.run("-m", "waypost", "load_rulebooks")
    assert open_to_others(var) == []


def test_a_database_elsewhere_is_closed_with_all_that_stands_beside_it(tmp_path: Path) -> None:
    file, other = tmp_path / "school.sqlite3", tmp_path / "notes.txt"
    other.write_text("not ours")
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE student (name)")
    keep_private(tmp_path / "var", databases=[file])
    assert sorted(open_to_others(tmp_path)) == ["notes.txt"]
    connection.close()


def test_a_shared_folder_keeps_its_rights_and_its_other_files(tmp_path: Path) -> None:
    var = tmp_path / "srv"
    var.mkdir(mode=0o755)
    (var / "waypost.sqlite3").touch(mode=0o644)
    (var / "somebody-else").touch(mode=0o644)
    keep_private(var)
    assert sorted(open_to_others(var)) == [".", "somebody-else"]


def test_a_link_to_another_disk_is_followed_and_one_inside_the_uploads_is_not(tmp_path: Path) -> None:
    var, disk = tmp_path / "var", tmp_path / "disk"
    disk.mkdir(mode=0o755)
    (disk / "users.csv").touch(mode=0o644)
    passwords = tmp_path / "passwd"
    passwords.touch(mode=0o644)
    (disk / "link").symlink_to(passwords)
    var.mkdir(mode=0o755)
    (var / "uploads").symlink_to(disk)
    keep_private(var)
    assert disk.stat().st_mode & 0o777 == 0o700
    assert (disk / "users.csv").stat().st_mode & 0o777 == 0o600
    assert passwords.stat().st_mode & 0o777 == 0o644


@pytest.mark.skipif("os.geteuid() != 0", reason="only root can make a file that another account may not close")
def test_a_file_of_another_account_is_refused_in_one_sentence(tmp_path: Path) -> None:
    var = tmp_path / "var"
    var.mkdir()
    (var / "uploads").mkdir(mode=0o755)
    reach = [path for path in (tmp_path, *tmp_path.parents) if path.stat().st_uid == 0 and len(path.parts) > 2]
    before = [path.stat().st_mode for path in reach]
    for path in reach:
        path.chmod(0o755)
    script = f"""
import os
from pathlib import Path
from django.core.exceptions import ImproperlyConfigured
from waypost.web.base.private import keep_private
os.setuid(65534)
try: keep_private(Path({str(var)!r}))
except ImproperlyConfigured as refused: print(refused)
"""
    words = [sys.executable, "-c", script]
    asked = subprocess.run(words, cwd=ROOT / "src", capture_output=True, text=True, check=False)
    for path, mode in zip(reach, before, strict=True):
        path.chmod(mode)
    (line,) = asked.stdout.splitlines()
    assert line.startswith("Others on this machine can read")
    assert "chmod -R go=" in line
