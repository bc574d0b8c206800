"""The pages of imports: who may open them, what they say, how they behave at any size."""

from __future__ import annotations

from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import Cast
from tests.interchange.small_bundle import small_bundle
from tests.web.imports.conftest import Office, changed, keyed, make_office, page_of, upload
from tests.web.imports.test_brake import without_middle_school
from waypost.interchange.writing import zip_bytes
from waypost.web.accounts.models import User
from waypost.web.imports.models import Run, RunState
from waypost.web.schools.models import Guardianship, Student

POSTS = ["run_apply", "run_fix", "run_drop", "run_undo", "run_again"]


def post(client: Client, route: str, run: Run, **fields: str | int) -> int:
    sent = keyed(version=run.version, **fields)
    answer = client.post(reverse(f"imports:{route}", args=[run.pk]), sent)
    run.refresh_from_db()
    return int(answer.status_code)


@pytest.mark.parametrize("part", ["maya", "lucia", "ms_whitfield", "mr_osei", "principal"])
def test_only_the_district_office_sees_imports(client: Client, cast: Cast, part: str) -> None:
    client.force_login(getattr(cast, part).user)
    assert client.get(reverse("imports:run_list")).status_code == 403
    assert client.post(reverse("imports:run_check"), keyed()).status_code == 403


@pytest.mark.parametrize("name", POSTS)
def test_another_districts_run_does_not_exist(client: Client, office: Office, name: str) -> None:
    run = office.check()
    client.force_login(make_office("Mesa Ridge").user)
    assert client.get(reverse("imports:run_detail", args=[run.pk])).status_code == 404
    assert client.get(reverse("imports:run_going", args=[run.pk])).status_code == 404
    assert post(client, name, run, code="bad-grade") == 404
    assert "cedar.zip" not in client.get(reverse("imports:run_list")).content.decode()
    assert run.state == RunState.CHECKED


def test_from_upload_to_undo(page_client: Client, office: Office) -> None:
    run = upload(page_client, ("cedar.zip", zip_bytes(small_bundle())))
    page = page_of(page_client, run)
    assert "We understood 7 people." in page
    assert "Apply 7 people" in page
    assert post(page_client, "run_apply", run) == 302
    assert Student.objects.filter(district=office.district).count() == 3
    page = page_of(page_client, run)
    assert "Done. 7 people are up to date." in page
    assert "Undo, 7 days left" in page
    assert post(page_client, "run_undo", run) == 302
    assert not Student.objects.filter(district=office.district).exists()
    assert "Undone. It is as it was before." in page_of(page_client, run)
    assert post(page_client, "run_again", run) == 302
    assert Run.objects.count() == 2


def test_the_same_bundle_again_is_nothing_to_do(page_client: Client, office: Office) -> None:
    office.bring_in()
    page = page_of(page_client, upload(page_client, ("cedar.zip", zip_bytes(small_bundle()))))
    assert "Nothing to do. We have all of this already." in page
    assert reverse("imports:run_apply", args=[Run.objects.latest("pk").pk]) not in page


def test_the_brake_says_what_it_stopped_and_what_to_type(page_client: Client, office: Office) -> None:
    office.bring_in()
    run = office.check(without_middle_school())
    page = unescape(page_of(page_client, run))
    assert "We stopped 1 person from being turned off" in page
    assert "The file has no one from Ridgeview Middle." in page
    assert "Type “Ridgeview Middle” to turn them off" in page
    assert "O'Brien" in unescape(page_client.get(reverse("imports:run_going", args=[run.pk])).content.decode())
    assert post(page_client, "run_apply", run, name="Ridgeview High") == 302
    assert run.state == RunState.CHECKED
    assert post(page_client, "run_apply", run, name="Ridgeview Middle") == 302
    page = unescape(page_of(page_client, run))
    assert "A second person has to, and nobody else in the district may import yet." in page
    assert "Type “Ridgeview Middle”" not in page
    page_client.force_login(User.objects.get(pk=office.colleague().user_id))
    assert "Abara said so on" in page_of(page_client, run)
    assert post(page_client, "run_apply", run, name="Ridgeview Middle") == 302
    assert not Student.objects.get(source_id="S3").is_active


def test_an_undo_lists_what_people_changed_since(page_client: Client, office: Office) -> None:
    run = office.bring_in()
    Student.objects.filter(source_id="S2").update(family_name="Nunez-Ford")
    Guardianship.objects.filter(guardian__source_id="G1").update(relation="mother")
    assert post(page_client, "run_undo", run) == 302
    page = page_of(page_client, run)
    assert "Undone, except what people changed." in page
    assert "Theo Nunez-Ford" in page
    assert "1 family tie" in page
    assert "Guardianship object" not in page


def test_a_likely_fix_is_offered_and_taken(page_client: Client, office: Office) -> None:
    run = office.check(changed("users.csv", "G3,07", "G3,7"))
    assert "Yes, fix all 1" in page_of(page_client, run)
    assert post(page_client, "run_fix", run, code="bad-grade") == 302
    assert "Yes, fix all" not in page_of(page_client, run)
    assert run.counts["held"] == 0


def test_a_stale_form_changes_nothing(page_client: Client, office: Office) -> None:
    run = office.check()
    answer = page_client.post(reverse("imports:run_apply", args=[run.pk]), keyed(version=run.version + 1))
    assert answer.status_code == 409
    assert not Student.objects.filter(district=office.district).exists()


def test_a_double_click_applies_once(page_client: Client, office: Office) -> None:
    run = office.check()
    sent = keyed(version=run.version)
    url = reverse("imports:run_apply", args=[run.pk])
    assert [page_client.post(url, sent).status_code for _ in range(2)] == [302, 302]
    assert Student.objects.filter(district=office.district).count() == 3


def test_a_form_without_a_version_is_refused(page_client: Client, office: Office) -> None:
    run = office.check()
    assert page_client.post(reverse("imports:run_apply", args=[run.pk]), keyed()).status_code == 400


def test_an_upload_without_files_says_so(page_client: Client) -> None:
    answer = page_client.post(reverse("imports:run_check"), keyed(kind="oneroster"))
    assert answer.status_code == 422


def with_bad_rows(number: int) -> dict[str, bytes]:
    """The bundle with so many rows whose grade is no grade."""
    files = small_bundle()
    row = b"B%d,active,,true,,,Ben,Boyd,,,,,,,sixth,,,,,,,H,\r\n"
    files["users.csv"] += b"".join(row % number for number in range(number))
    return files


def test_ten_and_a_thousand_problems_cost_the_same_queries(page_client: Client, office: Office) -> None:
    counted = []
    page_client.get(reverse("imports:run_list"))  # the session's first page writes the role
    for number in (10, 1000):
        run = office.check(with_bad_rows(number))
        with CaptureQueriesContext(connection) as queries:
            page_of(page_client, run, "?group=1")
        counted.append(len(queries))
    assert counted[0] == counted[1] <= 8


def test_places_come_twenty_at_a_time(page_client: Client, office: Office) -> None:
    run = office.check(with_bad_rows(50))
    assert page_of(page_client, run).count("<td>sixth</td>") == 0
    assert page_of(page_client, run, "?group=1").count("<td>sixth</td>") == 20
    assert page_of(page_client, run, "?group=1&shown=40").count("<td>sixth</td>") == 40
    assert "?group=1&amp;shown=40" in page_of(page_client, run, "?group=1")


@pytest.mark.parametrize("query", ["?group=x", "?group=99", "?group=1&shown=99999999", "?group=-1"])
def test_an_odd_address_does_no_harm(page_client: Client, office: Office, query: str) -> None:
    page_of(page_client, office.check(with_bad_rows(5)), query)


def test_names_from_a_file_are_shown_as_text(page_client: Client, office: Office) -> None:
    files = changed("orgs.csv", "Ridgeview Middle", "<script>alert(1)</script>")
    run = upload(page_client, ("<b>cedar</b>.zip", zip_bytes(files)))
    page = page_of(page_client, run)
    assert "<script>alert" not in page
    assert "<b>cedar" not in page


def test_the_page_speaks_spanish(page_client: Client, office: Office) -> None:
    office.user.language = "es"
    office.user.save()
    page = page_of(page_client, office.check(with_bad_rows(2)))
    assert "No se ha guardado nada todavía." in page
