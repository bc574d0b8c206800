"""A small rulebook of the cast's district: 8 credits, enough to have done, now, planned and open parts."""

from __future__ import annotations

from tests.cast import Cast
from tests.factories import NOW
from waypost.web.catalog.actions import adopt_rulebook, load_rulebook_text
from waypost.web.catalog.models import Adoption, Follow

DIPLOMA = """
id = "cedar-valley"
title = "Cedar Valley diploma"
kind = "graduation"
state = "TX"
authority = "Cedar Valley Unified"
citation = "Board policy 4.45"
checked_on = 2026-08-01
status = "reviewed"
total = 8

[cohort]
class_of_from = 2027
class_of_to = 2030

[[part]]
slug = "english"
title = "English"
rule = "Four credits of English."
source = "Policy 4.45 (a)"
credits = 4
from = { subject = "EN" }

[[part]]
slug = "science"
title = "Science"
rule = "Three credits of science with a lab."
source = "Policy 4.45 (b)"
credits = 3
from = { subject = "SC", tag = "lab" }

[[part]]
slug = "elective"
title = "Elective"
credits = 1
from = { any_course = true }
"""


def adopt(cast: Cast, text: str = DIPLOMA, *, follow: Follow = Follow.EVERYONE) -> Adoption:
    """The rulebook in force in the cast's district for the classes of 2027 to 2030."""
    actor = cast.actor(cast.mr_abara)
    rulebook = load_rulebook_text(actor, text=text, at=NOW)
    return adopt_rulebook(actor, rulebook=rulebook, class_from=2027, class_to=2030, at=NOW, follow=follow)
