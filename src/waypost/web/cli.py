"""The `waypost` command: Django's commands, with the site's settings."""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run one management command with the arguments of the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "waypost.web.settings")
    execute_from_command_line(["waypost", *sys.argv[1:]])
