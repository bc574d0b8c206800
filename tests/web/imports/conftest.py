"""A district of its own with its data manager, an upload folder that goes away, and short ways to run an import."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.cast import actor_of
from tests.factories import NOW, make_district, make_school, make_staff
from tests.interchange.small_bundle import small_bundle
from waypost.interchange.writing import zip_bytes
from waypost.web.access.actor import Actor
from waypost.web.accounts.models import User
from waypost.web.imports import actions
from waypost.web.imports.models import Run, RunKind
from waypost.web.schools.models import District, Role

Files = Mapping[str, bytes]


@pytest.fixture(autouse=True)
def own_uploads(settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path


@dataclass(frozen=True, kw_only=True)
class Office:
    """A district without students, and the person who imports for it."""

    district: District
    user: User
    actor: Actor

    def check(self, files: Files | None = None, *, kind: RunKind = RunKind.ONEROSTER) -> Run:
        """The run of a zip of these files, or of the small bundle."""
        content = zip_bytes(small_bundle() if files is None else files)
        uploads = [actions.Upload(name="cedar.zip", content=BytesIO(content))]
        return actions.check_upload(self.actor, kind=kind, uploads=uploads, at=NOW)

    def check_one(self, name: str, content: bytes, *, kind: RunKind) -> Run:
        """The run of one file."""
        uploads = [actions.Upload(name=name, content=BytesIO(content))]
        return actions.check_upload(self.actor, kind=kind, uploads=uploads, at=NOW)

    def apply(self, run: Run, *, name: str = "", by: Actor | None = None) -> actions.ApplyAnswer:
        return actions.apply_run(by or self.actor, run=run, seen=run.version, at=NOW, confirmed_name=name)

    def colleague(self) -> Actor:
        """A second person who imports for the district."""
        school = self.district.schools.first() or make_school(self.district, "District office")
        user = make_staff(school, Role.DISTRICT_ADMIN, "Grace Lee", whole_district=True).user
        assert user is not None
        return actor_of(user)

    def bring_in(self, files: Files | None = None, *, name: str = "") -> Run:
        """Check and apply."""
        run = self.check(files)
        assert self.apply(run, name=name) is actions.ApplyAnswer.APPLIED
        return run

    def undo(self, run: Run) -> Run:
        return actions.undo_run(self.actor, run=run, seen=run.version, at=NOW)


@pytest.fixture
def office(db: None) -> Office:
    return make_office("Cedar Valley")


def make_office(name: str) -> Office:
    district = make_district(name)
    user = make_staff(
        make_school(district, "District office"), Role.DISTRICT_ADMIN, "Kofi Abara", whole_district=True
    ).user
    assert user is not None
    district.schools.all().delete()
    return Office(district=district, user=user, actor=actor_of(user))


Post = Callable[..., Any]


@pytest.fixture
def page_client(client: Client, office: Office) -> Client:
    client.force_login(office.user)
    return client


def keyed(**fields: Any) -> dict[str, Any]:
    return {"idempotency_key": uuid4().hex, **fields}


def upload(client: Client, *files: tuple[str, bytes], kind: RunKind = RunKind.ONEROSTER) -> Run:
    """The run that the upload page makes."""
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    answer = client.post(reverse("imports:run_check"), keyed(kind=kind, uploads=sent))
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return Run.objects.get(pk=answer.url.rstrip("/").rsplit("/", 1)[-1])


def page_of(client: Client, run: Run, query: str = "") -> str:
    answer = client.get(reverse("imports:run_detail", args=[run.pk]) + query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def changed(file: str, old: str, new: str, files: Files | None = None) -> dict[str, bytes]:
    """The bundle with a piece of one file's text replaced."""
    whole = dict(small_bundle() if files is None else files)
    assert old.encode() in whole[file], (old, file)
    whole[file] = whole[file].replace(old.encode(), new.encode())
    return whole
