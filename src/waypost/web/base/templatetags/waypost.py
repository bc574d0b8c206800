"""The template tags of every page: icons, logo, bullets, avatars, meters, credits."""

from __future__ import annotations

from django import template
from django.forms import BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from waypost.web.base.icons import DIRECTED, LOGO, SHAPES
from waypost.web.base.presenters import Meter, avatar_color, credit_words, initials

register = template.Library()


@register.simple_tag
def icon(name: str, classes: str = "") -> SafeString:
    """One of our drawings, as decoration: the word beside it carries the meaning."""
    css = " ".join(filter(None, ("i", classes, "flip" if name in DIRECTED else "")))
    return format_html('<svg class="{}" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', css, SafeString(SHAPES[name]))


@register.simple_tag
def logo() -> SafeString:
    """The Waypost sign."""
    return SafeString(LOGO)


@register.simple_tag
def bullet(subject: str, letters: str = "", *, line: bool = False) -> SafeString:
    """The coloured bullet of a subject line, read past by screen readers, who hear the subject's name."""
    return format_html(
        '<span class="bul {}" aria-hidden="true">{}</span>',
        "" if line else subject.lower(),
        letters or subject_letters(subject),
    )


@register.filter
def subject_letters(subject: str) -> str:
    """The two letters of a subject in the reader's language: SC is CI in Spanish."""
    return {
        "EN": _("EN"),
        "MA": _("MA"),
        "SC": _("SC"),
        "SS": _("SS"),
        "WL": _("WL"),
        "CT": _("CT"),
        "AR": _("AR"),
        "PE": pgettext("subject letters", "PE"),
        "EL": _("EL"),
    }.get(subject.upper(), subject.upper()[:2])


@register.simple_tag
def avatar(name: str, classes: str = "") -> SafeString:
    """A person's initials on a colour that stays theirs; decoration beside the name."""
    css = " ".join(filter(None, ("avatar", avatar_color(name), classes)))
    return format_html('<span class="{}" aria-hidden="true">{}</span>', css, initials(name))


@register.inclusion_tag("base/_meter.html")
def meter(
    done: int | Meter, now: int = 0, planned: int = 0, open: int = 0, *, label: str = "", thin: bool = False
) -> dict[str, object]:
    """A bar in done, now, planned and open parts; without a label it is decoration beside the same words.

    Takes four numbers of one measure, or one Meter.
    """
    value = done if isinstance(done, Meter) else Meter(done, now, planned, open)
    return {"shares": value.shares(), "label": label, "thin": thin}


@register.simple_tag
def legend(done: object, now: object, planned: object, open: object) -> SafeString:
    """The words under a meter: each part with its own number, as text."""
    rows = (
        ("m-done", _("%s done") % done),
        ("m-now", _("%s this year") % now),
        ("m-plan", _("%s planned") % planned),
        ("m-open", _("%s to pick") % open),
    )
    return format_html('<ul class="legend">{}</ul>', format_html_join("", '<li><i class="{}"></i>{}</li>', rows))


@register.filter
def credits(units: int, scale: int = 1) -> str:
    """Units of credit in the district's numbers: {{ 180|credits }} is 1½."""
    return credit_words(units, scale=scale)


@register.filter
def styled(field: BoundField) -> SafeString:
    """The field's input in our look, tied to its hint and its problem for screen readers."""
    widget = field.field.widget
    described = [f"{field.auto_id}_helptext"] if field.help_text else []
    if field.errors:
        described.append(f"{field.auto_id}_error")
    attrs: dict[str, str | bool] = {"class": f"input {widget.attrs.get('class', '')}".strip()}
    if described:
        attrs["aria-describedby"] = " ".join(described)
    return field.as_widget(attrs=attrs)
