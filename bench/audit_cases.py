"""Invented records and three rulebooks for the audit bench: a diploma, a university list, a pathway."""

import random

from waypost.engine.catalog import Course, Level
from waypost.engine.record import Entry, Fact, Record, Stage
from waypost.engine.units import UNITS_PER_CREDIT

HEAD = """
id = "{id}"
title = "{id}"
kind = "{kind}"
authority = "Bench"
citation = "Bench"
checked_on = 2026-11-24
"""

DIPLOMA = """
total = 24
[[part]]
slug = "english"
title = "English"
credits = 4
from = { subject = "EN" }
[[part]]
slug = "algebra"
title = "Algebra 1"
credits = 1
from = { tag = "algebra-1" }
[[part]]
slug = "geometry"
title = "Geometry"
credits = 1
from = { tag = "geometry" }
[[part]]
slug = "quantitative"
title = "Quantitative course"
credits = 1
from = [{ tag = "quantitative" }, { tag = "computer-science" }]
[[part]]
slug = "math"
title = "More math"
credits = 1
from = { subject = "MA" }
[[part]]
slug = "lab"
title = "Lab science"
credits = 2
from = { subject = "SC", tag = "lab" }
[[part]]
slug = "science"
title = "More science"
credits = 1
from = [{ subject = "SC" }, { tag = "computer-science" }]
[[part]]
slug = "social"
title = "Social studies"
credits = 3
from = { subject = "SS" }
[[part]]
slug = "language"
title = "One language"
credits = 2
same = "language:"
from = { subject = "WL" }
[[part]]
slug = "arts-or-career"
title = "Arts or career"
choose = 1
  [[part.part]]
  slug = "arts"
  title = "Arts"
  credits = 1
  from = { subject = "AR" }
  [[part.part]]
  slug = "career"
  title = "Career"
  credits = 1
  from = { subject = "CT" }
[[part]]
slug = "pe"
title = "PE"
credits = 1.5
from = { subject = "PE" }
[[part]]
slug = "electives"
title = "Electives"
credits = 5.5
from = { any_course = true }
[[part]]
slug = "service"
title = "Service"
fact = "service_hours"
at_least = 75
"""

UNIVERSITY = """
total = 15
min_mark = "C"
[[part]]
slug = "a"
title = "History"
credits = 2
from = { tag = "uc:a" }
[[part]]
slug = "b"
title = "English"
credits = 4
from = { tag = "uc:b" }
[[part]]
slug = "c"
title = "Math"
credits = 3
from = { tag = "uc:c" }
[[part]]
slug = "d"
title = "Science"
credits = 2
from = { tag = "uc:d" }
[[part]]
slug = "e"
title = "Language"
credits = 2
same = "language:"
from = { tag = "uc:e" }
[[part]]
slug = "f"
title = "Arts"
credits = 1
from = { tag = "uc:f" }
[[part]]
slug = "g"
title = "Elective"
credits = 1
from = { tag = ["uc:a", "uc:b", "uc:c", "uc:d", "uc:e", "uc:f", "uc:g"] }
[[part]]
slug = "eleven"
title = "Eleven before the last year"
shared = true
credits = 11
by_grade = 11
from = { tag = ["uc:a", "uc:b", "uc:c", "uc:d", "uc:e", "uc:f", "uc:g"] }
"""

PATHWAY = """
[[part]]
slug = "core"
title = "Pathway courses"
credits = 2
from = { subject = "CT" }
[[part]]
slug = "science"
title = "Life science"
credits = 2
from = { tag = "lab" }
[[part]]
slug = "more"
title = "Two of these"
choose = 2
  [[part.part]]
  slug = "math"
  title = "Advanced math"
  credits = 1
  from = { tag = "quantitative" }
  [[part.part]]
  slug = "computing"
  title = "Computing"
  credits = 1
  from = { tag = "computer-science" }
  [[part.part]]
  slug = "third"
  title = "A third pathway course"
  credits = 1
  from = { subject = "CT" }
"""

RULEBOOKS = (
    HEAD.format(id="diploma", kind="graduation") + DIPLOMA,
    HEAD.format(id="university", kind="university") + UNIVERSITY,
    HEAD.format(id="pathway", kind="pathway") + PATHWAY,
)

_TAGS = {
    "EN": ({"uc:b"},),
    "MA": ({"algebra-1", "uc:c"}, {"geometry", "uc:c"}, {"quantitative", "uc:c"}, {"uc:c"}),
    "SC": ({"lab", "uc:d"}, {"uc:d"}, {"lab", "uc:d"}, {"computer-science", "uc:g"}),
    "SS": ({"uc:a"}, {"uc:g"}),
    "WL": ({"language:spanish", "uc:e"}, {"language:french", "uc:e"}),
    "AR": ({"uc:f"},),
    "CT": ({"computer-science"}, set()),
    "PE": (set(),),
    "EL": (set(), {"uc:g"}),
}


def _courses() -> list[Course]:
    found = []
    for subject, kinds in _TAGS.items():
        for number in range(20):
            tags = frozenset(kinds[number % len(kinds)])
            level = Level.HONORS if number % 5 == 0 else Level.REGULAR
            code = f"{subject}{number:02}"
            found.append(Course(code=code, title=code, subject=subject, units=UNITS_PER_CREDIT, tags=tags, level=level))
    return found


CATALOG = _courses()


def a_record(chance: random.Random) -> Record:
    """A record of 32 different courses over four years, the first half of them earned."""
    courses = chance.sample(CATALOG, 32)
    stages = [Stage.DONE] * 16 + [Stage.NOW] * 8 + [Stage.PLANNED] * 8
    entries = tuple(
        Entry(
            id=f"e{number:02}",
            course=course,
            stage=stage,
            units=chance.choice((UNITS_PER_CREDIT // 2, UNITS_PER_CREDIT, UNITS_PER_CREDIT)),
            mark=chance.choice("AABBCD") if stage is Stage.DONE else None,
            grade_level=9 + number // 8,
            school_year=2024 + number // 8,
        )
        for number, (course, stage) in enumerate(zip(courses, stages, strict=True))
    )
    return Record(entries=entries, facts=(Fact(key="service_hours", value=chance.randrange(120)),))
