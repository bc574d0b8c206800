"""`waypost publish_rulebook`: tried on everybody first, as on the page, for whoever holds the server."""

from __future__ import annotations

from functools import partial
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.cast import Cast
from tests.factories import NOW
from tests.web.plans.audit_run_pages import add_ninth_graders
from tests.web.plans.test_follow import PATHWAY
from tests.web.rules import DIPLOMA, adopt
from waypost.web.catalog.actions import load_rulebook_text
from waypost.web.catalog.models import Adoption, Follow
from waypost.web.schools.models import Student
from waypost.web.standings.models import AuditRun


def test_a_shipped_rulebook_is_put_in_force(cast: Cast) -> None:
    call_command("load_rulebooks", verbosity=0)
    Student.objects.update(entered_ninth_in=2024)
    publish = partial(call_command, "publish_rulebook", "us-tx-foundation-22", district=cast.district.slug)
    publish(class_from=2027, class_to=2030, stdout=(said := StringIO()))
    assert "2 students are in these classes." in said.getvalue()
    assert "Nothing is published. Add --yes to publish it." in said.getvalue()
    assert not Adoption.objects.exists()
    publish(class_from=2027, class_to=2030, yes=True, stdout=said)
    adoption = Adoption.objects.get()
    assert (adoption.rulebook.key, adoption.class_from, adoption.class_to) == ("us-tx-foundation-22", 2027, 2030)
    assert (adoption.district, adoption.follow) == (cast.district, Follow.EVERYONE)
    assert AuditRun.objects.filter(kind="try").count() == 1


@pytest.mark.parametrize(
    ("name", "district", "first"),
    [
        ("no-such-rules", "cedar-valley-unified", 2027),
        ("us-ma-masscore-22", "nowhere", 2027),
        ("x", "mesa-ridge", 2031),
    ],
)
def test_what_is_not_there_is_named(cast: Cast, name: str, district: str, first: int) -> None:
    with pytest.raises(CommandError):
        call_command("publish_rulebook", name, district=district, class_from=first, class_to=2030)
    assert not Adoption.objects.exists()


def _said(cast: Cast, key: str, **more: int | bool) -> str:
    call_command("publish_rulebook", key, district=cast.district.slug, stdout=(said := StringIO()), **more)
    return said.getvalue()


def test_the_effect_counts_only_the_classes_that_are_named(cast: Cast) -> None:
    load_rulebook_text(cast.actor(cast.mr_abara), text=DIPLOMA.replace("_to = 2030", "_to = 2034"), at=NOW)
    add_ninth_graders(cast, 3)
    Student.objects.filter(given_name="Student").update(class_of=2033)
    assert "2 students are in these classes." in _said(cast, "cedar-valley", class_from=2027, class_to=2032)
    assert "5 students are in these classes." in _said(cast, "cedar-valley", class_from=2027, class_to=2034)
    assert "3: something still to pick" in _said(cast, "cedar-valley", class_from=2033, class_to=2034)


def test_the_effect_counts_only_whom_the_book_is_for(cast: Cast) -> None:
    call_command("load_rulebooks", verbosity=0)
    Student.objects.update(entered_ninth_in=None)
    Student.objects.filter(pk=cast.maya.pk).update(entered_ninth_in=2025)
    assert "1 students are in these classes." in _said(cast, "us-nm-24", class_from=2027, class_to=2032)


def test_classes_outside_the_book_are_refused_before_anything_is_tried(cast: Cast) -> None:
    load_rulebook_text(cast.actor(cast.mr_abara), text=DIPLOMA, at=NOW)
    with pytest.raises(CommandError, match=r"only for: classes of 2027 to 2030\. Name no other classes\."):
        _said(cast, "cedar-valley", class_from=2022, class_to=2032, yes=True)
    assert not AuditRun.objects.exists()
    assert not Adoption.objects.exists()


def test_a_diploma_that_holds_beside_it_is_named(cast: Cast) -> None:
    adopt(cast)
    other = DIPLOMA.replace('id = "cedar-valley"', 'id = "second"').replace("Cedar Valley diploma", "Second diploma")
    load_rulebook_text(cast.actor(cast.mr_abara), text=other, at=NOW)
    assert "Beside it stays: Cedar Valley diploma." in _said(cast, "second", class_from=2027, class_to=2030)
    assert "Beside it" not in _said(cast, "cedar-valley", class_from=2027, class_to=2030)


def test_a_revision_is_for_whom_the_one_before_it_was(cast: Cast) -> None:
    adopt(cast, PATHWAY, follow=Follow.CHOSEN)
    for number, (more, follow) in enumerate([({}, "chosen"), ({"everyone": True}, "everyone"), ({}, "everyone")]):
        text = PATHWAY.replace("Four credits of English.", f"Four credits of English, edition {number}.")
        load_rulebook_text(cast.actor(cast.mr_abara), text=text, at=NOW)
        said = _said(cast, "health", class_from=2027, class_to=2030, yes=True, **more)
        assert Adoption.objects.get(ended_at=None).follow == follow
        assert said.strip().endswith("for students who choose it.") == (follow == "chosen")


def test_a_revision_is_for_the_classes_of_the_one_before_it(cast: Cast) -> None:
    adopt(cast, PATHWAY, follow=Follow.CHOSEN)
    Adoption.objects.update(class_from=2028, class_to=2029)
    for number, (more, classes) in enumerate(
        [({}, (2028, 2029)), ({"class_to": 2030}, (2028, 2030)), ({"class_from": 2030}, (2030, 2030))]
    ):
        text = PATHWAY.replace("Four credits of English.", f"Four credits of English, edition {number}.")
        rulebook = load_rulebook_text(cast.actor(cast.mr_abara), text=text, at=NOW)
        said = _said(cast, "health", yes=True, **more)
        adoption = Adoption.objects.get(rulebook=rulebook)
        assert (adoption.class_from, adoption.class_to, adoption.follow) == (*classes, "chosen")
        assert f"the classes of {classes[0]} to {classes[1]}, for students who choose it." in said


def test_first_rules_have_to_say_their_classes(cast: Cast) -> None:
    load_rulebook_text(cast.actor(cast.mr_abara), text=DIPLOMA, at=NOW)
    with pytest.raises(CommandError, match=r"No revision of cedar-valley is in force yet\. Say --from and --to\."):
        _said(cast, "cedar-valley", class_from=2027, yes=True)
    assert not AuditRun.objects.exists()
