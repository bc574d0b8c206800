"""What the catalog says of a class is said plainly where it keeps a plan from working."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from waypost.engine.catalog import Catalog
from waypost.web.catalog.models import Adoption
from waypost.web.finder.adapters.search import Clash
from waypost.web.finder.presenters.clashes import clash_words


@dataclass
class _Known:
    catalog: Catalog = field(default_factory=lambda: Catalog(courses={}))
    adoptions: Sequence[Adoption] = ()


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("repeats", "AR30 counts only so many times."),
        ("excludes", "AR30 can't be taken with or after another class."),
        ("level_of", "AR30 is another level of a class. Only one of them counts."),
    ],
)
def test_a_rule_of_the_catalog_names_its_class(kind: str, words: str) -> None:
    assert clash_words(Clash(kind=kind, ask="office", code="AR30"), _Known()) == words
