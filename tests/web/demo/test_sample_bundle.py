"""The sample import can be taken from the board."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from django.test import Client


def test_the_bundle_comes_as_a_zip_with_a_roster_in_it(client: Client, demo: None, db: None) -> None:
    response = client.get("/demo/sample.zip")
    assert response.headers["Content-Type"] == "application/zip"
    assert "attachment" in response.headers["Content-Disposition"]
    with ZipFile(BytesIO(response.content)) as bundle:
        assert {"manifest.csv", "users.csv", "orgs.csv"} <= set(bundle.namelist())


def test_the_board_offers_it(client: Client, demo: None, db: None) -> None:
    assert 'href="/demo/sample.zip"' in client.get("/demo/").content.decode()
