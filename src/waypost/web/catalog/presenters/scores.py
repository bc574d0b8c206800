"""A score as a sentence: what is added up or averaged, and how much it must be."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from waypost.engine.measure import Measure
from waypost.engine.requirement import Score
from waypost.engine.score import CountTerm, FactTerm, MarkTerm, ScoreKind, ScoreTerm

from .facts import fact_name, window_in_words
from .numbers import number_in_words
from .selectors import courses_in_words, either

CountedWords = Callable[[Measure], str]


def score_in_words(score: Score, *, nouns: CountedWords) -> str:
    """ "At least 100 in all from service hours and work hours." """
    words = {
        "number": number_in_words(score.at_least),
        "terms": get_text_list([_term(term, nouns) for term in score.terms], _("and")),
        "best": score.best,
    }
    match score.kind, score.best:
        case ScoreKind.SUM, None:
            return _("At least %(number)s in all from %(terms)s.") % words
        case ScoreKind.SUM, _best:
            return _("At least %(number)s in all from the best %(best)s of %(terms)s.") % words
        case ScoreKind.AVERAGE, None:
            return _("An average of %(number)s or better over %(terms)s.") % words
        case ScoreKind.AVERAGE, _best:
            return _("An average of %(number)s or better over the best %(best)s of %(terms)s.") % words
    raise AssertionError(score.kind)


def _term(term: ScoreTerm, nouns: CountedWords) -> str:
    words = _plain_term(term, nouns)
    if term.times != 1 and not (isinstance(term, CountTerm) and term.measure is Measure.UNITS):
        words = _("%(words)s (each times %(times)s)") % {"words": words, "times": number_in_words(term.times)}
    if isinstance(term, FactTerm) and term.window is not None:
        words = f"{words} {window_in_words(term.window)}"
    if term.at_most is not None:
        words = _("%(words)s (up to %(most)s)") % {"words": words, "most": number_in_words(term.at_most)}
    return words


def _plain_term(term: ScoreTerm, nouns: CountedWords) -> str:
    match term:
        case FactTerm():
            names = either(map(fact_name, term.keys))
            if term.at_least is not None:
                return _("1 for %(names)s of %(number)s or more") % {
                    "names": names,
                    "number": number_in_words(term.at_least),
                }
            return _("1 for %(names)s") % {"names": names} if term.one_of else names
        case MarkTerm():
            courses = courses_in_words(term.selector)
            if term.best is not None:
                return _("the best %(best)s grades in %(courses)s") % {"best": term.best, "courses": courses}
            return _("the grades in %(courses)s") % {"courses": courses}
        case CountTerm():
            return _("the number of %(what)s from %(courses)s") % {
                "what": nouns(term.measure),
                "courses": courses_in_words(term.selector),
            }
    assert_never(term)
