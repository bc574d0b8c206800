"""Facts that serve once: which condition gets which exam.

A math exam is wanted by "an exam in math" and by "one more exam of any subject": with one exam passed only one of
them is met, the earlier one. Each way to take the options is a small matching between its conditions and the facts;
it is filled condition by condition along augmenting paths, so a served condition stays served and its fact may change.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from waypost.engine.conditions import OPEN_WEIGHT
from waypost.engine.facts import facts_of, passes
from waypost.engine.judged import Judged
from waypost.engine.options import Option
from waypost.engine.plan import Plan
from waypost.engine.record import Fact
from waypost.engine.requirement import FactTest
from waypost.engine.result import Status, Tallied


@dataclass(slots=True)
class Once:
    """The conditions of a plan whose facts serve once: by place the names of the facts that would do."""

    served_by: dict[int, tuple[str, ...]] = field(default_factory=dict)
    _known: dict[tuple[int, ...], dict[int, str]] = field(default_factory=dict, init=False)

    def weight(self, conditions: Sequence[int]) -> int:
        """What those of an option's conditions weigh that would be met alone, and are not beside each other."""
        if not self.served_by:
            return 0
        wanted = self._wanted(conditions)
        return OPEN_WEIGHT * (len(wanted) - len(self._served(wanted))) if wanted else 0

    def settled(self, judged: Mapping[str, Judged], *, plan: Plan, option: Option) -> Mapping[str, Judged]:
        """The judgments with every fact at the one condition that it serves in this option."""
        if not self.served_by:
            return judged
        places = [place for place in range(len(plan.conditions)) if option.conditions >> place & 1]
        served = self._served(self._wanted(places))
        found = dict(judged)
        for place in self._wanted(places):
            path = plan.conditions[place].about.path
            if place in served:
                found[path] = replace(found[path], tallied=_with_server(found[path].tallied, served[place]))
            else:
                rivals = [at for at in served if served[at] in self.served_by[place]]
                paths = tuple(plan.conditions[at].about.path for at in sorted(rivals))
                found[path] = _unserved(found[path], paths)
        return found

    def _wanted(self, conditions: Sequence[int]) -> tuple[int, ...]:
        return tuple(place for place in conditions if place in self.served_by)

    def _served(self, wanted: tuple[int, ...]) -> dict[int, str]:
        """Which fact serves which condition; earlier conditions are served first."""
        if wanted not in self._known:
            holder: dict[str, int] = {}
            for place in wanted:
                self._serve(place, holder, tried=set())
            self._known[wanted] = {place: name for name, place in holder.items()}
        return self._known[wanted]

    def _serve(self, place: int, holder: dict[str, int], *, tried: set[str]) -> bool:
        """Give a condition a fact: a free one, or else one whose condition can take another."""
        for name in sorted(self.served_by[place], key=holder.__contains__):
            if name not in tried:
                tried.add(name)
                if name not in holder or self._serve(holder[name], holder, tried=tried):
                    holder[name] = place
                    return True
        return False


def once_of(plan: Plan, *, facts: Iterable[Fact]) -> Once:
    """The facts that would do for each condition that wants one for itself."""
    asking = [(at, node) for at, node in enumerate(plan.conditions) if isinstance(node, FactTest) and node.once]
    if not asking:
        return Once()
    listed = tuple(facts)
    names = {at: _names(node, listed) for at, node in asking if node.about.verified}
    return Once({at: own for at, own in names.items() if own})


def _names(test: FactTest, facts: Sequence[Fact]) -> tuple[str, ...]:
    """The facts that pass by themselves; several attempts at one exam are one, texts of one key are several."""
    own = facts_of(facts, keys=test.keys, window=test.window)
    passed = [fact for fact in own if passes([fact], at_least=test.at_least, one_of=test.one_of)]
    return tuple(sorted({f"{fact.key}: {fact.value}" if isinstance(fact.value, str) else fact.key for fact in passed}))


def _with_server(tallied: Tallied | None, name: str) -> Tallied:
    return replace(tallied or Tallied(None, None, None), served=(name,))


def _unserved(judged: Judged, rivals: tuple[str, ...]) -> Judged:
    """Open, since its facts serve elsewhere."""
    tallied = replace(judged.tallied or Tallied(None, None, None), served=(), rivals=rivals)
    return Judged(Status.OPEN, tallied, (OPEN_WEIGHT,) * 3)
