"""How long one audit takes when several limits bite at once: 40 entries, seven areas, up to eight limits.

Prints the milliseconds and the counted steps at the median, the 90th of 100 and the most. CPU time, not wall time.
"""

import random
import time

from bench.audit_cases import HEAD
from bench.audits import compiled_from

from waypost.engine.audit import CompiledRulebook, audit
from waypost.engine.budget import MOST_STEPS, Budget
from waypost.engine.catalog import Course
from waypost.engine.record import Entry, Record, Stage
from waypost.engine.units import UNITS_PER_CREDIT

RECORDS = 100

AREAS = {"EN": 4, "MA": 3, "SC": 3, "SS": 3, "WL": 2, "AR": 1, "PE": 2}
LIMITS = (
    ('subject = "PE"', 1),
    ('tag = "aide"', 1),
    ('tag = "online"', 2),
    ('tag = "recovery"', 1),
    ('subject = "AR"', 1),
    ('tag = "work-study"', 1),
    ('tag = "summer"', 1),
    ('tag = "transfer"', 2),
)
TAGS = ("aide", "online", "recovery", "work-study", "summer", "transfer")


def main() -> None:
    """Print the figures."""
    records = [a_record(random.Random(number)) for number in range(RECORDS)]
    for count in range(len(LIMITS) + 1):
        found = sorted(_measured(record, book) for book in [a_book(count)] for record in records)
        median, most = found[RECORDS // 2], found[-1]
        ninetieth = found[RECORDS * 9 // 10]
        print(f"{count} limits: {median[0]:.1f} ms, {ninetieth[0]:.1f} ms, {most[0]:.1f} ms; {most[1]:,} steps at most")


def _measured(record: Record, book: CompiledRulebook) -> tuple[float, int]:
    budget = Budget()
    start = time.process_time()
    audit(record, book, budget=budget)
    return (time.process_time() - start) * 1000, MOST_STEPS - budget.left


def a_book(limits: int) -> CompiledRulebook:
    """A diploma with so many limits over all of it."""
    text = HEAD.format(id="limits", kind="graduation")
    text += "".join(f"[[limit]]\nat_most = {most}\nfrom = {{ {asked} }}\n" for asked, most in LIMITS[:limits])
    leaves = [(area, units, f'subject = "{area}"') for area, units in AREAS.items()]
    leaves.append(("electives", 6, "any_course = true"))
    for slug, units, asked in leaves:
        text += f'[[part]]\nslug = "{slug.lower()}"\ntitle = "{slug}"\ncredits = {units}\nfrom = {{ {asked} }}\n'
    return compiled_from(text)


def a_record(chance: random.Random) -> Record:
    """40 entries, many of them under several limits."""
    stages = [Stage.DONE] * 20 + [Stage.NOW] * 10 + [Stage.PLANNED] * 10
    return Record(entries=tuple(_entry(chance, number, stage) for number, stage in enumerate(stages)))


def _entry(chance: random.Random, number: int, stage: Stage) -> Entry:
    course = Course(
        code=f"C{number:02}",
        title=f"C{number:02}",
        subject=chance.choice((*AREAS, "PE", "AR", "EL", "CT")),
        units=chance.choice((UNITS_PER_CREDIT // 2, UNITS_PER_CREDIT, UNITS_PER_CREDIT)),
        tags=frozenset(tag for tag in TAGS if chance.random() < 0.3),
    )
    return Entry(
        id=course.code,
        course=course,
        stage=stage,
        units=course.units,
        mark="B" if stage is Stage.DONE else None,
        grade_level=9 + number // 10,
        school_year=2024 + number // 10,
    )


if __name__ == "__main__":
    main()
