"""An id in an address: digits only, and never larger than a database can hold."""

from __future__ import annotations

from django.urls import register_converter
from django.urls.converters import IntConverter


class IdConverter(IntConverter):
    """At most 18 digits: a larger number fits no column, so there is no such page."""

    regex = "[0-9]{1,18}"


register_converter(IdConverter, "id")
