"""A continuation school in California: ten local credits in one Carnegie credit, and single ones for parts of a course."""

from __future__ import annotations

from io import BytesIO

from tests.cast import Cast, actor_of
from tests.factories import NOW
from tests.web.rules import adopt
from waypost.interchange.writing import zip_bytes
from waypost.web.catalog.models import Adoption, Course
from waypost.web.imports import actions
from waypost.web.imports.models import RunKind
from waypost.web.schools.models import District

DIPLOMA = """
id = "cedar-continuation"
title = "Cedar continuation diploma"
kind = "graduation"
state = "CA"
authority = "Cedar Valley Unified"
citation = "Board policy 6146.1"
checked_on = 2026-08-01
status = "reviewed"
credit_scale = 10
total = 63.5

[cohort]
class_of_from = 2027
class_of_to = 2030

[[part]]
slug = "english"
title = "English"
credits = 30
from = { subject = "EN" }

[[part]]
slug = "math"
title = "Math"
credits = 15
from = { subject = "MA" }

[[part]]
slug = "health"
title = "Health"
credits = 2.5
from = { code = "WELL" }

[[part]]
slug = "work"
title = "Work experience"
credits = 12
from = { subject = "CT" }

[[part]]
slug = "portfolio"
title = "Portfolio"
credits = 1
from = { code = "PORT" }

[[part]]
slug = "elective"
title = "Elective"
credits = 3
from = { any_course = true }
"""

CATALOG = b"""code,title,subject,credits,length,terms,grades,repeatable,repeat_credits,credits_max
CEN1,English by contract,EN,10,year,,9-12,,,
WELL,Healthy living,PE,2.5,semester,fall;spring,9-12,,,
WORK,Work experience,CT,2,semester,fall;spring,9-12,yes,,10
PORT,Portfolio,EL,1,semester,fall;spring,9-12,,,
LIFE,Life skills,EL,2,semester,fall;spring,9-12,,,
"""

HISTORY = (
    "student,course,title,school_year,term,grade_level,mark,credits_attempted,credits_earned,status,repeat_code,method\n"
    "{student},CEN1,,2025-26,fall,9,B,3,3,Pass,,\n"
    "{student},CEN1,,2025-26,spring,9,B,4,4,Pass,,\n"
    "{student},CEN1,,2025-26,summer,9,C,3,3,Pass,,\n"
    "{student},WORK,,2025-26,fall,9,A,1,1,Pass,,\n"
    "{student},WORK,,2025-26,spring,9,A,2.5,2.5,Pass,,\n"
    "{student},LIFE,,2025-26,spring,9,F,2,0,Fail,,\n"
)


def in_single_credits(cast: Cast, *, history: str = HISTORY) -> Adoption:
    """The district in California's credits, with its rules in force and its catalog and history imported."""
    District.objects.filter(pk=cast.district.pk).update(credit_scale=10, state="CA")
    for row in (cast.district, cast.maya.district, cast.theo.district):
        row.refresh_from_db()
    bring_in(cast, "catalogue.csv", CATALOG, kind=RunKind.CATALOG)
    text = history.format(student=cast.maya.source_id)
    bring_in(cast, "course-history.csv", text.encode(), kind=RunKind.COURSE_HISTORY)
    cast.courses.update({course.code: course for course in Course.objects.filter(district=cast.district)})
    return adopt(cast, DIPLOMA)


def bring_in(cast: Cast, name: str, content: bytes, *, kind: RunKind) -> None:
    """Check one file and apply it, every row of it."""
    actor = actor_of(cast.mr_abara.user)
    uploads = [actions.Upload(name=f"{name}.zip", content=BytesIO(zip_bytes({name: content})))]
    run = actions.check_upload(actor, kind=kind, uploads=uploads, at=NOW)
    assert run.problems == [], run.problems
    assert actions.apply_run(actor, run=run, seen=run.version, at=NOW) is actions.ApplyAnswer.APPLIED
