"""Every address of the site; access.checks refuses one whose view has no guard."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
