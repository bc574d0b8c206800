"""All requirements of a tree, in the order of the rulebook."""

from collections.abc import Iterator

from waypost.engine.requirement import AllOf, ChooseOf, Requirement, When


def walk(node: Requirement) -> Iterator[Requirement]:
    """The node and all below it, in the order of the rulebook."""
    yield node
    match node:
        case AllOf() | ChooseOf():
            for part in node.parts:
                yield from walk(part)
        case When():
            yield from walk(node.then)
            if node.otherwise is not None:
                yield from walk(node.otherwise)
        case _:
            pass
