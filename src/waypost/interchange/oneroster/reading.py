"""Read a OneRoster bundle: manifest, each file, then the files against each other."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from waypost.interchange.bundle import Bundle
from waypost.interchange.codes import Code
from waypost.interchange.oneroster import layouts
from waypost.interchange.oneroster.checks import check_draft
from waypost.interchange.oneroster.draft import Draft
from waypost.interchange.oneroster.manifest import MANIFEST_FILE, Manifest, read_manifest
from waypost.interchange.oneroster.roster import FileReading, OneRoster
from waypost.interchange.oneroster.rows import Demographics, Role, RosterRow, User
from waypost.interchange.oneroster.version_1_1 import OLD_VERSIONS, has_old_users, read_old_roles
from waypost.interchange.oneroster.vocabulary import Outcome, Presence
from waypost.interchange.problems import Location, Problem, Severity, sort_problems
from waypost.interchange.sheet import Layout, Sheet, read_sheet

Row = TypeVar("Row", bound=RosterRow)

_NOT_READ_BY_US = frozenset(
    f"{name}.csv".casefold()
    for name in (
        *("categories", "classResources", "courseResources", "lineItemLearningObjectiveIds", "lineItems"),
        *("lineItemScoreScales", "resources", "resultLearningObjectiveIds", "results"),
        *("resultScoreScales", "scoreScales", "userProfiles", "userResources"),
        *("course-credits", "course-history", "facts", "catalogue"),
    )
)


def read(bundle: Bundle, *, accept: Collection[str] = (), now: datetime | None = None) -> OneRoster:
    """The good rows of a bundle, what became of each file, and every problem; never raises on what a file says.

    Every row refers only to rows that are here too, or to files that are not complete in this bundle.
    `accept` names the codes of problems whose suggestion a person has agreed to. With `now`, rows changed
    in the future are pointed out.
    """
    reading = _Reading(bundle, read_manifest(bundle), accept)
    draft = reading.draft()
    check_draft(draft, now=now)
    problems = sort_problems(
        (*bundle.problems, *reading.problems(), *(p for _, sheet in draft.sheets() for p in sheet.problems))
    )
    return OneRoster(
        version=reading.version,
        source_name=reading.manifest.source_name,
        source_code=reading.manifest.source_code,
        files={file: _file_reading(draft, file, sheet) for file, sheet in draft.sheets()},
        problems=tuple(problems),
        orgs=tuple(draft.orgs.rows),
        academic_sessions=tuple(draft.academic_sessions.rows),
        users=tuple(draft.users.rows),
        roles=tuple(draft.roles.rows),
        courses=tuple(draft.courses.rows),
        classes=tuple(draft.classes.rows),
        enrollments=tuple(draft.enrollments.rows),
        demographics=tuple(draft.demographics.rows),
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """One bundle being read."""

    bundle: Bundle
    manifest: Manifest
    accept: Collection[str]

    @property
    def is_old(self) -> bool:
        if self.bundle.find(Role.file):
            return False
        return self.manifest.version in OLD_VERSIONS or has_old_users(self.bundle)

    @property
    def version(self) -> str:
        return "1.1" if self.is_old else self.manifest.version

    def draft(self) -> Draft:
        draft = Draft({file: self.presence(file) for file, _ in Draft({}).sheets()})
        draft.orgs = self.sheet(layouts.ORGS)
        draft.academic_sessions = self.sheet(layouts.ACADEMIC_SESSIONS)
        draft.users = self.sheet(layouts.USERS)
        draft.roles = self.roles(draft)
        draft.courses = self.sheet(layouts.COURSES)
        draft.classes = self.sheet(layouts.CLASSES)
        draft.enrollments = self.sheet(layouts.ENROLLMENTS)
        draft.demographics = self.sheet(layouts.DEMOGRAPHICS)
        return draft

    def presence(self, file: str) -> Presence:
        is_in_users = file == Role.file and self.is_old
        return self.manifest.presence(User.file if is_in_users else file)

    def sheet(self, layout: Layout[Row]) -> Sheet[Row]:
        """A file as the manifest wants it treated: an absent one is left alone even where it is there."""
        if self.presence(layout.file) is Presence.ABSENT or self.bundle.find(layout.file) is None:
            return Sheet(layout.file)
        return read_sheet(self.bundle, layout, accept=self.accept)

    def roles(self, draft: Draft) -> Sheet[Role]:
        if self.is_old and draft.users.is_read:
            return read_old_roles(self.bundle, draft.orgs.rows, accept=self.accept)
        return self.sheet(layouts.ROLES)

    def problems(self) -> Iterator[Problem]:
        """What is wrong with the bundle beside what stands in its files."""
        if self.bundle.is_refused:
            return
        yield from self.manifest.problems
        if self.is_old:
            yield Problem(Code.OLD_VERSION, Severity.WARNING, Location(User.file, 1, "role"), detail="1.1")
        for file, _ in Draft({}).sheets():
            yield from self._file_problems(file)
        yield from self._unexpected_files()

    def _file_problems(self, file: str) -> Iterator[Problem]:
        is_there = self.bundle.find(file) is not None
        match self.presence(file):
            case Presence.ABSENT if is_there:
                yield Problem(Code.ANNOUNCED_ABSENT, Severity.WARNING, Location(file))
            case Presence.NOT_ANNOUNCED if is_there and self.manifest.is_known:
                yield Problem(Code.NOT_ANNOUNCED, Severity.WARNING, Location(file))
            case Presence.BULK | Presence.DELTA | Presence.NOT_ANNOUNCED if not is_there:
                if self._is_needed(file):
                    yield Problem(Code.MISSING_FILE, Severity.FILE, Location(file))

    def _is_needed(self, file: str) -> bool:
        if file == Role.file and self.is_old:
            return False
        return file != Demographics.file or self.presence(file) is not Presence.NOT_ANNOUNCED

    def _unexpected_files(self) -> Iterator[Problem]:
        expected = {MANIFEST_FILE.casefold(), *(file.casefold() for file, _ in Draft({}).sheets())}
        for name in sorted(self.bundle.files):
            if name.casefold() not in expected | _NOT_READ_BY_US:
                yield Problem(Code.UNEXPECTED_FILE, Severity.WARNING, Location(name))


def _file_reading(draft: Draft, file: str, sheet: Sheet[Any]) -> FileReading:
    held = sheet.held_lines()
    return FileReading(
        file=file,
        presence=draft.presences[file],
        outcome=_outcome(draft.presences[file], sheet),
        row_count=len(sheet.rows),
        held_count=len(held),
        held_ids=frozenset(filter(None, held.values())),
        unnamed_count=sum(not source_id for source_id in held.values()),
    )


def _outcome(presence: Presence, sheet: Sheet[Any]) -> Outcome:
    if sheet.is_read:
        return Outcome.READ
    if sheet.is_refused:
        return Outcome.REFUSED
    return Outcome.MISSING if presence in (Presence.BULK, Presence.DELTA) else Outcome.UNTOUCHED
