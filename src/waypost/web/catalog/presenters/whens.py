"""When a side of a condition applies, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import assert_never

from django.utils.translation import gettext as _

from waypost.engine.requirement import (
    AllTests,
    AnyTest,
    CohortRange,
    CohortTest,
    FactTest,
    NotTest,
    PartTest,
    Tally,
    Test,
)

from .titles import requirement_title


def test_in_words(test: Test, *, leaf: Callable[[Tally | FactTest], str], titles: Mapping[str, str]) -> str:
    """What a condition tests, without a period; `leaf` words a count or a fact, `titles` are those of the parts."""

    def inner(one: Test) -> str:
        return test_in_words(one, leaf=leaf, titles=titles)

    if test.about.title:
        return requirement_title(test.about.title)
    match test:
        case Tally():
            return leaf(test).removesuffix(".")
        case FactTest():
            words = {"fact": test.key.replace("_", " "), "rule": leaf(test).removesuffix(".")}
            return _("%(fact)s: %(rule)s") % words
        case CohortTest():
            return cohort_in_words(test.cohort)
        case PartTest():
            return _("“%(part)s” is done") % {"part": requirement_title(titles.get(test.part, test.part))}
        case NotTest():
            return _("not so: %(condition)s") % {"condition": inner(test.test)}
        case AllTests():
            return _("all of this: %(conditions)s") % {"conditions": "; ".join(map(inner, test.tests))}
        case AnyTest():
            return _("any of this: %(conditions)s") % {"conditions": "; ".join(map(inner, test.tests))}
        case _:
            assert_never(test)


def cohort_in_words(cohort: CohortRange) -> str:
    """The students of some classes or years: "class of 2028 and later"."""
    classes = _classes(cohort.class_of_from, cohort.class_of_to)
    entered = _entered(cohort.entered_ninth_from, cohort.entered_ninth_to)
    return (
        _("%(classes)s, and %(entered)s") % {"classes": classes, "entered": entered}
        if classes and entered
        else (classes or entered)
    )


def _classes(first: int | None, last: int | None) -> str:
    years = {"first": first, "last": last}
    if first is not None and last is not None:
        return (_("class of %(first)s") if first == last else _("classes of %(first)s to %(last)s")) % years
    if first is not None:
        return _("class of %(first)s and later") % years
    return _("class of %(last)s and earlier") % years if last is not None else ""


def _entered(first: int | None, last: int | None) -> str:
    years = {"first": first, "last": last}
    if first is not None and last is not None:
        words = _("started grade 9 in %(first)s") if first == last else _("started grade 9 from %(first)s to %(last)s")
        return words % years
    if first is not None:
        return _("started grade 9 in %(first)s or later") % years
    return _("started grade 9 in %(last)s or earlier") % years if last is not None else ""
