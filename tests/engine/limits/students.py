"""Records and rulebooks as districts have them: 40 entries, seven areas, up to ten limits that all bite."""

import random

from tests.credit import quarters
from tests.engine.cases import course, entry, record, rulebook
from waypost.engine.record import Record, Stage
from waypost.engine.requirement import Rulebook

AREAS = {"EN": 4, "MA": 3, "SC": 3, "SS": 3, "WL": 2, "AR": 1, "PE": 2}

#: What districts limit; the tags overlap each other and the subjects.
LIMITED = (
    'subject = "PE"',
    'tag = "aide"',
    'tag = "online"',
    'tag = "recovery"',
    'subject = "AR"',
    'tag = "work-study"',
    'tag = "summer"',
    'tag = "transfer"',
    'tag = ["online", "summer"]',
    'subject = ["PE", "AR"]',
)

TAGS = ("aide", "online", "recovery", "work-study", "summer", "transfer")


def limits_text(limits: list[tuple[int, float]], *, table: str = "limit") -> str:
    """Limits as (place in LIMITED, credits)."""
    return "".join(f"[[{table}]]\nat_most = {most}\nfrom = {{ {LIMITED[at]} }}\n" for at, most in limits)


def district(limits: list[tuple[int, float]], *, inner: list[tuple[int, float]] | None = None) -> Rulebook:
    """Seven areas and electives under limits; ``inner`` ones stand over science and electives alone."""
    areas = {area: _leaf("part", area, units, f'subject = "{area}"') for area, units in AREAS.items()}
    science = areas.pop("SC")
    electives = _leaf("part.part", "electives", 6, "any_course = true")
    group = '[[part]]\nslug = "group"\ntitle = "Group"\n' + limits_text(inner or [], table="part.limit")
    group += science.replace("[[part]]", "[[part.part]]") + electives
    return rulebook(limits_text(limits) + "".join(areas.values()) + group)


def _leaf(table: str, slug: str, credits: float, selector: str) -> str:
    return f'[[{table}]]\nslug = "{slug.lower()}"\ntitle = "{slug}"\ncredits = {credits}\nfrom = {{ {selector} }}\n'


def student(chance: random.Random, *, entries: int = 40) -> Record:
    """A record whose courses are under several limits at once."""
    taken = []
    for number in range(entries):
        tags = [tag for tag in TAGS if chance.random() < 0.3]
        own = course(
            f"C{number:02}",
            subject=chance.choice((*AREAS, "PE", "AR", "EL", "CT")),
            units=chance.choice(quarters(2, 4, 4)),
            tags=" ".join(tags),
        )
        stage = Stage.DONE if number < entries // 2 else Stage.NOW if number < entries * 3 // 4 else Stage.PLANNED
        taken.append(entry(own, id=f"e{number:02}", stage=stage, grade=9 + number * 4 // entries))
    return record(*taken)


def some_limits(chance: random.Random, *, count: int) -> list[tuple[int, float]]:
    """Limits of 0 to 3 credits, now and then one that can never bite, and two on the same courses."""
    return [(chance.randrange(len(LIMITED)), chance.choice((0, 0.5, 1, 1, 2, 3, 40))) for _ in range(count)]
