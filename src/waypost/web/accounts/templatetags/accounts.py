"""What the sign-in pages need to show allauth's forms in our look."""

from __future__ import annotations

from django import template
from django.forms import BoundField

register = template.Library()


@register.filter
def without_placeholder(field: BoundField) -> BoundField:
    """The field without the grey word in its box, which repeats the label and fades while one types."""
    field.field.widget.attrs.pop("placeholder", None)
    return field
