"""What people change about their own use of the site."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from waypost.web.accounts.models import User
from waypost.web.history.actions import record

from .actor import Actor
from .permissions import Permission
from .scope import require_role


@transaction.atomic
def change_preferences(actor: Actor, *, at: datetime, **preferences: str | bool) -> None:
    """Keep some of a person's own language, theme and letter_keys.

    Without a version check: only one person writes these, and the last choice is the one they mean.
    """
    require_role(actor, Permission.SITE_USE)
    user = User.objects.get(pk=actor.user_id or 0)
    for name, value in preferences.items():
        setattr(user, name, value)
    user.save(update_fields=[*preferences])
    record(actor, verb="preferences_changed", at=at, about=user, changed=sorted(preferences))
