"""A planner to look at and to change: Maya's plan under the small diploma, and posting its forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories import make_plan
from tests.web.rules import adopt
from waypost.web.plans.models import Branch, PlannedCourse
from waypost.web.schools.models import Student


@dataclass(frozen=True, kw_only=True)
class PlannerPages:
    """One student's planner as a browser of one person meets it."""

    client: Client
    student: Student

    @property
    def branch(self) -> Branch:
        """The real plan as it is now."""
        return Branch.objects.get(plan__student=self.student, kind="real")

    def planned(self, code: str) -> PlannedCourse:
        return PlannedCourse.objects.get(branch=self.branch, course__code=code)

    def address(self, name: str = "planner", *more: Any, **query: Any) -> str:
        return reverse(f"plans:{name}", args=[self.student.pk, *more], query=query or None)

    def get(self, name: str = "planner", *more: Any, htmx: bool = False, **query: Any) -> HttpResponse:
        headers = {"HX-Request": "true"} if htmx else {}
        return self.client.get(self.address(name, *more, **query), headers=headers)  # type: ignore[return-value]

    def post(self, name: str, /, *, htmx: bool = True, key: str = "", **fields: Any) -> HttpResponse:
        """POST one step as the page's own form would, on the version that is there now unless told otherwise."""
        there = Branch.objects.filter(plan__student=self.student, kind="real").first()
        if there is not None:
            fields = {"branch": there.pk, "seen": there.version, **fields}
        headers = {"HX-Request": "true", "HX-Target": "plan-board"} if htmx else {}
        data = {"idempotency_key": key or str(uuid4()), **fields}
        return self.client.post(self.address(name), data, headers=headers)  # type: ignore[return-value]


def mayas_planner(client: Client, cast: Cast) -> PlannerPages:
    """Maya signed in, with English 11 and Speech planned."""
    adopt(cast)
    make_plan(cast.maya, (cast.courses["ENG11"], 11, "year"), (cast.courses["SPCH"], 11, "fall"))
    client.force_login(cast.maya.user)
    return PlannerPages(client=client, student=cast.maya)
