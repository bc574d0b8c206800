"""Selectors: which courses count, written as tables or as names of such tables."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from waypost.engine.calendar import Term
from waypost.engine.catalog import SUBJECTS, Level
from waypost.engine.code_patterns import MANY, ONE, NumberRange, read_range
from waypost.engine.marks import is_known_mark
from waypost.engine.record import MethodCode, Stage
from waypost.engine.rulebook.lines import Place
from waypost.engine.rulebook.problem import ProblemKind
from waypost.engine.rulebook.table import Problems, Table
from waypost.engine.selector import ANY_COURSE, BothMatch, EitherMatch, Match, NotMatch, Selector

#: Reads what a table says under ``from``.
ReadSelector = Callable[[Table], Selector]

#: No course code is longer.
MOST_PATTERN = 60


@dataclass(slots=True)
class Selectors:
    """The named selectors of a file, read when first used; ``opening`` finds cycles.

    ``terms`` are those that the file may name: the usual four, and the codes of the calendar that it is for.
    """

    named: Mapping[str, object]
    problems: Problems
    ready: dict[str, Selector] = field(default_factory=dict)
    opening: list[str] = field(default_factory=list)
    terms: tuple[Term, ...] = Term.usual

    def read_all(self) -> None:
        """Read every named selector, used or not, so that each problem shows."""
        for name in self.named:
            self.by_name(name, place=("select", name))

    def by_name(self, name: str, *, place: Place) -> Selector:
        """The selector with this name; reports an unknown name and a circle of names."""
        if name in self.ready:
            return self.ready[name]
        if name not in self.named:
            self.problems.add(ProblemKind.UNKNOWN_SELECTOR, place, f"no selector is named '{name}'")
            return ANY_COURSE
        if name in self.opening:
            circle = " -> ".join([*self.opening[self.opening.index(name) :], name])
            self.problems.add(ProblemKind.CYCLE, place, f"selectors in a circle: {circle}")
            return ANY_COURSE
        self.opening.append(name)
        self.ready[name] = self.read(self.named[name], place=("select", name))
        self.opening.pop()
        return self.ready[name]

    def read(self, value: object, *, place: Place) -> Selector:
        """A selector from a name, from a table, or from a list of these (any of them)."""
        if isinstance(value, str):
            return self.by_name(value, place=place)
        if isinstance(value, list) and value:
            return self._group(EitherMatch, value, place=place)
        if isinstance(value, dict) and value:
            return self._from_table(Table(value, place=place, problems=self.problems))
        self.problems.add(ProblemKind.UNKNOWN_SELECTOR, place, "must be a selector: a name or a table with a key")
        return ANY_COURSE

    def _from_table(self, table: Table) -> Selector:
        """Its own conditions and the combined ones, all of which must hold."""
        parts: list[Selector] = []
        own = _own_conditions(table, self.terms)
        everything = table.flag("any_course", default=False)
        if own != ANY_COURSE or everything:
            parts.append(own)
        for key, combine in _COMBINED.items():
            if key in table:
                parts.append(combine(self, table.raw(key), (*table.place, key)))
        table.finish()
        return parts[0] if len(parts) == 1 else BothMatch(parts=tuple(parts))

    def _group(self, kind: "type[EitherMatch] | type[BothMatch]", value: object, *, place: Place) -> Selector:
        if not isinstance(value, list) or not value:
            self.problems.add(ProblemKind.UNKNOWN_SELECTOR, place, "must be a list of selectors")
            return ANY_COURSE
        return kind(parts=tuple(self.read(part, place=(*place, at)) for at, part in enumerate(value)))


_COMBINED: dict[str, Callable[[Selectors, object, Place], Selector]] = {
    "either": lambda selectors, value, place: selectors._group(EitherMatch, value, place=place),
    "both": lambda selectors, value, place: selectors._group(BothMatch, value, place=place),
    "not": lambda selectors, value, place: NotMatch(part=selectors.read(value, place=place)),
    "use": lambda selectors, value, place: selectors.read(value, place=place),
}


def _own_conditions(table: Table, terms: tuple[Term, ...]) -> Match:
    return Match(
        codes=table.words("code"),
        subjects=table.some_of("subject", SUBJECTS),
        tags=table.words("tag"),
        all_tags=table.words("all_tags"),
        levels=table.some_of("level", Level),
        title=table.text("title"),
        grades=table.wholes("grade"),
        terms=table.some_of("term", terms),
        stages=table.some_of("stage", Stage),
        methods=table.some_of("method", MethodCode),
        min_mark=read_min_mark(table),
        by_semester=table.whole("by_semester"),
        numbers=_numbers(table),
        patterns=_patterns(table),
    )


def _numbers(table: Table) -> frozenset[NumberRange]:
    """Ranges of course numbers: "MATH 300-499", "MATH 300", or "300-499" of any prefix."""
    found = {text: read_range(text) for text in sorted(table.words("number"))}
    for text, one in found.items():
        if one is None:
            table.wrong("number", f"'{text}' is no range of course numbers like \"MATH 300-499\"")
    return frozenset(one for one in found.values() if one is not None)


def _patterns(table: Table) -> frozenset[str]:
    """Codes with blanks; one that says nothing is refused."""
    patterns = table.words("code_like")
    for one in sorted(patterns):
        if not one.strip(MANY + ONE):
            table.wrong("code_like", f"'{one}' says nothing of a code; use any_course")
        elif not {MANY, ONE} & set(one):
            table.wrong("code_like", f"'{one}' has no * and no ?; use 'code'")
        elif len(one) > MOST_PATTERN:
            table.wrong("code_like", f"is longer than {MOST_PATTERN} characters")
    return patterns


def read_min_mark(table: Table) -> str | None:
    """The least mark: a letter in quotes, or a percent."""
    value = table.raw("min_mark")
    if value is None:
        return None
    mark = str(value)
    if not is_known_mark(mark):
        table.wrong("min_mark", f"'{mark}' is no letter from A+ to F and no percent")
        return None
    return mark
