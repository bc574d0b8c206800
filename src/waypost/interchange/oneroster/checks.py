"""Every check that looks at more than one row, in an order in which what is held early counts later."""

from datetime import datetime, timedelta

from waypost.interchange.codes import Code
from waypost.interchange.oneroster.draft import Draft, row_problem
from waypost.interchange.oneroster.duplicates import hold_duplicates
from waypost.interchange.oneroster.references import hold_dangling, leave_out_links
from waypost.interchange.oneroster.rows import (
    AcademicSession,
    Course,
    Org,
    Role,
    SchoolClass,
    User,
)
from waypost.interchange.oneroster.trees import hold_broken_tree
from waypost.interchange.problems import Severity

_CLOCKS_DIFFER = timedelta(days=1)


def check_draft(draft: Draft, *, now: datetime | None) -> None:
    """Hold the rows of a draft that contradict other rows."""
    for _, sheet in draft.sheets():
        hold_duplicates(sheet)
    _check_orgs_and_sessions(draft)
    _check_people(draft)
    _check_classes(draft)
    if now is not None:
        _warn_of_the_future(draft, now)


def _check_orgs_and_sessions(draft: Draft) -> None:
    hold_broken_tree(draft.orgs, draft.known(draft.orgs, Org.file))
    sessions = draft.known(draft.academic_sessions, AcademicSession.file)
    hold_broken_tree(draft.academic_sessions, sessions)


def _check_people(draft: Draft) -> None:
    orgs = draft.known(draft.orgs, Org.file)
    users = draft.known(draft.users, User.file)
    leave_out_links(draft.users, "primaryOrgSourcedId", orgs, "primary_org_id")
    leave_out_links(draft.users, "agentSourcedIds", users, "agent_ids")
    hold_dangling(draft.roles, "userSourcedId", users, lambda role: (role.user_id,))
    hold_dangling(draft.roles, "orgSourcedId", orgs, lambda role: (role.org_id,))
    hold_dangling(draft.demographics, "sourcedId", users, lambda row: (row.source_id,))
    _warn_of_people_without_role(draft)


def _check_classes(draft: Draft) -> None:
    orgs = draft.known(draft.orgs, Org.file)
    sessions = draft.known(draft.academic_sessions, AcademicSession.file)
    hold_dangling(draft.courses, "orgSourcedId", orgs, lambda course: (course.org_id,))
    leave_out_links(draft.courses, "schoolYearSourcedId", sessions, "school_year_id")
    courses = draft.known(draft.courses, Course.file)
    hold_dangling(draft.classes, "courseSourcedId", courses, lambda section: (section.course_id,))
    hold_dangling(draft.classes, "schoolSourcedId", orgs, lambda section: (section.school_id,))
    hold_dangling(draft.classes, "termSourcedIds", sessions, lambda section: section.session_ids)
    classes = draft.known(draft.classes, SchoolClass.file)
    users = draft.known(draft.users, User.file)
    hold_dangling(draft.enrollments, "classSourcedId", classes, lambda seat: (seat.class_id,))
    hold_dangling(draft.enrollments, "schoolSourcedId", orgs, lambda seat: (seat.school_id,))
    hold_dangling(draft.enrollments, "userSourcedId", users, lambda seat: (seat.user_id,))


def _warn_of_people_without_role(draft: Draft) -> None:
    """Only where all roles are known: a held role may be the one that seems to lack."""
    if draft.known(draft.roles, Role.file) is None or draft.roles.held_lines():
        return
    with_role = {role.user_id for role in draft.roles.rows}
    draft.users.problems.extend(
        row_problem(draft.users, user, Code.NO_ROLE, severity=Severity.WARNING)
        for user in draft.users.rows
        if user.source_id not in with_role and not user.is_leaving
    )


def _warn_of_the_future(draft: Draft, now: datetime) -> None:
    for _, sheet in draft.sheets():
        sheet.problems.extend(
            row_problem(
                sheet,
                row,
                Code.IN_THE_FUTURE,
                severity=Severity.WARNING,
                column="dateLastModified",
                detail=row.modified_at.isoformat(),
            )
            for row in sheet.rows
            if row.modified_at and row.modified_at - now > _CLOCKS_DIFFER
        )
