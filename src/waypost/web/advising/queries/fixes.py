"""What was found for the plans of a caseload, and the courses and rules that its words name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from waypost.engine.catalog import Catalog
from waypost.web.access.actor import Actor
from waypost.web.catalog.models import Adoption
from waypost.web.catalog.queries import adoptions_in_force, catalog_of
from waypost.web.finder.queries.fixes import NewestFixes, Run, newest_fixes, newest_run


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixes:
    """The newest answer to this adult for each student, and how far the newest run is; nothing where none was asked."""

    newest: Mapping[int, NewestFixes] = field(default_factory=dict)
    run: Run | None = None
    catalog: Catalog = field(default_factory=Catalog)
    adoptions: Sequence[Adoption] = ()


def fixes_of(actor: Actor) -> Fixes:
    """What the actor's own searches found, in three queries, or one where nothing was asked yet."""
    newest = newest_fixes(actor)
    if not newest:
        return Fixes()
    return Fixes(
        newest=newest,
        run=newest_run(newest),
        catalog=catalog_of(actor),
        adoptions=list(adoptions_in_force(actor)),
    )
