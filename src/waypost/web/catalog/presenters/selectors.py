"""Which courses a requirement accepts, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import assert_never

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from waypost.engine.code_patterns import NumberRange
from waypost.engine.selector import ANY_COURSE, BothMatch, EitherMatch, Match, NotMatch, Selector
from waypost.web.schools.presenters import own_title

SHOWN = 8  # a longer list of courses ends in "and N more"


def courses_in_words(selector: Selector) -> str:
    """The courses that a selector accepts: "science with a lab", "Biology or Chemistry, with a C or better"."""
    match selector:
        case Match():
            return _match_in_words(selector)
        case EitherMatch(parts=parts):
            return either(courses_in_words(part) for part in parts)
        case BothMatch(parts=parts):
            return _(" that is also ").join(courses_in_words(part) for part in parts)
        case NotMatch(part=part):
            return _("anything but %(courses)s") % {"courses": courses_in_words(part)}
    assert_never(selector)


def either(words: Iterable[str]) -> str:
    """A list that ends in "or"."""
    return str(get_text_list(list(words), _("or")))


def subject_name(code: str) -> str:
    """A subject's name: SC is science."""
    names = {
        "EN": _("English"),
        "MA": _("math"),
        "SC": _("science"),
        "SS": _("social studies"),
        "WL": _("a world language"),
        "CT": _("career classes"),
        "AR": _("arts"),
        "PE": _("PE and health"),
        "EL": _("electives"),
    }
    return names.get(code, code)


def level_name(level: str) -> str:
    """A course level's name."""
    names = {
        "regular": _("regular"),
        "honors": _("honors"),
        "ap": _("AP"),
        "ib": _("IB"),
        "dual": _("dual enrollment"),
    }
    return names.get(level, level)


def tag_name(tag: str) -> str:
    """A tag's words: `lab` is "with a lab", `uc:d` is "UC area D"."""
    kind, _colon, value = tag.partition(":")
    if kind == "language":
        return value.title()
    if kind == "uc":
        return _("UC area %(area)s") % {"area": value.upper()}
    known = {"lab": _("with a lab"), "cte": _("career and technical"), "ncaa": _("NCAA core")}
    return known.get(tag, tag.replace("-", " ").replace(":", " "))


def _match_in_words(selector: Match) -> str:
    if selector == ANY_COURSE:
        return _("any class")
    return " ".join([_which(selector), *_conditions(selector)]).strip()


def _which(selector: Match) -> str:
    if selector.codes:
        return _shortened(selector.codes)
    if selector.numbers or selector.patterns:
        numbers = either(map(_range_in_words, sorted(selector.numbers)))
        return " ".join(filter(None, [numbers, _patterns_in_words(selector.patterns)]))
    if selector.title:
        return _("a class named “%(title)s”") % {"title": selector.title}
    kinds = [either(_each(selector.subjects, subject_name)), either(_each(selector.tags, tag_name))]
    return " ".join(filter(None, kinds)) or _("a class")


def _range_in_words(numbers: NumberRange) -> str:
    words = {"prefix": numbers.prefix, "first": numbers.first, "last": numbers.last}
    if numbers.first == numbers.last:
        return f"{numbers.prefix} {numbers.first}".strip()
    if not numbers.prefix:
        return _("a class numbered %(first)s to %(last)s") % words
    return _("%(prefix)s %(first)s to %(last)s") % words


def _patterns_in_words(patterns: Iterable[str]) -> str:
    listed = sorted(patterns)
    return _("a class with a code like %(codes)s") % {"codes": either(listed)} if listed else ""


def _conditions(selector: Match) -> list[str]:
    pairs: list[tuple[object, str]] = [
        (selector.levels, either(_each(selector.levels, level_name))),
        (selector.all_tags, get_text_list(_each(selector.all_tags, tag_name), _("and"))),
        (selector.grades, _("in grade %(grades)s") % {"grades": either(map(str, sorted(selector.grades)))}),
        (selector.terms, f"({either(_each(selector.terms, _term_name))})"),
        (selector.min_mark, _("with a mark of %(mark)s or better") % {"mark": selector.min_mark}),
        (
            selector.by_semester,
            _("by the end of semester %(number)s of high school") % {"number": selector.by_semester},
        ),
    ]
    return [str(words) for present, words in pairs if present]


def _term_name(term: str) -> str:
    usual = {"fall": _("fall"), "spring": _("spring"), "year": _("all year"), "summer": _("summer")}
    return own_title(term) or usual[str(term)]


def _each(values: Iterable[str], name: Callable[[str], str]) -> list[str]:
    return [name(value) for value in sorted(values)]


def _shortened(codes: Iterable[str]) -> str:
    listed = sorted(codes)
    if len(listed) <= SHOWN:
        return either(listed)
    return _("%(codes)s or %(count)s more") % {
        "codes": ", ".join(listed[:SHOWN]),
        "count": len(listed) - SHOWN,
    }
