"""How fast plans are found, repaired and refused, beside a greedy heuristic and HiGHS on the same questions.

CPU time of one core, the solver's import left out. `python bench/search.py [QUESTIONS]` (20 of each kind if left out).
"""

import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from bench.search_balance import curriculum
from bench.search_cases import half_done, question
from bench.search_peers import Outcome, greedy, highs, net_worth
from bench.search_personas import PATHWAYS, Personas

from waypost.engine.repair import smallest_fix
from waypost.engine.search import Answer, Effort, Found, Impossible, Question, Target, find_plan
from waypost.engine.search.finding import search_shape
from waypost.engine.search.model import Shape, build_model
from waypost.engine.search.possible import read_question
from waypost.engine.search.solver import Solver

REFERENCE = Path(os.environ.get("WAYPOST_REFERENCE_DATA", Path(__file__).parents[2] / "shared" / "data"))
EXACT = Effort(work=30.0, gap=0.0, per_group=None, polish=0.03)
PROVEN = {"bacp_8": 17, "bacp_10": 14, "bacp_12": 17}

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Timed:
    """A result and its milliseconds."""

    result: object
    milliseconds: float


def main() -> None:
    """Print all figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    find_plan(question(999))
    searches(count)
    longer(count)
    repairs(count)
    refusals(count)
    balance()
    personas(10 * count)


def timed(work: Callable[[], object]) -> Timed:
    """Run once."""
    start = time.process_time()
    result = work()
    return Timed(result, (time.process_time() - start) * 1000)


def spread(runs: Sequence[Timed]) -> str:
    """Median and 95th percentile."""
    times = sorted(run.milliseconds for run in runs)
    return f"median {statistics.median(times):5.0f} ms, p95 {times[int(0.95 * (len(times) - 1))]:5.0f} ms"


def searches(count: int) -> None:
    """Eight terms, 250 courses, 12 groups, with the peers and the proven optimum."""
    asked = [question(number) for number in range(count)]
    found = [timed(lambda own=own: find_plan(own)) for own in asked]
    print(f"8 terms, 250 courses, 12 groups: {spread(found)}; complete {_complete(found)} of {count}")
    simple = [timed(lambda own=own: greedy(own)) for own in asked]
    whole = sum(run.result.is_complete for run in simple if isinstance(run.result, Outcome))
    print(f"  greedy, requirement by requirement: {spread(simple)}; complete {whole} of {count}")
    models = [build_model(read_question(own), Shape()) for own in asked]
    other = [timed(lambda model=model: highs(model, gap=0.01, seconds=20)) for model in models]
    print(f"  HiGHS on the same rows, second level alone, 1% gap: {spread(other)}")
    ours = [timed(lambda model=model: Solver(model.program, Effort()).solve(model.levels[0].total)) for model in models]
    print(f"  our solver settings on the same rows, second level alone, 1% gap: {spread(ours)}")
    quality(asked[: max(3, count // 2)], found, simple, other)


def quality(asked: Sequence[Question], found: Sequence[Timed], simple: Sequence[Timed], other: Sequence[Timed]) -> None:
    """The second level against the optimum over the whole catalog, proven with much work."""
    shares: dict[str, list[float]] = {"search": [], "greedy": [], "HiGHS": []}
    proven = 0
    for one, run, plain, peer in zip(asked, found, simple, other, strict=False):
        best = search_shape(one, Shape(per_group=None, is_flat=False), effort=EXACT).plan
        if best is None or best.reached[-1].value != best.reached[-1].least:
            continue
        proven += 1
        most = net_worth(one, best.placements)
        shares["search"].append(_worth(one, run.result) / most)
        shares["greedy"].append(_worth(one, plain.result) / most)
        shares["HiGHS"].append(_worth(one, peer.result) / most)
    for name, own in shares.items():
        if own:
            print(f"  {name}: {statistics.mean(own):.2%} of the optimum, worst {min(own):.2%} ({proven} proven)")


def _worth(own: Question, result: object) -> int:
    match result:
        case Found():
            return net_worth(own, result.plans[0].placements)
        case Outcome():
            return result.worth
        case _:
            return 0


def _complete(runs: Sequence[Timed]) -> int:
    return sum(isinstance(run.result, Found) and run.result.plans[0].is_complete for run in runs)


def longer(count: int) -> None:
    """Fourteen terms."""
    found = [timed(lambda number=number: find_plan(question(number, grades=7))) for number in range(count)]
    print(f"14 terms: {spread(found)}; complete {_complete(found)} of {count}")


def repairs(count: int) -> None:
    """Two of four years planned, one course dropped."""
    asked = [own for number in range(count) if (own := half_done(number)) is not None]
    found = [timed(lambda own=own: smallest_fix(own)) for own in asked]
    print(f"smallest repair of a half-done plan, all courses: {spread(found)}")


def refusals(count: int) -> None:
    """Too few periods, or never PE: refused with a smallest conflict and the cheapest way out."""
    asked = []
    for number in range(count):
        own = question(number)
        short = replace(own, calendar=replace(own.calendar, periods=5))
        never = replace(own, wishes=replace(own.wishes, never=(Target(subjects=frozenset({"PE"})),)))
        asked.extend((short, never))
    found = [timed(lambda own=own: find_plan(own)) for own in asked]
    named = sum(isinstance(run.result, Impossible) and run.result.is_smallest for run in found)
    print(f"infeasible with reasons, search included: {spread(found)}; smallest conflict named {named} of {len(found)}")


def balance() -> None:
    """The three real instances of the Balanced Academic Curriculum Problem."""
    for name, proven in PROVEN.items():
        path = REFERENCE / "bacp" / f"{name}.json"
        if not path.exists():
            print(f"{name}: not there ({path.parent})")
            continue
        own = curriculum(path, proven=proven).question
        run = timed(lambda own=own: find_plan(own, effort=Effort(work=30.0, gap=0.0, polish=5.0)))
        reached = run.result.plans[0].reached[-1] if isinstance(run.result, Found) else None
        said = f"{reached.value} (proven bound {reached.least})" if reached else "none"
        print(f"{name}: greatest load {said}, known optimum {proven}, {run.milliseconds:.0f} ms")


def personas(count: int) -> None:
    """Students of a real catalog: every feasible one planned, every refusal a named conflict."""
    path = REFERENCE / "catalogs" / "del_norte_2025_26.csv"
    if not path.exists():
        print(f"Del Norte: not there ({path.parent})")
        return
    school = Personas(path)
    school.read_pasts(PATHWAYS)
    asked = [school.question(number) for number in range(count)]
    found = [timed(lambda own=own: find_plan(own)) for own in asked]
    answers: list[Answer] = [run.result for run in found]  # type: ignore[misc]
    refused = [answer for answer in answers if isinstance(answer, Impossible)]
    smallest = sum(answer.is_smallest and bool(answer.conflict) for answer in refused)
    print(
        f"Del Norte, 307 courses, {count} personas: {spread(found)}; planned {_complete(found)}, "
        f"refused {len(refused)} (named smallest conflict {smallest}), "
        f"not in time {count - _complete(found) - len(refused)}"
    )


if __name__ == "__main__":
    main()
