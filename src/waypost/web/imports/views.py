"""The pages of imports: what came before, a new upload, and one run from preview to undo."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from waypost.web.access.guards import ActorRequest, page
from waypost.web.access.permissions import Permission
from waypost.web.base import clock
from waypost.web.base.moves import IllegalMove

from . import actions, queries
from .forms import ApplyForm, FixForm, LookForm, UploadForm, VersionForm
from .models import Run, RunKind
from .presenters.brake import Typists
from .presenters.past import past_rows
from .presenters.problem_list import STEP
from .presenters.run_page import run_page, upload_steps

PAST_ON_A_PAGE = 20
STUDENTS_ON_A_PAGE = 50


@page(Permission.IMPORT_RUN)
def run_list(request: ActorRequest) -> HttpResponse:
    return _list_page(request, UploadForm())


@page(Permission.IMPORT_RUN, verbs=("POST",))
def run_check(request: ActorRequest) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _list_page(request, form, status=422)
    uploads = [actions.Upload(name=one.name or "upload", content=one.file) for one in form.cleaned_data["uploads"]]
    kind = RunKind(form.cleaned_data["kind"])
    run = actions.check_upload(request.actor, kind=kind, uploads=uploads, at=clock.now())
    return redirect("imports:run_detail", run.pk)


@page(Permission.IMPORT_RUN)
def run_detail(request: ActorRequest, run_id: int) -> HttpResponse:
    run = get_object_or_404(queries.runs_of(request.actor), pk=run_id)
    look = LookForm(request.GET)
    asked = look.cleaned_data if look.is_valid() else {}
    missing = {key for stop in run.brake.get("stops", ()) for key in stop["school_ids"]}
    shown = run_page(
        run,
        at=clock.now(),
        school_names=queries.names_of_schools(request.actor, source_ids=missing),
        names_to_type=actions.names_to_type(run) if run.brake else [],
        typists=Typists(
            is_first=run.vouched_by_id == request.actor.user_id,
            others=queries.others_who_import(request.actor) if run.brake else [],
        ),
        kept=queries.kept_names(run),
        open_group=asked.get("group") or 0,
        shown=asked.get("shown") or STEP,
    )
    context = {"page": shown, "run": run, "past": _past(request)}
    return TemplateResponse(request, "imports/run_detail.html", context)


@page(Permission.IMPORT_RUN)
def run_going(request: ActorRequest, run_id: int) -> HttpResponse:
    run = get_object_or_404(queries.runs_of(request.actor), pk=run_id)
    students = Paginator(queries.students_going(request.actor, run=run), STUDENTS_ON_A_PAGE)
    context = {"run": run, "page": students.get_page(request.GET.get("page"))}
    return TemplateResponse(request, "imports/run_going.html", context)


@page(Permission.IMPORT_RUN, verbs=("POST",))
def run_apply(request: ActorRequest, run_id: int) -> HttpResponse:
    form = ApplyForm(request.POST)

    def apply(run: Run, seen: int) -> str:
        name = form.cleaned_data["name"]
        answer = actions.apply_run(request.actor, run=run, seen=seen, at=clock.now(), confirmed_name=name)
        return {
            actions.ApplyAnswer.LOOK_AGAIN: _("The district changed since you looked. Here are the new numbers."),
            actions.ApplyAnswer.NEEDS_SECOND: _("Noted. Nobody is turned off until a second person says the same."),
            actions.ApplyAnswer.WRONG_NAME: _("That is not the name. Nothing was saved, and nobody was turned off."),
        }.get(answer, "")

    return _move(request, run_id, form, apply)


@page(Permission.IMPORT_RUN, verbs=("POST",))
def run_fix(request: ActorRequest, run_id: int) -> HttpResponse:
    form = FixForm(request.POST)

    def fix(run: Run, seen: int) -> str:
        actions.accept_fix(request.actor, run=run, code=form.cleaned_data["code"], seen=seen)
        return ""

    return _move(request, run_id, form, fix)


@page(Permission.IMPORT_RUN, verbs=("POST",))
def run_drop(request: ActorRequest, run_id: int) -> HttpResponse:
    def drop(run: Run, seen: int) -> str:
        actions.drop_run(request.actor, run=run, seen=seen, at=clock.now())
        return ""

    return _move(request, run_id, VersionForm(request.POST), drop)


@page(Permission.IMPORT_RUN, verbs=("POST",))
def run_undo(request: ActorRequest, run_id: int) -> HttpResponse:
    def undo(run: Run, seen: int) -> str:
        actions.undo_run(request.actor, run=run, seen=seen, at=clock.now())
        return ""

    return _move(request, run_id, VersionForm(request.POST), undo)


@page(Permission.IMPORT_RUN, verbs=("POST",))
def run_again(request: ActorRequest, run_id: int) -> HttpResponse:
    run = get_object_or_404(queries.runs_of(request.actor), pk=run_id)
    again = actions.check_again(request.actor, run=run, at=clock.now())
    return redirect("imports:run_detail", again.pk)


def _move(request: ActorRequest, run_id: int, form: VersionForm, move: Callable[[Run, int], str]) -> HttpResponse:
    """Move a run by one action and show it again, with what the action has to say."""
    run = get_object_or_404(queries.runs_of(request.actor), pk=run_id)
    if not form.is_valid():
        return TemplateResponse(request, "400.html", {"reason": "form"}, status=400)
    try:
        said = move(run, form.cleaned_data["version"])
    except IllegalMove:
        said = _("That can't be done with this import any more.")
    except actions.Busy:
        said = _("Another import is being saved right now. Try again in a minute.")
    if said:
        messages.warning(request, said)
    return redirect("imports:run_detail", run.pk)


def _list_page(request: ActorRequest, form: UploadForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "past": _past(request), "steps": upload_steps()}
    return TemplateResponse(request, "imports/run_list.html", context, status=status)


def _past(request: ActorRequest) -> object:
    return past_rows(queries.past_runs(request.actor)[:PAST_ON_A_PAGE], at=clock.now())
