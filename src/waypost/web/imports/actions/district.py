"""Opening a district: only whoever holds the server does this, by command."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction
from django.utils.text import slugify

from waypost.interchange.bundle import open_bundle
from waypost.interchange.oneroster import OrgType, read
from waypost.web.schools.models import District

CREDIT_SCALES = {"CA": 10}  # local credits in one Carnegie credit
TIME_ZONES = {
    **dict.fromkeys(("CA", "OR", "WA", "NV"), "America/Los_Angeles"),
    **dict.fromkeys(("CO", "MT", "NM", "UT", "WY", "ID"), "America/Denver"),
    **dict.fromkeys(
        (
            "CT",
            "DC",
            "DE",
            "FL",
            "GA",
            "IN",
            "KY",
            "MA",
            "MD",
            "ME",
            "MI",
            "NC",
            "NH",
            "NJ",
            "NY",
            "OH",
            "PA",
            "RI",
            "SC",
        ),
        "America/New_York",
    ),
    **dict.fromkeys(("VA", "VT", "WV"), "America/New_York"),
    **{"AZ": "America/Phoenix", "AK": "America/Anchorage", "HI": "Pacific/Honolulu"},
    **dict.fromkeys(
        ("AL", "AR", "IA", "IL", "KS", "LA", "MN", "MO", "MS", "ND", "NE", "OK", "SD", "TN", "TX", "WI"),
        "America/Chicago",
    ),
    **{"PR": "America/Puerto_Rico", "VI": "America/St_Thomas", "GU": "Pacific/Guam"},
    **{"MP": "Pacific/Saipan", "AS": "Pacific/Pago_Pago"},
}


class UnknownState(Exception):
    """No state, district or territory of the United States has this code."""


def state_code(text: str) -> str:
    """The two letters of a state, of Washington DC or of a territory, in capitals. Raises UnknownState."""
    code = text.strip().upper()
    if code not in TIME_ZONES:
        raise UnknownState(text)
    return code


@transaction.atomic
def open_district(*, name: str, state: str) -> District:
    """A new, empty district, with its state's scale of credits and its commonest time zone. Raises UnknownState."""
    state = state_code(state)
    return District.objects.create(
        name=name,
        slug=_free_slug(name),
        state=state,
        credit_scale=CREDIT_SCALES.get(state, 1),
        time_zone=TIME_ZONES[state],
    )


def named_district(path: Path) -> tuple[str, str]:
    """The name and source id of the one district that a bundle names; blank where it names none or several."""
    districts = [org for org in read(open_bundle(path)).orgs if org.type is OrgType.DISTRICT]
    return (districts[0].name, districts[0].source_id) if len(districts) == 1 else ("", "")


def _free_slug(name: str) -> str:
    wished = slugify(name)[:40] or "district"
    taken = set(District.objects.filter(slug__startswith=wished).values_list("slug", flat=True))
    return next(
        slug for number in range(1, 1000) if (slug := f"{wished}-{number}" if number > 1 else wished) not in taken
    )
