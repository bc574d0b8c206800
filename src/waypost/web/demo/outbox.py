"""The demo's mail back end: keeps every message where the visitor can read it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from waypost.web.base import clock

from .models import Kind, OutboxMessage

KIND_HEADER: Final = "X-Waypost-Kind"  # "text" marks a text message to a phone
ABOUT_HEADER: Final = "X-Waypost-About"  # whom the message is about, for the outbox page


class OutboxBackend(BaseEmailBackend):
    """Django's EMAIL_BACKEND of the demo: nothing leaves the machine."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        rows = [_row(message) for message in email_messages if message.recipients()]
        OutboxMessage.objects.bulk_create(rows)
        return len(rows)


def _row(message: EmailMessage) -> OutboxMessage:
    return OutboxMessage(
        kind=Kind.TEXT if message.extra_headers.get(KIND_HEADER) == Kind.TEXT else Kind.MAIL,
        to=", ".join(message.recipients())[:500],
        about=str(message.extra_headers.get(ABOUT_HEADER, ""))[:200],
        subject=str(message.subject)[:500],
        text=str(message.body),
        at=clock.now(),
    )
