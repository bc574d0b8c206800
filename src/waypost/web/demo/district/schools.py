"""The invented district and its four schools."""

from __future__ import annotations

from .values import District, School

CEDAR_HIGH = "CV-HS-1"
NORTH_HIGH = "CV-HS-2"
RIDGEVIEW_MIDDLE = "CV-MS-1"
ALDER_MIDDLE = "CV-MS-2"
HIGH_SCHOOLS = (CEDAR_HIGH, NORTH_HIGH)
MIDDLE_SCHOOLS = (RIDGEVIEW_MIDDLE, ALDER_MIDDLE)

#: The middle school whose students go on to this high school.
FEEDER = {CEDAR_HIGH: RIDGEVIEW_MIDDLE, NORTH_HIGH: ALDER_MIDDLE}

DISTRICT = District(
    id="CV",
    slug="cedar-valley",
    name="Cedar Valley Unified",
    state="Demo state",
    plan_name="Student Success Plan",
    plan_name_es="Plan para el Éxito Estudiantil",
    time_zone="America/Chicago",
    first_grade_planned=9,
    periods=7,
)

SCHOOLS = (
    School(id=CEDAR_HIGH, name="Cedar Valley High School", first_grade=9, last_grade=12),
    School(id=NORTH_HIGH, name="North Fork High School", first_grade=9, last_grade=12),
    School(id=RIDGEVIEW_MIDDLE, name="Ridgeview Middle School", first_grade=6, last_grade=8),
    School(id=ALDER_MIDDLE, name="Alder Creek Middle School", first_grade=6, last_grade=8),
)
