"""All that DATABASE_URL asks for reaches the database, or stops the start with one sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db.backends.postgresql.base import DatabaseWrapper

from tests.web.served import ROOT
from waypost.web.base.environment import database_from

HERE = Path("waypost.sqlite3")


def asks(url: str) -> dict[str, Any]:
    """What Django hands to PostgreSQL's own library for this address."""
    defaults = {"TIME_ZONE": None, "CONN_HEALTH_CHECKS": True, "AUTOCOMMIT": True, "ATOMIC_REQUESTS": False}
    return DatabaseWrapper({**defaults, **database_from(url, sqlite=HERE)}).get_connection_params()


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("sslmode=verify-full", {"sslmode": "verify-full"}),
        ("sslmode=verify-ca&sslrootcert=/etc/ca.pem", {"sslmode": "verify-ca", "sslrootcert": "/etc/ca.pem"}),
        ("sslcert=%2Fa%20b%2Fme.crt", {"sslcert": "/a b/me.crt"}),
        ("host=/run/postgresql", {"host": "/run/postgresql"}),
        ("options=-c%20statement_timeout%3D5s", {"options": "-c statement_timeout=5s"}),
        ("connect_timeout=3", {"connect_timeout": "3"}),
        ("target_session_attrs=read-write", {"target_session_attrs": "read-write"}),
        ("application_name=waypost&keepalives_idle=30", {"application_name": "waypost", "keepalives_idle": "30"}),
        ("channel_binding=require&gssencmode=disable", {"channel_binding": "require", "gssencmode": "disable"}),
        ("ssl=true", {"sslmode": "require"}),
    ],
)
@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_each_parameter_reaches_postgresql(scheme: str, query: str, asked: dict[str, str]) -> None:
    given = asks(f"{scheme}://waypost@db.example:5433/ilp?{query}")
    assert given.items() >= {"dbname": "ilp", "user": "waypost", "host": "db.example", "port": "5433", **asked}.items()


def test_signs_in_names_and_passwords_are_percent_encoded() -> None:
    given = asks("postgres://way%40post:p%2Fa%3As%25s%23%20w@db.example/i%20lp")
    assert (given["user"], given["password"], given["dbname"]) == ("way@post", "p/a:s%s# w", "i lp")


def test_several_hosts_and_a_socket() -> None:
    several = asks("postgres://one.example:5432,two.example:5433/ilp")
    assert (several["host"], several["port"]) == ("one.example,two.example", "5432,5433")
    assert asks("postgres://%2Frun%2Fpostgresql/ilp")["host"] == "/run/postgresql"
    assert asks("postgres://[::1]:5432/ilp")["host"] == "::1"


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("postgres://h/ilp?conn_max_age=600", "knows no parameter 'conn_max_age'"),
        ("postgres://h/ilp?sslmod=require", "knows no parameter 'sslmod'"),
        ("postgres://h/ilp?sslmode", "can't be read"),
        ("postgres://h/ilp?sslmode=on", "disable, allow, prefer, require, verify-ca or verify-full"),
        ("postgres://h/ilp?connect_timeout=soon", "a number of seconds"),
        ("postgres://h:five/ilp", "a port is a number"),
        ("postgres://maya:pa%zz@h/ilp", "can't be read"),
        ("mysql://h/ilp", "use postgres:// or sqlite:///"),
        ("/srv/waypost.sqlite3", "use postgres:// or sqlite:///"),
        ("sqlite:///srv/waypost.sqlite3?timeout=5", "takes no parameters"),
        ("sqlite:///srv/way#post.sqlite3", "takes no parameters"),
        ("sqlite://srv/waypost.sqlite3", "full path"),
        ("sqlite:///", "full path"),
    ],
)
def test_what_nobody_can_keep_is_one_sentence(url: str, says: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        database_from(url, sqlite=HERE)
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("words", ["migrate", "serve", "audit_plans"])
def test_a_command_ends_with_the_sentence_and_without_the_password(words: str, tmp_path: Path) -> None:
    url = "postgres://waypost:geheim@db.example/ilp?pool=9"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "WAYPOST_VAR": str(tmp_path), "DATABASE_URL": url}
    done = subprocess.run(
        [sys.executable, "-m", "waypost", words], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr == "waypost: DATABASE_URL: PostgreSQL knows no parameter 'pool'.\n"


def test_a_file_of_sqlite_is_where_the_address_says(tmp_path: Path) -> None:
    file = tmp_path / "a school" / "x.sqlite3"
    assert database_from(f"sqlite:///{str(file).replace(' ', '%20')}", sqlite=HERE)["NAME"] == file


@pytest.mark.skipif("not __import__('os').environ.get('DATABASE_URL', '').startswith('postgres')", reason="SQLite")
@pytest.mark.django_db
def test_a_server_without_tls_is_not_spoken_to_where_tls_is_asked_for() -> None:
    from django.db import OperationalError  # noqa: PLC0415

    url = os.environ["DATABASE_URL"] + "?sslmode=require"
    entry = {"TIME_ZONE": None, "AUTOCOMMIT": True, "ATOMIC_REQUESTS": False, **database_from(url, sqlite=HERE)}
    with pytest.raises(OperationalError, match="SSL"):
        DatabaseWrapper(entry).ensure_connection()
