"""A rulebook as sentences: one line for each requirement, with its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waypost.engine.deciding import all_nodes
from waypost.engine.measure import Measure
from waypost.engine.requirement import (
    AllOf,
    AskNode,
    Certified,
    ChooseOf,
    Credits,
    FactTest,
    Requirement,
    Rulebook,
    Score,
    Tally,
    When,
)
from waypost.engine.validation import Validation
from waypost.web.base.presenters import UNITS_IN_A_CREDIT, credit_words

from .facts import fact_in_words
from .numbers import number_in_words
from .persons import person_words
from .scores import score_in_words
from .selectors import courses_in_words
from .titles import requirement_title
from .whens import test_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """One requirement as read by a person; `parts` are the requirements inside it."""

    path: str
    title: str
    sentence: str
    rule: str
    source: str
    is_verified: bool
    parts: tuple[RuleLine, ...] = ()


def rule_lines(rulebook: Rulebook) -> tuple[RuleLine, ...]:
    """The rulebook's requirements, top to bottom."""
    titles = {node.about.path: node.about.title for node in all_nodes(rulebook.root)}
    line = _line(rulebook.root, rulebook.credit_scale, titles)
    return (*(line.parts or (line,)), *map(_validation, rulebook.validations))


def credits_in_words(units: int, *, scale: int) -> str:
    """An amount of credit with its noun: "1 credit", "2½ credits"."""
    count = 1 if units * scale <= UNITS_IN_A_CREDIT else 2  # half a credit is "½ credit"
    words = ngettext("%(amount)s credit", "%(amount)s credits", count)
    return words % {"amount": credit_words(units, scale=scale)}


def credits_given_in_words(least: int, most: int | None, *, scale: int) -> str:
    """What a class gives: "2 credits", or "2 to 10 credits" where its credit is variable."""
    if most is None or most <= least:
        return credits_in_words(least, scale=scale)
    words = {"least": credit_words(least, scale=scale), "most": credit_words(most, scale=scale)}
    return _("%(least)s to %(most)s credits") % words


def _validation(rule: Validation) -> RuleLine:
    """A sequence in which a later class clears a low grade, as a line of its own."""
    classes = _(", then ").join(map(courses_in_words, rule.steps))
    words = {"mark": rule.min_mark, "classes": classes}
    sentence = _("A %(mark)s or better in a later class clears a lower grade in an earlier one: %(classes)s.") % words
    if rule.same:
        sentence += " " + _("Both have to be of one kind.")
    title = requirement_title(rule.title)
    return RuleLine(path="", title=title, sentence=sentence, rule="", source="", is_verified=True)


def _line(requirement: Requirement, scale: int, titles: Mapping[str, str]) -> RuleLine:
    about = requirement.about
    return RuleLine(
        path=about.path,
        title=requirement_title(about.title),
        sentence=_sentence(requirement, scale, titles),
        rule=about.rule,
        source=about.source,
        is_verified=about.verified and not (isinstance(requirement, AskNode) and not requirement.by),
        parts=tuple(_line(part, scale, titles) for part in _parts(requirement)),
    )


def _parts(requirement: Requirement) -> tuple[Requirement, ...]:
    match requirement:
        case AllOf(parts=parts) | ChooseOf(parts=parts):
            return parts
        case When(then=then, otherwise=otherwise):
            return (then,) if otherwise is None else (then, otherwise)
        case _:
            return ()


def _sentence(requirement: Requirement, scale: int, titles: Mapping[str, str]) -> str:
    match requirement:
        case AllOf():
            return " ".join([_("All of these."), *_limits(requirement, scale)])
        case ChooseOf(count=count, parts=parts):
            asked = _("At least %(count)s of these %(all)s.") % {"count": count, "all": len(parts)}
            return " ".join([asked, *_limits(requirement, scale)])
        case Credits():
            return _credits(requirement, scale)
        case Tally():
            return _tally(requirement, scale, titles)
        case FactTest():
            return fact_in_words(requirement)
        case Score():
            return score_in_words(requirement, nouns=_counted_nouns)
        case Certified(by=by):
            return _("Done when %(person)s says so.") % {"person": person_words(by)}
        case AskNode(by=by) if by:
            return _("Only %(person)s can say whether this is done.") % {"person": person_words(by)}
        case AskNode():
            return _("We can't check this one. Ask your counselor.")
        case When(test=test):
            condition = test_in_words(test, leaf=lambda leaf: _sentence(leaf, scale, titles), titles=titles)
            return _("Only if: %(condition)s.") % {"condition": condition}
    assert_never(requirement)


def _limits(group: AllOf | ChooseOf, scale: int) -> list[str]:
    """What may count under a group at the most, and what must differ."""
    amounts = [(credits_in_words(limit.units, scale=scale), limit.selector) for limit in group.limits]
    amounts += [
        (ngettext("%(count)s class", "%(count)s classes", limit.courses) % {"count": limit.courses}, limit.selector)
        for limit in group.course_limits
    ]
    found = [
        _("No more than %(amount)s may count from %(courses)s.")
        % {"amount": amount, "courses": courses_in_words(selector)}
        for amount, selector in amounts
    ]
    if group.different:
        found.append(_("Each in a different %(what)s.") % {"what": value_in_words(group.different)})
    return found


def _credits(leaf: Credits, scale: int) -> str:
    sentence = _("%(credits)s from %(courses)s") % {
        "credits": credits_in_words(leaf.units, scale=scale),
        "courses": courses_in_words(leaf.selector),
    }
    if leaf.same:
        sentence += _(", all of one kind")
    if leaf.within:
        sentence += _(", out of the classes that count for “%(path)s”") % {"path": leaf.within}
    elif leaf.pool:
        sentence += _(", and they may count elsewhere too")
    return f"{sentence}."


def _tally(leaf: Tally, scale: int, titles: Mapping[str, str]) -> str:
    if leaf.at_most is not None:
        return _bounded(leaf, leaf.at_most, scale)
    courses = courses_in_words(leaf.selector)
    number = number_in_words(leaf.at_least)
    match leaf.measure:
        case Measure.COURSES:
            return _("At least %(number)s classes from %(courses)s.") % {"number": number, "courses": courses}
        case Measure.UNITS:
            amount = credits_in_words(int(leaf.at_least), scale=scale)
            return _("At least %(credits)s from %(courses)s.") % {"credits": amount, "courses": courses}
        case Measure.TERMS:
            return _("At least %(number)s terms of %(courses)s.") % {"number": number, "courses": courses}
        case Measure.SUBJECTS:
            return _("At least %(number)s subjects out of %(courses)s.") % {"number": number, "courses": courses}
        case Measure.VALUES:
            kinds = {"number": number, "what": values_in_words(leaf.of), "courses": courses}
            return _("At least %(number)s different %(what)s in %(courses)s.") % kinds
        case Measure.AVERAGE:
            return _average(leaf, number=number, courses=courses, titles=titles)
    assert_never(leaf.measure)


def value_in_words(of: str) -> str:
    """What one value of a tag is called."""
    return _("language") if of == "language:" else _("subject") if of == "subject" else _("kind")


def _average(leaf: Tally, *, number: str, courses: str, titles: Mapping[str, str]) -> str:
    """An average in some classes, or in those that a part takes."""
    if leaf.over:
        courses = _("the classes that count for “%(part)s”") % {"part": requirement_title(titles.get(leaf.over, ""))}
    words = {"number": number, "courses": courses, "policy": leaf.policy.title if leaf.policy else ""}
    return _("A grade average of %(number)s or better in %(courses)s, by “%(policy)s”.") % words


def values_in_words(of: str) -> str:
    """What the values of a tag are called: those of `language:` are languages."""
    return _("languages") if of == "language:" else _("kinds")


def _bounded(leaf: Tally, most: Fraction, scale: int) -> str:
    """A tally with an upper bound: "No more than 3 classes from ..."; "From 2 to 3 classes from ..."."""
    words = {
        "least": _amount(leaf.measure, leaf.at_least, scale),
        "most": _amount(leaf.measure, most, scale),
        "what": values_in_words(leaf.of) if leaf.of else _counted_nouns(leaf.measure),
        "courses": courses_in_words(leaf.selector),
    }
    if not leaf.at_least:
        return _("No more than %(most)s %(what)s from %(courses)s.") % words
    if leaf.at_least == most:
        return _("Exactly %(most)s %(what)s from %(courses)s.") % words
    return _("From %(least)s to %(most)s %(what)s from %(courses)s.") % words


def _amount(measure: Measure, number: Fraction, scale: int) -> str:
    return credit_words(int(number), scale=scale) if measure is Measure.UNITS else number_in_words(number)


def _counted_nouns(measure: Measure) -> str:
    match measure:
        case Measure.COURSES:
            return _("classes")
        case Measure.UNITS:
            return _("credits")
        case Measure.TERMS:
            return _("terms")
        case Measure.SUBJECTS:
            return _("subjects")
        case Measure.VALUES:
            return _("kinds")
        case Measure.AVERAGE:
            return ""
    assert_never(measure)
