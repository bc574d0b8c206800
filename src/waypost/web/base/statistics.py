"""What the database knows of its own rows, from which it chooses how to answer."""

from __future__ import annotations

from django.db import connection


def renew_statistics() -> None:
    """Count the rows anew after many were written; PostgreSQL by itself does so only a while after the commit.

    Until then it believes new tables to be empty, and a join that takes milliseconds takes minutes.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
