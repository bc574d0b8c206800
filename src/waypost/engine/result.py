"""What an audit answers: a tree that mirrors the rulebook, as values without sentences."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from waypost.engine.plain import IF_STATED
from waypost.engine.record import GrantedException, Pin, Stage


class Status(StrEnum):
    """How far a requirement is, the furthest first; a group is as far as its least part.

    ``met`` by what is earned; ``on_track`` with what is in progress and planned; ``awaits_word``: a person has to
    say so; ``cannot_check``: no source gives the figure, or there are too many ways to check; ``open``: not even then.
    """

    MET = "met"
    ON_TRACK = "on_track"
    AWAITS_WORD = "awaits_word"
    CANNOT_CHECK = "cannot_check"
    OPEN = "open"


def least_of(statuses: Iterable[Status]) -> Status:
    """The status of a group: the least of its parts, and met where it has none."""
    return max(statuses, key=_PLACES.__getitem__, default=Status.MET)


_PLACES = {status: place for place, status in enumerate(Status)}


class NodeKind(StrEnum):
    """What a node of the result mirrors."""

    ALL = "all"
    CHOOSE = "choose"
    CREDITS = "credits"
    TALLY = "tally"
    FACT = "fact"
    SCORE = "score"
    CERTIFIED = "certified"
    ASK = "ask"
    WHEN = "when"


class Meter(NamedTuple):
    """Units in four parts; they sum to ``needed``. (Made by the thousand, hence a named tuple.)"""

    done: int
    now: int
    planned: int
    open: int

    @property
    def needed(self) -> int:
        """The units asked for."""
        return self.done + self.now + self.planned + self.open


class Claim(NamedTuple):
    """Units of one entry that count for one requirement."""

    entry_id: str
    path: str
    units: int
    stage: Stage


class Certificate(NamedTuple):
    """Why a requirement is open: ``paths`` together need ``needed_units``; only ``entry_ids`` can fill them.

    With one path its own courses are missing ("open"); with several they compete for the same courses.
    ``limited``: a limit keeps further courses out.
    No course that matches none of the paths can help. This is the minimal cut of engine.md.
    """

    paths: tuple[str, ...]
    needed_units: int
    entry_ids: tuple[str, ...]
    supply_units: int
    limited: bool = False

    @property
    def competes(self) -> bool:
        """Whether several requirements want the same courses."""
        return len(self.paths) > 1


@dataclass(frozen=True, slots=True)
class Tallied:
    """A tally, fact or condition in numbers: what is, what would be with the plan, and what is asked.

    ``served`` are the entries that a count with an upper bound ``at_most`` has, with the plan, and the facts and
    entries that bring something to a score or serve once; ``missing`` are the facts that a score does not find;
    ``rivals`` are the parts that facts serve instead, where a fact serves once.
    ``is_credit``: the numbers are units of credit.
    """

    done: Fraction | None
    planned: Fraction | None
    needed: Fraction | None
    at_most: Fraction | None = field(default=None, metadata=IF_STATED)
    served: tuple[str, ...] = field(default=(), metadata=IF_STATED)
    missing: tuple[str, ...] = field(default=(), metadata=IF_STATED)
    rivals: tuple[str, ...] = field(default=(), metadata=IF_STATED)
    is_credit: bool = field(default=False, metadata=IF_STATED)

    @property
    def outside(self) -> Fraction:
        """How far what is earned and planned is from what is asked: too little, or past the upper bound."""
        planned = self.planned or Fraction(0)
        lacking = Fraction(0) if self.needed is None else self.needed - planned
        past = Fraction(0) if self.at_most is None else planned - self.at_most
        return max(Fraction(0), lacking, past)

    @property
    def is_over(self) -> bool:
        """Whether what is earned or planned goes past the upper bound: more courses make it worse."""
        return self.at_most is not None and self.planned is not None and self.planned > self.at_most


class Unchecked(StrEnum):
    """Why the audit itself could not check a requirement."""

    TOO_MANY_WAYS = "too_many_ways"


class NodeResult(NamedTuple):
    """One node: status, meter, claims of a leaf, why it is open, and its parts in rulebook order.

    ``chosen`` is False for a part that an option left aside. ``waived_by`` is the exception that
    met or changed it. ``tallied`` is there for nodes that count something other than credit. ``awaits`` names
    the persons whose word the node or a counted part of it waits for. ``unchecked`` says why a leaf could not be
    checked though its rule is known; its meter is then what was found, and others may be better.
    """

    path: str
    title: str
    kind: NodeKind
    status: Status
    meter: Meter
    claims: tuple[Claim, ...] = ()
    why: Certificate | None = None
    tallied: Tallied | None = None
    parts: tuple["NodeResult", ...] = ()
    chosen: bool = True
    waived_by: GrantedException | None = None
    awaits: tuple[str, ...] = ()
    unchecked: Unchecked | None = None


class EntryUse(NamedTuple):
    """Where an entry counts, all leaves where it could (``fits``), and the units that no pool claims."""

    entry_id: str
    stage: Stage
    units: int
    claims: tuple[Claim, ...]
    fits: tuple[str, ...]
    spare_units: int

    @property
    def options(self) -> tuple[str, ...]:
        """The leaves where it could count besides those where it does."""
        taken = {claim.path for claim in self.claims}
        return tuple(path for path in self.fits if path not in taken)


class HeldBecause(StrEnum):
    """Why an entry's units were set aside.

    ``no_mark``: it is over and nobody says how it ended. ``no_mark_yet``: a class whose term is over without a
    mark. ``result_in``: a seat that a mark for the same part of the year replaces. ``planned_past``: a planned class
    whose term is over. ``in_the_future``: told as done or running in a school year that has not begun. ``excluded``:
    a planned class that brings no credit beside another one.
    """

    UNKNOWN_MARK = "unknown_mark"
    REPEATED = "repeated"
    REPLACED = "replaced"
    NOT_COUNTED = "not_counted"
    NOT_PASSED = "not_passed"
    NO_MARK = "no_mark"
    NO_MARK_YET = "no_mark_yet"
    RESULT_IN = "result_in"
    PLANNED_PAST = "planned_past"
    EXCLUDED = "excluded"
    IN_THE_FUTURE = "in_the_future"


@dataclass(frozen=True, slots=True)
class Held:
    """An entry (or a part of its units) that is not counted, and why; ``path`` where a rule held it."""

    entry_id: str
    because: HeldBecause
    units: int
    path: str | None = None


@dataclass(frozen=True, slots=True)
class PinKept:
    """The best result that keeps a pin: the parts it chooses, and how it differs from the best of all.

    ``open_units`` more stay open in all; ``more_open`` and ``less_open`` are the leaves that change.
    """

    open_units: int
    chosen: tuple[str, ...]
    more_open: tuple[str, ...]
    less_open: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PinCost:
    """What a pin costs: the open units that it adds to the whole rulebook (0: nothing).

    One that is not kept costs nothing; ``instead`` is the result that would keep it (None: there is none).
    """

    pin: Pin
    kept: bool
    open_units: int
    instead: PinKept | None = field(default=None, metadata=IF_STATED)


class RefusedBecause(StrEnum):
    """Why a granted exception, or a part of it, had no effect.

    ``not_yet``: it is granted on a later day. ``nothing_left``: what it would drop was dropped before.
    ``not_asked``: the part is on the side of a condition that does not apply. ``not_taken``: no such course is on
    the record, or none that counts. ``not_needed``: the course counts there anyway.
    """

    EXPIRED = "expired"
    NOT_YET = "not_yet"
    UNKNOWN_PATH = "unknown_path"
    NOT_WAIVABLE = "not_waivable"
    OVER_WAIVER_LIMIT = "over_waiver_limit"
    NOT_FITTING = "not_fitting"
    NOTHING_LEFT = "nothing_left"
    NOT_ASKED = "not_asked"
    NOT_TAKEN = "not_taken"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True)
class RefusedException:
    """An exception that was not applied, or ``units`` of it, and why."""

    exception: GrantedException
    because: RefusedBecause
    units: int | None = field(default=None, metadata=IF_STATED)


@dataclass(frozen=True, slots=True)
class Validated:
    """A low mark that counts as ``mark``, since a later course of its sequence (``by_entry_id``) clears it."""

    entry_id: str
    by_entry_id: str
    mark: str


@dataclass(frozen=True, slots=True)
class Alternative:
    """The runner-up among the options: which parts it would choose, and its open units."""

    chosen: tuple[str, ...]
    open_units: int


class AuditResult(NamedTuple):
    """One record against one rulebook; equal inputs give equal results, in any order."""

    rulebook_id: str
    rulebook_digest: str
    engine_version: str
    root: NodeResult
    entries: tuple[EntryUse, ...]
    held: tuple[Held, ...] = ()
    pins: tuple[PinCost, ...] = ()
    refused: tuple[RefusedException, ...] = ()
    runner_up: Alternative | None = None
    applies: bool = True
    validated: tuple[Validated, ...] = ()

    @property
    def status(self) -> Status:
        """The whole rulebook's status."""
        return self.root.status

    @property
    def meter(self) -> Meter:
        """The whole rulebook's units."""
        return self.root.meter
