"""The demo's addresses; outside the demo they do not exist."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "demo"
urlpatterns = [
    path("", views.board, name="board"),
    path("become/", views.become, name="become"),
    path("clock/", views.set_clock, name="clock"),
    path("reset/", views.reset, name="reset"),
    path("outbox/", views.outbox, name="outbox"),
    path("sample.zip", views.sample_bundle, name="sample_bundle"),
]
