"""How allauth behaves here: nobody opens an account by themselves."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts come from the district's roster, never from a sign-up page."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
