"""What a real server would send stays in the demo's outbox, for everybody to see."""

from __future__ import annotations

from django.core.mail import EmailMessage, send_mail
from django.test import Client

from waypost.web.demo.models import OutboxMessage
from waypost.web.demo.outbox import ABOUT_HEADER, KIND_HEADER


def test_an_email_is_kept_and_shown(client: Client, demo: None, db: None) -> None:
    assert send_mail("A plan to read", "Maya sent her plan.", None, ["dana@example.org"]) == 1
    page = client.get("/demo/outbox/").content.decode()
    assert "A plan to read" in page
    assert "Maya sent her plan." in page
    assert "to dana@example.org" in page
    assert "1 message it would send" in page


def test_a_text_message_says_so_and_whom_it_is_about(client: Client, demo: None, db: None) -> None:
    headers = {KIND_HEADER: "text", ABOUT_HEADER: "Maya Reyes"}
    EmailMessage("", "Maya’s plan is approved.", to=["+15555550173"], headers=headers).send()
    page = client.get("/demo/outbox/").content.decode()
    assert "Text message" in page
    assert "about Maya Reyes" in page


def test_a_message_to_nobody_is_not_kept(demo: None, db: None) -> None:
    EmailMessage("Lost", "Nobody reads this.").send()
    assert not OutboxMessage.objects.exists()


def test_markup_in_a_message_stays_text(client: Client, demo: None, db: None) -> None:
    send_mail("<b>Hi</b>", "<script>alert(1)</script>", None, ["dana@example.org"])
    assert "<script>alert" not in client.get("/demo/outbox/").content.decode()


def test_an_empty_outbox_says_how_to_fill_it(client: Client, demo: None, db: None) -> None:
    assert "Nothing has been sent yet" in client.get("/demo/outbox/").content.decode()
