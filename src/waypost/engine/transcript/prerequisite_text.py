"""A prerequisite in the text language that `parse_prerequisite` reads."""

from typing import assert_never

from waypost.engine.prerequisite import AnyOf, Ask, EveryOf, Free, NeedCourse, Prerequisite


def written_prerequisite(asked: Prerequisite) -> str:
    """The text of a prerequisite."""
    match asked:
        case Free():
            return "none"
        case Ask():
            return asked.text
        case NeedCourse():
            grade = f":{asked.min_grade}" if asked.min_grade else ""
            return f"{asked.code}{grade}{'*' if asked.concurrent else ''}"
        case EveryOf():
            return " and ".join(_inside(part) for part in asked.parts)
        case AnyOf():
            return " or ".join(_inside(part) for part in asked.parts)
        case _:
            assert_never(asked)


def _inside(part: Prerequisite) -> str:
    text = written_prerequisite(part)
    return f"({text})" if isinstance(part, EveryOf | AnyOf) else text
