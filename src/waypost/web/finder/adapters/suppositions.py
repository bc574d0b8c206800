"""What a what-if question supposes: as a short text that searches keep, and as the engine changes a question by it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from waypost.engine.calendar import Term
from waypost.engine.compiled import CompiledRulebook
from waypost.engine.record import Entry, Stage
from waypost.engine.requirement import Kind
from waypost.engine.search import Question
from waypost.engine.what_if import dropped, failed, fewer_periods, moved_state, other_pathway, repeated
from waypost.web.plans.adapters.tagging import with_tags
from waypost.web.plans.models import MOST_GRADE


class SupposedKind(StrEnum):
    """What can be supposed."""

    FAILED = "failed"
    DROPPED = "dropped"
    REPEATED = "repeated"
    MOVED = "moved"  # to a state, under one of its rulebooks
    PATHWAY = "pathway"
    FEWER = "fewer"  # one class less in a grade, for work


OF_ENTRIES: Final = {
    SupposedKind.FAILED: frozenset({Stage.NOW}),
    SupposedKind.DROPPED: frozenset({Stage.NOW, Stage.PLANNED}),
    SupposedKind.REPEATED: frozenset({Stage.DONE}),
}
OF_RULES: Final = frozenset({SupposedKind.MOVED, SupposedKind.PATHWAY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposition:
    """One thing supposed; `str()` is how searches keep it: failed:taken-3, repeated:taken-3:12-fall, fewer:11.

    `about` is the id of an entry or the key of a rulebook.
    """

    kind: SupposedKind
    about: str = ""
    grade_level: int = 0
    term: str = ""

    def __str__(self) -> str:
        place = f"{self.grade_level}-{self.term}" if self.term else str(self.grade_level or "")
        return ":".join(part for part in (self.kind.value, self.about, place) if part)


def read_supposition(text: str, *, terms: Collection[str] = Term.usual) -> Supposition | None:
    """What a text supposes, or None; `terms` are those of the calendar."""
    name, _, rest = text.partition(":")
    if name not in set(SupposedKind) or not rest or len(rest) > 130:
        return None
    kind = SupposedKind(name)
    about, _, place = rest.partition(":")
    match kind:
        case SupposedKind.FEWER if _is_grade(about) and not place:
            return Supposition(kind=kind, grade_level=int(about))
        case SupposedKind.REPEATED:
            grade, _, term = place.partition("-")
            is_place = _is_grade(grade) and term in terms
            return Supposition(kind=kind, about=about, grade_level=int(grade), term=term) if is_place else None
        case SupposedKind.FAILED | SupposedKind.DROPPED | SupposedKind.MOVED | SupposedKind.PATHWAY if not place:
            return Supposition(kind=kind, about=about)
        case _:
            return None


def _is_grade(text: str) -> bool:
    return text.isascii() and text.isdecimal() and 6 <= int(text) <= MOST_GRADE


def entry_meant(entries: Sequence[Entry], supposition: Supposition) -> Entry | None:
    """The entry that it is about, if it is still there at the stage that it needs."""
    stages = OF_ENTRIES.get(supposition.kind, frozenset())
    return next((entry for entry in entries if entry.id == supposition.about and entry.stage in stages), None)


def to_changed(question: Question, supposition: Supposition, *, rules: CompiledRulebook | None) -> Question | None:
    """The question as it would be; None where the entry, the term or the rulebook (`rules`) is there no more."""
    kind, about, grade = supposition.kind, supposition.about, supposition.grade_level
    if kind in OF_ENTRIES and entry_meant(question.record.entries, supposition) is None:
        return None
    match kind:
        case SupposedKind.FAILED:
            return failed(question, entry_id=about)
        case SupposedKind.DROPPED:
            return dropped(question, entry_id=about)
        case SupposedKind.REPEATED:
            year = question.calendar.school_year + grade - question.calendar.grade_level
            term = question.calendar.terms.find(supposition.term)
            return repeated(question, entry_id=about, school_year=year, term=term) if term is not None else None
        case SupposedKind.FEWER:
            return fewer_periods(question, grade_level=grade)
        case _:
            return _under(question, rules, is_move=kind is SupposedKind.MOVED) if rules else None


def _under(question: Question, rules: CompiledRulebook, *, is_move: bool) -> Question:
    """Another state's rules alone, or another pathway in place of those that are followed; the other goals stay."""
    if is_move:
        return replace(moved_state(with_tags(question), rulebooks=(rules,)), goals=())
    paths = tuple(book for book in (*question.rulebooks, *question.goals) if book.rulebook.kind is Kind.PATHWAY)
    others = tuple(book for book in question.goals if book not in paths)
    return replace(other_pathway(replace(question, goals=paths), goals=(rules,)), goals=others)
