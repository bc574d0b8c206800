"""Heads-ups where they stand, beside their course: a whole sentence, and a few words for the live region."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waypost.engine.catalog import Catalog
from waypost.engine.readiness import HeadsUp, HeadsUpKind
from waypost.web.catalog.presenters.titles import course_title

from .places import either_words, term_name


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadsUpLine:
    """One heads-up: a whole sentence, and the few words that follow "1 heads-up:"."""

    sentence: str
    short: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What the sentences name: the catalog's titles, and the adult to ask."""

    catalog: Catalog
    adult: str

    def titles(self, codes: tuple[str, ...]) -> str:
        """Any of these courses: Biology or Honors Biology."""
        found = [self.catalog.find(code) for code in codes]
        return either_words(
            [course_title(course) if course else code for course, code in zip(found, codes, strict=True)]
        )


def heads_up_line(heads_up: HeadsUp, *, around: Around) -> HeadsUpLine:
    """What one heads-up says."""
    words = {
        "title": around.titles(heads_up.course_codes),
        "needed": ", ".join(heads_up.needed),
        "actual": heads_up.actual or "",
    }
    match heads_up.kind:
        case HeadsUpKind.PREREQUISITE:
            return _line(_("%(title)s should come first."), _("needs %(title)s"), words)
        case HeadsUpKind.COREQUISITE:
            return _line(_("Take %(title)s at the same time, or before."), _("goes with %(title)s"), words)
        case HeadsUpKind.MINIMUM_GRADE:
            sentence = _("It asks for a %(needed)s or better in %(title)s. Your mark is %(actual)s.")
            return _line(sentence, _("needs a %(needed)s in %(title)s"), words)
        case HeadsUpKind.OFFERED_TERM:
            words["needed"] = either_words([term_name(term) for term in heads_up.needed])
            return _line(_("It is only offered: %(needed)s."), _("only offered: %(needed)s"), words)
        case HeadsUpKind.GRADE_LEVEL:
            words["needed"] = _grades(heads_up.needed)
            return _line(_("It is meant for grade %(needed)s."), _("meant for grade %(needed)s"), words)
        case HeadsUpKind.LOAD:
            sentence = _("That term has %(actual)s periods of classes. The day has %(needed)s.")
            return _line(sentence, _("%(actual)s periods in a day of %(needed)s"), words)
        case HeadsUpKind.DUPLICATE:
            return _line(_("You have %(title)s already. It gives credit once."), _("%(title)s is there already"), words)
        case HeadsUpKind.EXCLUDED:
            sentence = _("It gives no credit with %(title)s or after it.")
            return _line(sentence, _("no credit with %(title)s or after it"), words)
        case HeadsUpKind.OTHER_SCHOOL:
            return _line(_("Your school does not have this class. Another school does."), _("at another school"), words)
        case HeadsUpKind.ASK:
            return _ask(heads_up, around)
    assert_never(heads_up.kind)


def counted(lines: Sequence[HeadsUpLine]) -> str:
    """All heads-ups of a place in one breath: 1 heads-up: needs Algebra 1."""
    if not lines:
        return ""
    words = ngettext("%(count)s heads-up: %(what)s.", "%(count)s heads-ups: %(what)s.", len(lines))
    return words % {"count": len(lines), "what": "; ".join(line.short for line in lines)}


def _line(sentence: str, short: str, words: dict[str, str]) -> HeadsUpLine:
    return HeadsUpLine(sentence=sentence % words, short=short % words)


def _ask(heads_up: HeadsUp, around: Around) -> HeadsUpLine:
    words = {"text": heads_up.text or "", "adult": around.adult or _("Your counselor")}
    if heads_up.text:
        sentence = _("We can't check this one: “%(text)s”. %(adult)s can.")
    else:
        sentence = _("We can't check this one. %(adult)s can.")
    return _line(sentence, _("something we can't check"), words)


def _grades(needed: tuple[str, ...]) -> str:
    """Grade levels in a row as a range: 9–12."""
    grades = sorted(map(int, needed))
    if len(grades) > 2 and grades[-1] - grades[0] == len(grades) - 1:
        return f"{grades[0]}–{grades[-1]}"
    return either_words([str(grade) for grade in grades])
