"""What the demo's own pages read; they tell of invented people only, so anybody may."""

from __future__ import annotations

from django.db.models import QuerySet

from waypost.web.accounts.models import User

from .models import OutboxMessage
from .people import PEOPLE


def people_here() -> QuerySet[User]:
    """The accounts of the station board that this database holds."""
    return User.objects.filter(username__in=[person.username for person in PEOPLE], is_active=True)


def outbox_messages() -> QuerySet[OutboxMessage]:
    """All kept messages, the newest first."""
    return OutboxMessage.objects.all()
