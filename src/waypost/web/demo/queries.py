"""What the demo's own pages read; they tell of invented people only, so anybody may."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from waypost.web.accounts.models import User

from .models import OutboxMessage
from .people import PEOPLE


def ids_here() -> set[str]:
    """The roster ids of the board's people that this database holds an account for."""
    return set(_people().values_list("roster_id", flat=True))


def account_of(roster_id: str) -> User | None:
    """The account of one of the board's people; nobody else's."""
    return _people().filter(roster_id=roster_id).first()


def outbox_messages() -> QuerySet[OutboxMessage]:
    """All kept messages, the newest first."""
    return OutboxMessage.objects.all()


def _people() -> QuerySet[Any]:
    ids = [person.id for person in PEOPLE]
    on_board = Q(student__source_id__in=ids) | Q(guardian__source_id__in=ids) | Q(staff__source_id__in=ids)
    roster_id = Coalesce("student__source_id", "guardian__source_id", "staff__source_id")
    return User.objects.annotate(roster_id=roster_id).filter(on_board, is_active=True)
