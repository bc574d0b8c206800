"""Plans that find themselves: search, repair, what-if and reasons over one student's record."""

from waypost.engine.search.answer import Answer, Found, FoundPlan, Impossible, NotInTime, PlanKind, Refused
from waypost.engine.search.calendar import Calendar
from waypost.engine.search.finding import find_plan
from waypost.engine.search.kinds import find_plans
from waypost.engine.search.offering import Modality, Offering, school_offerings
from waypost.engine.search.question import Effort, Question
from waypost.engine.search.wishes import LighterTerm, PlacedCourse, Target, Wishes

__all__ = [
    "Answer",
    "Calendar",
    "Effort",
    "Found",
    "FoundPlan",
    "Impossible",
    "LighterTerm",
    "Modality",
    "NotInTime",
    "Offering",
    "PlacedCourse",
    "PlanKind",
    "Question",
    "Refused",
    "Target",
    "Wishes",
    "find_plan",
    "find_plans",
    "school_offerings",
]
