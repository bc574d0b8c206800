"""A rulebook tried on every student: counts by effect, no names, nothing put in force."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories import NOW
from tests.web.plans.audit_run_pages import load_harder, tried, work_off
from tests.web.plans.forms_of import post, text_of
from tests.web.rules import DIPLOMA, adopt
from waypost.web.audits.models import StoredAudit
from waypost.web.catalog.actions import load_rulebook_text
from waypost.web.catalog.models import Adoption, Rulebook
from waypost.web.standings.models import AuditRun


@pytest.fixture
def harder(cast: Cast) -> Rulebook:
    return load_harder(cast)


def page_of(rulebook: Rulebook) -> str:
    return reverse("standings:rulebook_try", args=[rulebook.pk])


def test_before_the_first_try_there_is_only_the_button(client: Client, cast: Cast, harder: Rulebook) -> None:
    client.force_login(cast.mr_abara.user)
    assert "Nobody has tried it yet." in text_of(client.get(page_of(harder)))
    assert not AuditRun.objects.exists()


def test_it_says_how_many_of_how_many_change_and_why(client: Client, cast: Cast, harder: Rulebook) -> None:
    client.force_login(cast.mr_abara.user)
    address = post(client, page_of(harder)).headers["Location"]
    assert "Waiting for its turn." in text_of(client.get(address))
    work_off()
    page = text_of(client.get(address))
    assert "Changes the standing of 1 of 2 students." in page
    assert "Because of: English" in page
    assert "Maya" not in page
    assert client.get(page_of(harder)).headers["Location"] == address


def test_a_school_tries_it_on_its_own_students_and_nobody_else_sees_that(
    client: Client, cast: Cast, harder: Rulebook
) -> None:
    client.force_login(cast.principal.user)
    address = post(client, page_of(harder)).headers["Location"]
    work_off()
    page = text_of(client.get(address))
    assert "1 of 2 students" in page
    assert "Publish it" not in page
    client.force_login(cast.mr_abara.user)
    assert client.get(address).status_code == 404


def test_the_same_revision_is_tried_once_at_a_time(client: Client, cast: Cast, harder: Rulebook) -> None:
    client.force_login(cast.mr_abara.user)
    first, second = (post(client, page_of(harder)).headers["Location"] for _ in range(2))
    assert first == second


def test_trying_puts_nothing_in_force_and_keeps_no_result(cast: Cast, harder: Rulebook) -> None:
    tried(cast, harder)
    assert Adoption.objects.get().rulebook_id != harder.pk
    assert not StoredAudit.objects.exists()


@pytest.mark.parametrize("part", ["stranger", "maya", "lucia", "ms_whitfield", "mr_osei"])
def test_only_administrators_try_rules(client: Client, cast: Cast, harder: Rulebook, part: str) -> None:
    client.force_login(getattr(cast, part).user)
    assert client.get(page_of(harder)).status_code == 403
    assert post(client, page_of(harder)).status_code == 403


def test_another_diploma_of_the_same_classes_is_named(client: Client, cast: Cast) -> None:
    adopt(cast)
    other = DIPLOMA.replace('id = "cedar-valley"', 'id = "second"')
    run = tried(cast, load_rulebook_text(cast.actor(cast.mr_abara), text=other, at=NOW))
    client.force_login(cast.mr_abara.user)
    page = text_of(client.get(reverse("standings:audit_run_detail", args=[run.pk])))
    assert "These rules hold for the same classes and stay beside it: Cedar Valley diploma." in page
