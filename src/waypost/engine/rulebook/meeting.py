"""Which rules of a rulebook meet in many ways, in one sentence, for the person who is to let fewer of them meet."""

from collections.abc import Iterator

from waypost.engine.deciding import all_nodes
from waypost.engine.requirement import AllOf, ChooseOf, Credits, Rulebook
from waypost.engine.selector import BothMatch, EitherMatch, Match, Selector

#: So many are named one by one.
_NAMED = 10

_WORDS = ("title", "subjects", "codes", "all_tags", "tags", "levels", "terms", "methods")


def rules_that_meet(rulebook: Rulebook) -> str:
    """The limits over the same parts and the parts that want one value each, with their places."""
    named = [*_limits(rulebook), *_same(rulebook)]
    more = len(named) - _NAMED
    return ", ".join(named[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def _limits(rulebook: Rulebook) -> Iterator[str]:
    groups = [node for node in all_nodes(rulebook.root) if isinstance(node, AllOf | ChooseOf)]
    counts = {node.about.path: len(node.limits) + len(node.course_limits) for node in groups}
    for node in groups:
        path = node.about.path
        over_it = sum(count for other, count in counts.items() if _is_over(other, path) or _is_over(path, other))
        if over_it > 1:
            selectors = [limit.selector for limit in node.limits]
            selectors += [limit.selector for limit in node.course_limits]
            yield from (f"the limit on {_asked(selector)} in {_place(path)}" for selector in selectors)


def _same(rulebook: Rulebook) -> Iterator[str]:
    for node in all_nodes(rulebook.root):
        if isinstance(node, Credits) and node.same:
            yield f"'same' in {_place(node.about.path)}"


def _is_over(path: str, other: str) -> bool:
    return not path or path == other or other.startswith(f"{path}/")


def _place(path: str) -> str:
    return f"'{path}'" if path else "the whole rulebook"


def _asked(selector: Selector) -> str:
    """What a selector asks for, in the words of the file."""
    match selector:
        case Match():
            words = [getattr(selector, name) for name in _WORDS]
            told = [word if isinstance(word, str) else " or ".join(sorted(map(str, word))) for word in words if word]
            return f"'{' '.join(told)}'" if told else "some courses"
        case EitherMatch() | BothMatch():
            joined = " or " if isinstance(selector, EitherMatch) else " and "
            return joined.join(_asked(part) for part in selector.parts)
        case _:
            return "courses"
