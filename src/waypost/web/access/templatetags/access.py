"""The tag of every form that changes something; a built-in of all templates."""

from __future__ import annotations

from uuid import uuid4

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from waypost.web.access.once import KEY_FIELD

register = template.Library()


@register.simple_tag(takes_context=True)
def once(context: Context) -> SafeString:
    """The hidden fields of a form that is answered once: the CSRF token and a fresh key."""
    return format_html(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}"><input type="hidden" name="{}" value="{}">',
        context.get("csrf_token", ""),
        KEY_FIELD,
        uuid4(),
    )
