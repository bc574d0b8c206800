"""Reading, loading and publishing rulebooks."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories import NOW
from tests.web.rules import DIPLOMA, adopt
from waypost.web.catalog.actions import ClassesOutside, RulebookRefused, adopt_rulebook, load_rulebook_text
from waypost.web.catalog.models import Adoption, Rulebook


def keyed(**fields: Any) -> dict[str, Any]:
    return {"idempotency_key": uuid4().hex, **fields}


def test_a_rulebook_reads_as_sentences(client: Client, cast: Cast) -> None:
    adoption = adopt(cast)
    client.force_login(cast.maya.user)
    page = client.get(reverse("catalog:rulebook_detail", args=[adoption.rulebook_id]))
    assert "4 credits from English." in page.content.decode()
    assert "3 credits from science with a lab." in page.content.decode()
    assert "Classes of 2027 to 2030" in page.content.decode()
    assert "Board policy 4.45" in page.content.decode()


BY_CLASS = """
[[part]]
slug = "arts"
title = "Arts"
  [part.when]
  all = [{ class_of_from = 2028 }, { not = { part = "english" } }]
  [part.then]
  title = "Arts"
  credits = 0
  from = { subject = "AR" }
"""


def test_a_condition_reads_as_a_sentence(client: Client, cast: Cast) -> None:
    address = reverse("catalog:rulebook_detail", args=[adopt(cast, DIPLOMA + BY_CLASS).rulebook_id])
    client.force_login(cast.maya.user)
    english = "Only if: all of this: class of 2028 and later; not so: “English” is done."
    assert english in client.get(address).content.decode()
    client.force_login(cast.lucia.user)
    spanish = "Solo si: todo esto: generación de 2028 y posteriores; no se cumple: «Inglés» está hecho."
    assert spanish in client.get(address).content.decode()


CLEARS = """
[[validation]]
title = "Math"
sequence = [{ title = "Algebra" }, { title = "Calculus" }]
min_mark = "C"
"""


def test_a_sequence_that_clears_reads_as_a_sentence(client: Client, cast: Cast) -> None:
    address = reverse("catalog:rulebook_detail", args=[adopt(cast, DIPLOMA + CLEARS).rulebook_id])
    client.force_login(cast.maya.user)
    english = "clears a lower grade in an earlier one: a class named “Algebra”, then a class named “Calculus”."
    assert english in client.get(address).content.decode()
    client.force_login(cast.lucia.user)
    assert "borra una nota más baja en una anterior" in client.get(address).content.decode()


def test_the_list_names_what_is_in_force(client: Client, cast: Cast) -> None:
    adopt(cast)
    client.force_login(cast.ms_whitfield.user)
    assert "Cedar Valley diploma" in client.get(reverse("catalog:rulebook_list")).content.decode()


def test_a_stranger_sees_nothing_of_it(client: Client, cast: Cast) -> None:
    adoption = adopt(cast)
    client.force_login(cast.stranger.user)
    assert client.get(reverse("catalog:rulebook_detail", args=[adoption.rulebook_id])).status_code == 404
    assert "Cedar Valley" not in client.get(reverse("catalog:rulebook_list")).content.decode()


def test_loading_needs_the_deed(client: Client, cast: Cast) -> None:
    client.force_login(cast.ms_whitfield.user)
    assert client.get(reverse("catalog:rulebook_load")).status_code == 403
    with pytest.raises(PermissionDenied):
        load_rulebook_text(cast.actor(cast.ms_whitfield), text=DIPLOMA, at=NOW)


def test_every_problem_is_shown_with_its_line(client: Client, cast: Cast) -> None:
    broken = DIPLOMA.replace("credits = 3", "credits = -3").replace('{ subject = "EN" }', '"nowhere"')
    client.force_login(cast.mr_abara.user)
    page = client.post(reverse("catalog:rulebook_load"), keyed(text=broken))
    assert page.status_code == 422
    assert "Line" in page.content.decode()
    assert "nowhere" in page.content.decode()
    assert not Rulebook.objects.exists()


def test_parts_that_do_not_add_up_are_refused(cast: Cast) -> None:
    with pytest.raises(RulebookRefused) as refused:
        load_rulebook_text(cast.actor(cast.mr_abara), text=DIPLOMA.replace("total = 8", "total = 9"), at=NOW)
    assert [problem.kind for problem in refused.value.problems] == ["sum"]


def test_the_same_text_is_not_a_new_revision(cast: Cast) -> None:
    actor = cast.actor(cast.mr_abara)
    first = load_rulebook_text(actor, text=DIPLOMA, at=NOW)
    assert load_rulebook_text(actor, text=DIPLOMA, at=NOW) == first
    changed = load_rulebook_text(actor, text=DIPLOMA.replace("Elective", "Choice"), at=NOW)
    assert (first.revision, changed.revision) == (1, 2)


def test_another_districts_rulebook_is_not_published(cast: Cast) -> None:
    adoption = adopt(cast)
    stranger = cast.actor(cast.mr_abara)
    foreign = load_rulebook_text(stranger, text=DIPLOMA.replace("cedar-valley", "mesa-ridge"), at=NOW)
    Rulebook.objects.filter(pk=foreign.pk).update(district=cast.other_student.district)
    foreign.refresh_from_db()
    with pytest.raises(PermissionDenied):
        adopt_rulebook(stranger, rulebook=foreign, class_from=2027, class_to=2028, at=NOW)
    assert adoption.ended_at is None


def test_a_file_that_is_no_text_gets_a_sentence(client: Client, cast: Cast) -> None:
    client.force_login(cast.mr_abara.user)
    page = client.post(reverse("catalog:rulebook_load"), keyed(file=SimpleUploadedFile("rules.toml", b"\xff\xfe\x00")))
    assert page.status_code == 422
    assert "UTF-8" in page.content.decode()


@pytest.mark.parametrize(("first", "last"), [(2026, 2030), (2027, 2031), (1900, 9999)])
def test_an_adoption_never_goes_past_the_book(cast: Cast, first: int, last: int) -> None:
    office = cast.actor(cast.mr_abara)
    rulebook = load_rulebook_text(office, text=DIPLOMA, at=NOW)
    with pytest.raises(ClassesOutside) as refused:
        adopt_rulebook(office, rulebook=rulebook, class_from=first, class_to=last, at=NOW)
    assert refused.value.cohort.class_of_to == 2030
    assert not Adoption.objects.exists()
