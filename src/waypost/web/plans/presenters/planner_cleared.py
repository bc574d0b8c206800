"""Low marks that a later class clears, in the panel of each class."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from waypost.engine.record import Entry
from waypost.web.catalog.presenters.titles import course_title, requirement_title
from waypost.web.plans.queries.planner import Planner


def cleared_words(planner: Planner, entry: Entry) -> Iterator[SafeString]:
    """For which rulebooks the mark of a class counts as a better one, and because of which class."""
    titles = {one.id: course_title(one.course) for one in planner.shown.entries}
    for audited in planner.shown.audits:
        for cleared in audited.result.validated:
            if cleared.entry_id == entry.id:
                yield format_html(
                    _("{rulebook} takes it as a <b>{mark}</b>: {course} clears the grade."),
                    rulebook=requirement_title(audited.adoption.rulebook.title),
                    mark=cleared.mark,
                    course=titles.get(cleared.by_entry_id, ""),
                )
