"""Why no plan exists: a smallest set of rules and wishes that collide, and the cheapest of them to let go of.

A *core* is a set of reasons that cannot hold together. One core is made smallest by leaving out what it can do
without. The cheapest way out hits every core: it is found by collecting cores until what it leaves standing works.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from waypost.engine.search.answer import Impossible, NotInTime
from waypost.engine.search.hitting import cheapest_hitting
from waypost.engine.search.model import Shape, build_model
from waypost.engine.search.possible import Reading, reading_that_explains, with_what_is_named
from waypost.engine.search.program import Program
from waypost.engine.search.question import DEFAULT_EFFORT, Effort, Question
from waypost.engine.search.reasons import Reason, ReasonKind
from waypost.engine.search.solver import FEW_ROUNDS, Solver, Verdict

#: With more single requirements than this in a conflict, the rulebook as a whole is named.
MOST_NAMED = 4
#: Reasons that only forbid: with nothing else an empty plan will do.
FORBIDDING = {
    ReasonKind.PERIODS,
    ReasonKind.LOAD,
    ReasonKind.MOST_LOAD,
    ReasonKind.NEVER,
    ReasonKind.PREREQUISITE,
    ReasonKind.COREQUISITE,
    ReasonKind.REPEATS,
    ReasonKind.EXCLUDES,
    ReasonKind.LEVEL_OF,
    ReasonKind.OFFERED,
}
#: Cores looked at for the cheapest way out.
MOST_CORES = 40


class Possible:
    """There is a plan after all."""


def explain(
    question: Question, *, effort: Effort = DEFAULT_EFFORT, reading: Reading | None = None
) -> Impossible | NotInTime | Possible:
    """A smallest conflict by name, and what is the cheapest to let go of; a reading at hand saves time."""
    reading = reading_that_explains(question) if reading is None else with_what_is_named(reading)
    model = build_model(reading, Shape(per_group=None, explains=True))
    search = _Cores(model.program, Solver(model.program, effort), question.calendar.least_load == 0)
    first = search.core_of(search.single)
    if first is None:
        return Possible() if search.worked else NotInTime()
    relax = search.cheapest(first)  # comes first: what it finds to work need not be asked again
    conflict = search.named(first)
    return Impossible(
        conflict=_sorted(search.reasons[at] for at in conflict),
        relax=_sorted(search.reasons[at] for at in relax),
        is_smallest=search.is_sure,
    )


def _sorted(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    return tuple(sorted(reasons, key=lambda reason: (reason.cost, reason.name)))


@dataclass(slots=True)
class _Cores:
    """Reasons as assumptions; each rulebook is one more reason that stands for all its requirements."""

    program: Program
    solver: Solver
    may_stay_empty: bool
    reasons: dict[int, Reason] = field(init=False)
    books: dict[int, list[int]] = field(default_factory=dict, init=False)
    is_sure: bool = field(default=True, init=False)
    worked: bool = field(default=False, init=False)
    _held: list[set[int]] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        """Let every reason be let go of, and tie requirements to their rulebooks."""
        own = dict(self.program.reasons)
        for at in own:
            self.program.lows[at] = 0
        leaves: dict[str, list[int]] = {}
        for at, reason in own.items():
            if reason.kind is ReasonKind.REQUIREMENT:
                leaves.setdefault(reason.rulebook_id or "", []).append(at)
        for book, paths in leaves.items():
            whole = self.program.variable()
            self.books[whole] = paths
            own[whole] = Reason(kind=ReasonKind.REQUIREMENT, rulebook_id=book, path="")
            for at in paths:
                self.program.at_least({at: 1, whole: -1}, 0)
        self.reasons = own

    @property
    def single(self) -> list[int]:
        """Every reason, each requirement by itself."""
        return [at for at in self.reasons if at not in self.books]

    def core_of(self, assumed: Collection[int]) -> list[int] | None:
        """Some of the reasons that cannot hold together, or None where all can (or time is out)."""
        if self._is_known_to_hold(assumed):
            self.worked = True
            return None
        solved = self.solver.solve(assumed=sorted(assumed), rounds=FEW_ROUNDS)
        self.worked = bool(solved.values)
        self.is_sure = self.is_sure and solved.verdict is not Verdict.UNKNOWN
        if solved.verdict is Verdict.NONE:
            return list(solved.core)
        if solved.values:
            held = {at for at in self.reasons if solved.values[at]}
            self._held.append(held | {whole for whole, paths in self.books.items() if held.issuperset(paths)})
        return None

    def _is_known_to_hold(self, assumed: Collection[int]) -> bool:
        """Whether an empty plan or one that was found keeps all of these."""
        if self.may_stay_empty and all(self.reasons[at].kind in FORBIDDING for at in assumed):
            return True
        return any(held.issuperset(assumed) for held in self._held)

    def named(self, core: Collection[int]) -> list[int]:
        """The core made smallest; where many requirements of a rulebook are in it, the rulebook as a whole."""
        grouped = self._grouped(core)
        found = self._smallest(grouped)
        if len(found) == len(grouped):
            return found
        for whole in [at for at in found if at in self.books]:
            others = [at for at in found if at != whole]
            smaller = self.core_of([*others, *self.books[whole]])
            if smaller is not None and whole not in self._grouped(smaller):
                paths = [at for at in self.books[whole] if at in smaller]
                found = self._smallest([*others, *paths], needed=others)
        return found

    def _grouped(self, core: Collection[int]) -> list[int]:
        found = list(core)
        for whole, paths in self.books.items():
            if sum(at in paths for at in found) > MOST_NAMED + 1:
                found = [*(at for at in found if at not in paths), whole]
        return found

    def _smallest(self, core: Collection[int], *, needed: Collection[int] = ()) -> list[int]:
        """The core without everything that it can do without; costly rules are tried first."""
        kept = sorted(core, key=lambda at: (-self.reasons[at].cost, self.reasons[at].name))
        for at in [at for at in kept if at not in needed]:
            rest = [other for other in kept if other != at]
            if at in kept and (smaller := self.core_of(rest)) is not None:
                kept = [other for other in rest if other in smaller]
        return kept

    def cheapest(self, first: list[int]) -> list[int]:
        """The cheapest reasons whose absence lets all others hold; empty where time ran out."""
        single = self.single
        cores = [first]
        costs = {at: self.reasons[at].cost for at in single}
        names = {at: self.reasons[at].name for at in single}
        for _ in range(MOST_CORES):
            out = cheapest_hitting(cores, costs=costs, names=names)
            core = self.core_of([at for at in single if at not in out])
            if core is None:
                return sorted(out) if self.worked else []
            cores.append(core)
        return []
