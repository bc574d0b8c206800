"""Next year's demand: counts, sections, conflicts, and periods for the courses that meet only once."""

from waypost.engine.demand.counting import (
    CourseTerm,
    Demand,
    Pair,
    PairFault,
    PairProblem,
    demand_from_counts,
    demand_of,
)
from waypost.engine.demand.leaving_out import LeftOut, left_out
from waypost.engine.demand.periods import Clash, Timetable, assign_periods, timetable_of
from waypost.engine.demand.sections import SectionNeed, sections_needed

__all__ = [
    "Clash",
    "CourseTerm",
    "Demand",
    "LeftOut",
    "Pair",
    "PairFault",
    "PairProblem",
    "SectionNeed",
    "Timetable",
    "assign_periods",
    "demand_from_counts",
    "demand_of",
    "left_out",
    "sections_needed",
    "timetable_of",
]
