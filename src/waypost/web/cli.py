"""The `waypost` command: Django's commands, with the site's settings."""

from __future__ import annotations

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from waypost.web.base.schema import refuse_other_versions


def main() -> None:
    """Run one management command with the arguments of the command line; settings that are wrong are one sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "waypost.web.settings")
    try:
        settings.INSTALLED_APPS  # noqa: B018  # loads them
    except ImproperlyConfigured as wrong:
        sys.exit(f"waypost: {wrong}")
    if sys.argv[1:2] != ["demo_prepare"]:  # it lays an older demo anew
        refuse_other_versions()
    execute_from_command_line(["waypost", *sys.argv[1:]])
