"""The days that the demo's clock can stand at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from waypost.web.base.clock import DEMO_DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    key: str
    label: str | Promise
    day: date


SEASONS: Final = (
    Season(key="november", label=_("November"), day=DEMO_DAY),
    Season(key="spring", label=_("Spring"), day=date(2027, 4, 13)),
    Season(key="senior", label=_("Senior year"), day=date(2028, 10, 10)),
)
