"""What a bundle said: rows to import, what became of each file, and everything to look at."""

from collections.abc import Mapping
from dataclasses import dataclass

from waypost.interchange.oneroster.rows import (
    AcademicSession,
    Course,
    Demographics,
    Enrollment,
    Org,
    Role,
    SchoolClass,
    User,
)
from waypost.interchange.oneroster.vocabulary import Outcome, Presence
from waypost.interchange.problems import Problem


@dataclass(frozen=True, slots=True)
class FileReading:
    """What became of one file: `row_count` good rows, `held_count` rows that wait, and the ids of those.

    `unnamed_count` counts held rows whose id cannot be read.
    """

    file: str
    presence: Presence
    outcome: Outcome
    row_count: int = 0
    held_count: int = 0
    held_ids: frozenset[str] = frozenset()
    unnamed_count: int = 0

    @property
    def may_remove(self) -> bool:
        """Whether a stored row that this file does not name can be taken as gone.

        Only a complete bulk file with rows says so; a row in `held_ids` is never gone.
        """
        is_whole = self.outcome is Outcome.READ and self.presence is Presence.BULK
        return is_whole and self.row_count > 0 and self.unnamed_count == 0


@dataclass(frozen=True, slots=True)
class OneRoster:
    """A bundle's good rows in file order, with every problem that its files have."""

    version: str
    source_name: str
    source_code: str
    files: Mapping[str, FileReading]
    problems: tuple[Problem, ...] = ()
    orgs: tuple[Org, ...] = ()
    academic_sessions: tuple[AcademicSession, ...] = ()
    users: tuple[User, ...] = ()
    roles: tuple[Role, ...] = ()
    courses: tuple[Course, ...] = ()
    classes: tuple[SchoolClass, ...] = ()
    enrollments: tuple[Enrollment, ...] = ()
    demographics: tuple[Demographics, ...] = ()

    def guardian_links(self) -> tuple[tuple[str, str], ...]:
        """Pairs of (student's source id, source id of a person who looks after them), in file order."""
        return tuple((user.source_id, agent_id) for user in self.users for agent_id in user.agent_ids)
