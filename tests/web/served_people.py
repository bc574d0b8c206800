"""`python -m tests.web.served_people`: the cast in the server's database; prints its students' sessions and ids.

With a branch's id it prints what that branch holds instead.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import django

PLACES = ["11-fall", "11-spring", "11-year", "11-summer", "12-fall", "12-spring", "12-year", "12-summer"]


def people() -> dict[str, Any]:
    from django.test import Client  # noqa: PLC0415  # needs the settings of the server

    from tests.cast import hire_cast  # noqa: PLC0415
    from tests.factories import make_plan, make_student  # noqa: PLC0415

    cast = hire_cast()
    found = {}
    for student in (cast.maya, cast.theo, make_student(cast.school, "Ana Li", grade_level=10)):
        client = Client()
        client.force_login(student.user)  # type: ignore[arg-type]
        found[student.given_name.lower()] = {
            "session": client.cookies["sessionid"].value,
            "student": student.pk,
            "branch": make_plan(student).branches.get().pk,
        }
    wishes = [[course.pk, place] for place in PLACES for course in cast.courses.values()]
    return {**found, "wishes": wishes}


def rows(branch_id: int) -> dict[str, Any]:
    """The planned rows and the steps of a branch, each as course and place."""
    from waypost.web.plans.models import Branch  # noqa: PLC0415

    branch = Branch.objects.get(pk=branch_id)
    planned = [[row.course_id, f"{row.grade_level}-{row.term}"] for row in branch.planned.all()]
    return {"planned": planned, "steps": branch.edits.count(), "version": branch.version}


if __name__ == "__main__":
    django.setup()
    print(json.dumps(rows(int(sys.argv[1])) if len(sys.argv) > 1 else people()))
