"""The rulebooks and policies that ship with Waypost, as texts; the engine reads them (docs/formats/rulebook.md)."""

import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable

#: The invented district's rulebooks and the policy files are read by themselves.
_NOT_SHIPPED = frozenset({"demo", "policies", "__pycache__"})


def shipped() -> dict[str, str]:
    """The rulebooks of real authorities by file name (``us-tx/foundation-22.toml``)."""
    top = files(__name__)
    folders = sorted((folder for folder in top.iterdir() if folder.is_dir()), key=lambda folder: folder.name)
    return {
        name: text
        for folder in folders
        if folder.name not in _NOT_SHIPPED
        for name, text in _texts(folder, place=folder.name).items()
    }


def demo() -> dict[str, str]:
    """The rulebooks of the invented Cedar Valley by file name."""
    return _texts(files(__name__) / "demo", place="demo")


def gpa_policies() -> dict[str, str]:
    """The grading policies by file name (``policies/gpa/colleton-sc.toml``)."""
    return _texts(files(__name__) / "policies" / "gpa", place="policies/gpa")


def standing_policies() -> dict[str, str]:
    """The tables of class standing by file name."""
    return _texts(files(__name__) / "policies" / "standing", place="policies/standing")


def rulebook_text(rulebook_id: str) -> str | None:
    """The text of the shipped or the demo rulebook with this id, or None."""
    texts = (*shipped().values(), *demo().values())
    return next((text for text in texts if tomllib.loads(text).get("id") == rulebook_id), None)


def _texts(folder: Traversable, *, place: str) -> dict[str, str]:
    found = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    return {f"{place}/{file.name}": file.read_text(encoding="utf-8") for file in found}
