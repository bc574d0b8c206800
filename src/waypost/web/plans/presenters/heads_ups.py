"""Heads-ups in words: what to look at, and why. They warn and never block."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from waypost.engine.readiness import HeadsUp, HeadsUpKind

from .places import either_words, term_name


def heads_up_words(heads_up: HeadsUp, *, titles: Mapping[str, str]) -> str:
    """One heads-up as a sentence; `titles` names courses by code and entries by id."""
    values = {
        "course": titles.get(heads_up.entry_id or "", ""),
        "other": either_words([titles.get(code, code) for code in heads_up.course_codes]),
        "needed": ", ".join(heads_up.needed),
        "actual": heads_up.actual or "",
        "text": heads_up.text or "",
        "term": term_name(heads_up.term) if heads_up.term else "",
    }
    return _sentence(heads_up, values)


def _sentence(heads_up: HeadsUp, values: Mapping[str, str]) -> str:
    match heads_up.kind:
        case HeadsUpKind.PREREQUISITE:
            return _("%(course)s needs %(other)s first.") % values
        case HeadsUpKind.COREQUISITE:
            return _("%(course)s goes together with %(other)s.") % values
        case HeadsUpKind.MINIMUM_GRADE:
            return _("%(course)s needs a %(needed)s or better in %(other)s. The grade is %(actual)s.") % values
        case HeadsUpKind.OFFERED_TERM:
            offered = either_words([term_name(term) for term in heads_up.needed])
            return _("%(course)s is offered in another term: %(offered)s.") % {**values, "offered": offered}
        case HeadsUpKind.GRADE_LEVEL:
            return _("%(course)s is meant for grade %(needed)s, not for grade %(actual)s.") % values
        case HeadsUpKind.LOAD:
            return _("%(actual)s periods in one term (%(term)s). The day has %(needed)s.") % values
        case HeadsUpKind.DUPLICATE:
            return _("%(course)s is in the record or the plan already.") % values
        case HeadsUpKind.EXCLUDED:
            return _("%(course)s gives no credit with %(other)s or after it.") % values
        case HeadsUpKind.OTHER_SCHOOL:
            return _("%(course)s is a class of another school.") % values
        case HeadsUpKind.ASK if heads_up.text:
            return _("%(course)s: a person has to check “%(text)s”.") % values
        case HeadsUpKind.ASK:
            return _("%(course)s: a person has to check the grade in %(other)s.") % values
