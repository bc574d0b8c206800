"""The page on which the school says a student's class year."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from waypost.web.access.guards import ActorRequest, page
from waypost.web.access.permissions import Permission
from waypost.web.access.roles import may
from waypost.web.access.scope import students_for
from waypost.web.base import clock
from waypost.web.base.concurrency import StaleWrite
from waypost.web.plans.actions.class_year import say_class_year
from waypost.web.plans.forms.class_year import ClassYearForm


@page(Permission.CLASS_SAY, verbs=("GET", "POST"))
def class_year(request: ActorRequest, student_id: int) -> HttpResponse:
    """Say the class year; imports keep it."""
    students = students_for(request.actor, Permission.CLASS_SAY).select_related("district", "school")
    student = get_object_or_404(students, pk=student_id)
    form = ClassYearForm(request.POST or None, initial={"class_of": student.class_of, "seen": student.class_of})
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            say_class_year(
                request.actor, student=student, seen=asked["seen"], class_of=asked["class_of"], at=clock.now()
            )
        except StaleWrite:
            form.add_error(None, _("The class year changed after this page was opened. Look at it once more."))
        else:
            messages.success(request, _("Saved. Imports keep this class year."))
            return redirect("plans:class_year", student.pk)
    context = {
        "form": form,
        "student": student,
        "is_said": "class_of" in student.locked,
        "reads_plan": may(request.actor.role, Permission.PLAN_READ),
    }
    return TemplateResponse(request, "plans/class_year.html", context, status=422 if form.errors else 200)
