"""The requirements that a plan leaves open, and which courses could fill them."""

from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import NamedTuple

from waypost.engine.audit import audit
from waypost.engine.catalog import Term
from waypost.engine.compiled import CompiledRulebook
from waypost.engine.matching import accepts, reads_only_the_course
from waypost.engine.record import Entry, Record, Stage
from waypost.engine.requirement import Credits, Tally
from waypost.engine.result import AuditResult
from waypost.engine.search.complete import open_nodes
from waypost.engine.search.offering import METHODS, Offering
from waypost.engine.search.question import Question

#: The grade level in which high school begins: what a rule takes only from early grades is still looked at.
FIRST_GRADE = 9


class Gap(NamedTuple):
    """One open requirement of a rulebook."""

    book: CompiledRulebook
    node: Credits | Tally
    by_course_only: bool

    @property
    def path(self) -> str:
        """Where it stands."""
        return self.node.about.path


@dataclass(slots=True)
class Gaps:
    """All open requirements of a question's rulebooks, with its plan as it is."""

    question: Question
    all: list[Gap] = field(default_factory=list, init=False)
    _open: dict[str, Fraction] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        """Audit the record with its plan."""
        for book in self.question.rulebooks:
            result = self._audited(self.question.record, book)
            self._open[book.rulebook.id] = _open_in(result, book)
            for one in open_nodes(result, book):
                node = book.nodes.get(one.path)
                if isinstance(node, Credits | Tally) and not (one.tallied and one.tallied.is_over):
                    self.all.append(Gap(book, node, reads_only_the_course(node.selector)))

    def filled_by(self, offering: Offering) -> Gap | None:
        """The first open requirement that would take it in some term of some grade."""
        plain = _at(offering, grade=FIRST_GRADE, term=Term.YEAR)
        return next((gap for gap in self.all if self._is_for(gap, offering, plain)), None)

    def _is_for(self, gap: Gap, offering: Offering, plain: Entry) -> bool:
        selector = gap.node.selector
        if gap.by_course_only:
            return accepts(selector, plain)
        grades = range(FIRST_GRADE, self.question.calendar.last_grade + 1)
        terms = self.question.calendar.terms.terms
        return any(accepts(selector, _at(offering, grade=grade, term=term)) for grade in grades for term in terms)

    def takes(self, entry: Entry) -> bool:
        """Whether an open requirement takes an entry as it stands."""
        return any(accepts(gap.node.selector, entry) for gap in self.all)

    def shrink_with(self, entry: Entry) -> bool:
        """Whether less is open with one more entry."""
        question = self.question
        record = replace(question.record, entries=(*question.record.entries, entry))
        books = {gap.book.rulebook.id: gap.book for gap in self.all if accepts(gap.node.selector, entry)}
        return any(_open_in(self._audited(record, book), book) < self._open[key] for key, book in books.items())

    def _audited(self, record: Record, book: CompiledRulebook) -> AuditResult:
        return audit(record, book, as_of=self.question.as_of)


def _at(offering: Offering, *, grade: int, term: Term) -> Entry:
    """The offering in a grade and term, offered then or not."""
    return Entry(
        id="way",
        course=offering.course,
        stage=Stage.PLANNED,
        units=offering.credited_units,
        grade_level=grade,
        school_year=0,
        term=term,
        method=METHODS[offering.modality],
    )


def _open_in(result: AuditResult, book: CompiledRulebook) -> Fraction:
    """Everything that is open and wants courses: units of credit, and what counts lack or have too much."""
    total = Fraction(0)
    for node in open_nodes(result, book):
        total += node.meter.open
        if node.tallied is not None:
            total += node.tallied.outside
    return total
