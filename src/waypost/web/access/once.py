"""A form is answered once: its key and its change stand or fall in one transaction."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from waypost.web.base import clock
from waypost.web.base.concurrency import StaleWrite
from waypost.web.history.models import Receipt

KEY_FIELD = "idempotency_key"
KEY = re.compile(r"[0-9A-Za-z-]{1,64}")


def answer_once(request: HttpRequest, view: Callable[..., HttpResponse], *args: Any, **kwargs: Any) -> HttpResponse:
    """The view's answer; for a POST, the first answer again where this key was seen before."""
    if request.method != "POST":
        return view(request, *args, **kwargs)
    key = request.headers.get("Idempotency-Key") or request.POST.get(KEY_FIELD, "")
    if not KEY.fullmatch(key):
        return TemplateResponse(request, "400.html", {"reason": "key"}, status=400)
    try:
        with transaction.atomic():
            return _first_answer(request, key, view, *args, **kwargs)
    except StaleWrite as stale:
        return TemplateResponse(request, "409.html", {"current": stale.current}, status=409)


def _first_answer(
    request: HttpRequest, key: str, view: Callable[..., HttpResponse], *args: Any, **kwargs: Any
) -> HttpResponse:
    receipt = _receipt(request, key)
    if receipt is None:
        return _repeated(request, Receipt.objects.get(user_id=request.user.pk or 0, key=key))
    response = view(request, *args, **kwargs)
    if isinstance(response, TemplateResponse):
        response.render()
    if response.status_code >= 400:  # a refusal did nothing, so it keeps nothing: not its key, nor half of a deed
        transaction.set_rollback(True)
        return response
    status, location = response.status_code, response.headers.get("Location", "")
    if (status, location) != (receipt.status, receipt.location):
        Receipt.objects.filter(pk=receipt.pk).update(status=status, location=location)
    return response


def _receipt(request: HttpRequest, key: str) -> Receipt | None:
    try:
        with transaction.atomic():
            return Receipt.objects.create(
                user_id=request.user.pk or 0, key=key, path=request.path[:300], at=clock.now(), status=200
            )
    except IntegrityError:
        return None


def _repeated(request: HttpRequest, receipt: Receipt) -> HttpResponse:
    """A redirect is given again; a changed piece of a page is shown by loading the page as it is now."""
    if receipt.location:
        return HttpResponseRedirect(receipt.location)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return HttpResponseRedirect(request.headers.get("Referer") or request.path)
