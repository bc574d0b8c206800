"""The one way in which reading a file stops: a problem that holds the whole file."""

from waypost.interchange.problems import Location, Problem, Severity


class FileRefusedError(Exception):
    """A file that is not read at all; `problem` says why and where. Caught inside this package."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def refusal(
    code: str, file: str, *, line: int | None = None, column: str | None = None, detail: str = "", suggestion: str = ""
) -> FileRefusedError:
    """The error that holds a whole file, ready to raise."""
    location = Location(file, line, column)
    return FileRefusedError(Problem(code, Severity.FILE, location, detail=detail, suggestion=suggestion))
