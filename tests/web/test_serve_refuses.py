"""`waypost serve` says in one sentence why it can't start, instead of serving blank pages."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.web.served import ROOT, Server, new_server

MANIFEST = "whitenoise.storage.CompressedManifestStaticFilesStorage"


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Server:
    made = new_server(tmp_path_factory.mktemp("served"))
    made.environment["WAYPOST_STATICFILES"] = MANIFEST
    return made


@pytest.fixture
def server(migrated: Server) -> Server:
    """A migrated site whose style sheets nobody collected; it is not started."""
    shutil.rmtree(static(migrated), ignore_errors=True)
    return migrated


def static(server: Server) -> Path:
    return Path(server.environment["WAYPOST_VAR"]) / "static"


def serve(server: Server) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "waypost", "serve", "--port", str(server.port)]
    return subprocess.run(
        words, env=server.environment, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )


def test_static_files_that_nobody_collected_are_one_sentence(server: Server) -> None:
    refused = serve(server)
    assert refused.returncode == 1
    assert refused.stdout == ""
    assert refused.stderr == (
        "CommandError: Style sheets and scripts are not built. Run: waypost collectstatic --noinput\n"
    )


def test_static_files_of_an_older_waypost_are_refused_too(server: Server) -> None:
    server.run("-m", "waypost", "collectstatic", "--noinput", "--verbosity", "0")
    manifest = static(server) / "staticfiles.json"
    manifest.write_text(manifest.read_text().replace("waypost/logo.svg", "waypost/older-logo.svg"))
    assert serve(server).stderr.startswith("CommandError: Style sheets and scripts are not built.")


def test_what_the_sentence_says_to_run_is_enough(server: Server) -> None:
    server.run("-m", "waypost", "collectstatic", "--noinput", "--verbosity", "0")
    server.start()
    try:
        assert "waypost/logo." in server.ask("", "GET", "/sign-in/").body
    finally:
        server.kill()


def test_the_readme_s_command_collects_them_and_leaves_no_process_behind(server: Server) -> None:
    """`./run waypost serve` becomes the server: what stops it stops the site."""
    environment = {**server.environment, "WAYPOST_VENV": str(Path(sys.executable).parents[1])}
    if not Path(environment["WAYPOST_VENV"], ".lock-dev").exists():
        pytest.skip("./run would install packages: the tests run outside of its own environment")
    words = ["./run", "waypost", "serve", "--port", str(server.port)]
    server.process = subprocess.Popen(words, env=environment, cwd=ROOT, start_new_session=True)
    try:
        server.wait()
        assert (static(server) / "staticfiles.json").exists()
        assert server.ask("", "GET", "/sign-in/").status == 200
        command = Path(f"/proc/{server.process.pid}/cmdline").read_bytes().split(b"\0")
        assert b"serve" in command
        assert os.fsencode("-m") in command, "a shell still stands before the site"
    finally:
        server.kill()
