"""What a plan lowers is said with its reason."""

from tests.credit import credits
from tests.engine.cases import course, entry, record, rulebook
from waypost.engine.audit import audit
from waypost.engine.compiled import compile_rulebook
from waypost.engine.lowering import Lowered, LoweredBecause, lowered_by_plan
from waypost.engine.record import Record, Stage

FRENCH = course("FR1", subject="WL", tags="language:fr")
SPANISH = [course(f"SP{number}", subject="WL", tags="language:es") for number in (1, 2)]

SAME = """
[[part]]
slug = "language"
title = "One language"
credits = 2
same = "language:"
from = { subject = "WL" }
"""

CHOICE = """
[[part]]
slug = "way"
title = "One way"
choose = 1
[[part.part]]
slug = "art"
title = "Art"
credits = 2
from = { subject = "AR" }
[[part.part]]
slug = "music"
title = "Music"
credits = 2
from = { tag = "music" }
"""


def lowered(own: Record, text: str) -> tuple[Lowered, ...]:
    compiled = compile_rulebook(rulebook(text))
    return lowered_by_plan(audit(own, compiled), record=own, rulebook=compiled)


def test_a_plan_in_another_language_lowers_what_the_first_one_earned() -> None:
    planned = [entry(one, grade=11 + at, stage=Stage.PLANNED) for at, one in enumerate(SPANISH)]
    assert lowered(record(entry(FRENCH), *planned), SAME) == (Lowered("language", credits(1), LoweredBecause.VALUE),)


def test_a_plan_for_another_option_lowers_the_option_that_was_begun() -> None:
    music = [entry(course(f"MU{at}", tags="music"), grade=11, stage=Stage.PLANNED) for at in range(2)]
    own = record(entry(course("AR1", subject="AR")), *music)
    assert lowered(own, CHOICE) == (Lowered("way/art", credits(1), LoweredBecause.OPTION),)


def test_nothing_is_lowered_where_the_plan_goes_on() -> None:
    more = entry(course("FR2", subject="WL", tags="language:fr"), grade=10, stage=Stage.PLANNED)
    assert lowered(record(entry(FRENCH), more), SAME) == ()
    assert lowered(record(entry(FRENCH)), SAME) == ()
