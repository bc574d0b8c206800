"""Every rulebook that ships reads as sentences on its page."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from waypost.web.catalog.models import Rulebook


@pytest.mark.django_db
def test_every_shipped_rulebook_has_a_page_with_its_source(client: Client, cast: Cast) -> None:
    call_command("load_rulebooks", stdout=StringIO())
    client.force_login(cast.mr_abara.user)
    listed = client.get(reverse("catalog:rulebook_list")).content.decode()
    for rulebook in Rulebook.objects.filter(district=None):
        page = client.get(reverse("catalog:rulebook_detail", args=[rulebook.pk]))
        assert page.status_code == 200, rulebook.key
        assert rulebook.title in page.content.decode()
        assert rulebook.title in listed
