"""The district that a command line names."""

from __future__ import annotations

from typing import Final

from django.core.management.base import CommandError

from .models import District

MOST_LISTED: Final = 20


def district_named(slug: str) -> District:
    """The district with this short name. Raises CommandError, exit code 2, that lists the districts there are."""
    found = District.objects.filter(slug=slug).first()
    if found is None:
        listed = ", ".join(District.objects.order_by("slug").values_list("slug", flat=True)[:MOST_LISTED])
        raise CommandError(
            f"There is no district {slug or 'without a name'}. There are: {listed or 'none yet'}.", returncode=2
        )
    return found
