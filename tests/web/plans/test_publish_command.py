"""`waypost publish_rulebook`: tried on everybody first, as on the page, for whoever holds the server."""

from __future__ import annotations

from functools import partial
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.cast import Cast
from waypost.web.audits.models import AuditRun
from waypost.web.catalog.models import Adoption, Follow


def test_a_shipped_rulebook_is_put_in_force(cast: Cast) -> None:
    call_command("load_rulebooks", verbosity=0)
    publish = partial(call_command, "publish_rulebook", "us-tx-foundation-22", district=cast.district.slug)
    publish(class_from=2027, class_to=2030, stdout=(said := StringIO()))
    assert "2 students are in its classes." in said.getvalue()
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
