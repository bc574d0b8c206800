"""Rules are put in force only after a try on every student that still holds; everybody is then audited again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories import NOW
from tests.web.plans.audit_run_pages import load_harder, tried, work_off
from tests.web.plans.forms_of import post, text_of
from tests.web.rules import DIPLOMA
from waypost.web.audits.models import StoredAudit
from waypost.web.catalog.actions import adopt_rulebook, load_rulebook_text
from waypost.web.catalog.models import Adoption, Follow, Rulebook
from waypost.web.history.actions import record
from waypost.web.history.models import Event
from waypost.web.standings.actions.auditing import stop_run, try_rulebook
from waypost.web.standings.actions.publishing import NotTried, publish_rulebook
from waypost.web.standings.models import AuditRun, RunKind
from waypost.web.standings.queries.audit_runs import NotYet

LATER = NOW + timedelta(minutes=5)
FOR_2029 = {"class_from": 2029, "class_to": 2029}


@pytest.fixture
def harder(cast: Cast) -> Rulebook:
    return load_harder(cast)


@pytest.fixture
def run(cast: Cast, harder: Rulebook) -> AuditRun:
    return tried(cast, harder)


def refusal(cast: Cast, run: AuditRun, **fields: Any) -> NotYet:
    with pytest.raises(NotTried) as refused:
        publish_rulebook(cast.actor(cast.mr_abara), tried=run, **{**FOR_2029, "at": LATER, **fields})
    assert Adoption.objects.filter(rulebook=run.rulebook).count() == 0
    return refused.value.reason


def test_some_classes_get_it_and_the_others_stay_as_they_were(client: Client, cast: Cast, run: AuditRun) -> None:
    client.force_login(cast.mr_abara.user)
    answer = post(client, reverse("standings:audit_run_publish", args=[run.pk]), **FOR_2029, follow="everyone")
    assert answer.headers["Location"] == reverse("catalog:rulebook_detail", args=[run.rulebook_id])
    in_force = Adoption.objects.filter(ended_at=None).order_by("class_from")
    assert [(one.class_from, one.class_to, one.rulebook.revision) for one in in_force] == [
        (2027, 2028, 1),
        (2029, 2029, 2),
        (2030, 2030, 1),
    ]
    assert Event.objects.filter(verb="rulebook_published").count() == 2


def test_everybody_is_audited_again_by_itself(cast: Cast, run: AuditRun) -> None:
    publish_rulebook(cast.actor(cast.mr_abara), tried=run, **FOR_2029, at=LATER)
    refresh = AuditRun.objects.get(kind=RunKind.REFRESH)
    work_off()
    refresh.refresh_from_db()
    assert (refresh.state, refresh.done, refresh.by_name) == ("done", 2, "Mr. Abara")
    assert StoredAudit.objects.get(student=cast.maya).rulebook == run.rulebook


def test_an_unfinished_try_does_not_do(cast: Cast, harder: Rulebook) -> None:
    run = try_rulebook(cast.actor(cast.mr_abara), rulebook=harder, at=NOW)
    assert refusal(cast, run) is NotYet.UNFINISHED
    stop_run(cast.actor(cast.mr_abara), run=run, at=NOW)
    run.refresh_from_db()
    assert refusal(cast, run) is NotYet.UNFINISHED


def test_a_try_of_another_text_does_not_do(client: Client, cast: Cast, run: AuditRun) -> None:
    office = cast.actor(cast.mr_abara)
    other = load_rulebook_text(office, text=DIPLOMA.replace("Elective", "Choice"), at=NOW)
    client.force_login(cast.mr_abara.user)
    page = text_of(client.get(reverse("standings:rulebook_try", args=[other.pk])))
    assert "Nobody has tried it yet." in page
    assert "Publish for these classes" not in page


def test_a_try_grows_old(cast: Cast, run: AuditRun) -> None:
    assert refusal(cast, run, at=NOW + timedelta(days=8)) is NotYet.OLD


@pytest.mark.parametrize("verb", ["import_applied", "import_undone"])
def test_an_import_after_it_asks_for_another_try(client: Client, cast: Cast, run: AuditRun, verb: str) -> None:
    record(cast.actor(cast.mr_abara), verb=verb, at=NOW + timedelta(seconds=1), about=cast.district)
    assert refusal(cast, run) is NotYet.CHANGED
    client.force_login(cast.mr_abara.user)
    refused = post(client, reverse("standings:audit_run_publish", args=[run.pk]), **FOR_2029, follow="everyone")
    assert refused.status_code == 422
    assert "Since this try began, an import or other rules came in." in text_of(refused)
    assert f'action="{reverse("standings:rulebook_try", args=[run.rulebook_id])}"' in refused.content.decode()


def test_rules_that_came_in_after_it_ask_for_another_try(cast: Cast, run: AuditRun) -> None:
    office = cast.actor(cast.mr_abara)
    other = load_rulebook_text(office, text=DIPLOMA.replace("Elective", "Choice"), at=NOW)
    adopt_rulebook(office, rulebook=other, class_from=2028, class_to=2028, at=NOW + timedelta(seconds=1))
    assert refusal(cast, run) is NotYet.CHANGED


def test_a_schools_try_does_not_do(cast: Cast, harder: Rulebook) -> None:
    run = try_rulebook(cast.actor(cast.principal), rulebook=harder, at=NOW)
    work_off()
    run.refresh_from_db()
    assert refusal(cast, run) is NotYet.ONE_SCHOOL


def test_classes_that_were_not_tried_are_refused(client: Client, cast: Cast, run: AuditRun) -> None:
    assert refusal(cast, run, class_to=2031) is NotYet.OTHER_CLASSES
    client.force_login(cast.mr_abara.user)
    address = reverse("standings:audit_run_publish", args=[run.pk])
    page = post(client, address, class_from=2026, class_to=2031, follow="everyone")
    assert page.status_code == 422
    assert "These rules begin with the class of 2027." in text_of(page)
    assert "These rules end with the class of 2030." in text_of(page)


def test_first_rules_need_a_try_too(client: Client, cast: Cast) -> None:
    office = cast.actor(cast.mr_abara)
    first = load_rulebook_text(office, text=DIPLOMA, at=NOW)
    run = tried(cast, first)
    client.force_login(cast.mr_abara.user)
    assert "No earlier edition holds for them" in text_of(
        client.get(reverse("standings:audit_run_detail", args=[run.pk]))
    )
    publish_rulebook(office, tried=run, class_from=2027, class_to=2030, at=LATER)
    assert Adoption.objects.get().rulebook == first


def test_only_the_district_publishes(cast: Cast, run: AuditRun) -> None:
    for person in (cast.principal, cast.ms_whitfield, cast.stranger):
        with pytest.raises(PermissionDenied):
            publish_rulebook(cast.actor(person), tried=run, **FOR_2029, at=LATER)


def test_a_double_click_publishes_once(client: Client, cast: Cast, run: AuditRun) -> None:
    client.force_login(cast.mr_abara.user)
    for _ in range(2):
        post(client, reverse("standings:audit_run_publish", args=[run.pk]), key="one", **FOR_2029, follow="everyone")
    assert Adoption.objects.filter(rulebook=run.rulebook).count() == 1


def test_the_form_is_filled_with_whom_the_revision_before_it_was_for(client: Client, cast: Cast, run: AuditRun) -> None:
    client.force_login(cast.mr_abara.user)
    page = reverse("standings:audit_run_detail", args=[run.pk])
    for follow in ("chosen", "everyone"):
        Adoption.objects.update(follow=follow)
        assert f'<option value="{follow}" selected>' in client.get(page).content.decode()


def publish_form(client: Client, run: AuditRun) -> tuple[str, ...]:
    """What the form begins with: first class, last class, whom it is for."""
    form = client.get(reverse("standings:audit_run_detail", args=[run.pk])).context["form"]
    return tuple(str(form[name].value()) for name in ("class_from", "class_to", "follow"))


def test_the_form_begins_with_the_classes_of_the_revision_before_it(client: Client, cast: Cast, run: AuditRun) -> None:
    client.force_login(cast.mr_abara.user)
    earlier = Adoption.objects.get()
    for held, shown in [
        ((2027, 2030), ("2027", "2030")),
        ((2028, 2029), ("2028", "2029")),
        ((2029, 2029), ("2029", "2029")),
        ((1900, 9999), ("2027", "2030")),  # no more than was tried
        ((2020, 2028), ("2027", "2028")),
        ((2031, 2034), ("2027", "2030")),  # no class of it: as for first rules
    ]:
        Adoption.objects.filter(pk=earlier.pk).update(class_from=held[0], class_to=held[1], follow="chosen")
        assert publish_form(client, run) == (*shown, "chosen"), held
    page = text_of(client.get(reverse("standings:audit_run_detail", args=[run.pk])))
    assert "In force today: Classes of 2031 to 2034, for students who choose it." in page


def test_of_several_revisions_in_force_the_newest_is_the_one_before(client: Client, cast: Cast, run: AuditRun) -> None:
    office = cast.actor(cast.mr_abara)
    between = load_rulebook_text(office, text=DIPLOMA.replace("Elective", "Choice"), at=NOW)
    when = NOW - timedelta(days=1)
    Adoption.objects.update(published_at=when - timedelta(days=300))
    adopt_rulebook(office, rulebook=between, class_from=2028, class_to=2029, follow=Follow.CHOSEN, at=when)
    assert Adoption.objects.filter(ended_at=None).count() == 3
    client.force_login(cast.mr_abara.user)
    assert publish_form(client, run) == ("2028", "2029", "chosen")


@pytest.mark.parametrize(
    ("classes", "follow"), [((2027, 2027), "everyone"), ((2029, 2029), "chosen"), ((2027, 2029), "chosen")]
)
def test_an_action_that_says_nothing_leaves_it_for_whom_it_was_in_those_classes(
    cast: Cast, run: AuditRun, classes: tuple[int, int], follow: str
) -> None:
    office = cast.actor(cast.mr_abara)
    earlier = Adoption.objects.get().rulebook
    adopt_rulebook(office, rulebook=earlier, class_from=2029, class_to=2030, follow=Follow.CHOSEN, at=NOW)
    new = publish_rulebook(office, tried=run, class_from=classes[0], class_to=classes[1], at=LATER)
    assert new.follow == follow
    other = load_rulebook_text(office, text=DIPLOMA.replace("cedar-valley", "other"), at=NOW)
    first = adopt_rulebook(office, rulebook=other, class_from=2029, class_to=2030, at=LATER)
    assert first.follow == "everyone", "of other rules nothing is known"
