"""Middle school years: one row a course, most of them without high-school credit."""

from __future__ import annotations

from random import Random

from .calendar import THIS_YEAR
from .catalog import catalog
from .marks import draw_mark
from .traits import Traits
from .tries import History, Try, finished, running
from .values import Term

_CORE = ("ENG{}M", "MATH{}", "SCI{}", "SOC{}")
_MUSIC = ("BANDM1", "CHOIRM1")
_STANDS_FOR = {"MATH8": "ALG1", "BANDM1": "SPAN1", "CHOIRM1": "SPAN1", "READM1": "SPAN1"}
_SAMPLERS = ("ARTM1", "TECHM1", "LANGM1")


def live_through_middle(random: Random, *, traits: Traits, school_id: str, grade_now: int, history: History) -> None:
    """Add the middle-school years up to this fall; a high-school class that is taken early stands for another."""
    music = random.choice(_MUSIC) if traits.loves_art or random.random() < 0.4 else "READM1"
    early = {one.code for one in history.tries}
    for grade in range(6, grade_now + 1):
        for code, term in _year(random, grade=grade, music=music):
            if grade < 8 or _STANDS_FOR.get(code) not in early:
                history.take(_taken(random, code, term, traits=traits, school_id=school_id, grade=grade, now=grade_now))


def _year(random: Random, *, grade: int, music: str) -> list[tuple[str, Term]]:
    samplers = random.sample(_SAMPLERS, k=3)
    if grade >= 7:
        samplers[0] = "CAREERM1" if grade == 7 else samplers[0]
    return [
        *((code.format(grade), Term.YEAR) for code in _CORE),
        (f"PE{grade}M", Term.FALL),
        (samplers[0], Term.SPRING),
        (samplers[1], Term.FALL),
        (samplers[2], Term.SPRING),
        (music, Term.YEAR),
    ]


def _taken(random: Random, code: str, term: Term, *, traits: Traits, school_id: str, grade: int, now: int) -> Try:
    course = catalog()[code]
    mark = draw_mark(random, course=course, ability=traits.ability + 0.2)
    if grade == now:
        return running(course, term, school_id=school_id, grade=grade, mark=mark)
    return finished(course, term, school_id=school_id, year=THIS_YEAR - (now - grade), grade=grade, mark=mark)
