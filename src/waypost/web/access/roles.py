"""Who may do what: the one table to read, and to print for a data-protection officer."""

from waypost.web.schools.models import Role

from .permissions import Permission as P

GRANTS: dict[Role, frozenset[P]] = {
    Role.STUDENT: frozenset({P.SITE_USE, P.PLAN_READ, P.PLAN_EDIT, P.PLAN_ANSWER, P.RECORD_READ, P.RULEBOOK_READ}),
    Role.GUARDIAN: frozenset({P.SITE_USE, P.PLAN_READ, P.RECORD_READ, P.RULEBOOK_READ}),
    Role.TEACHER: frozenset({P.SITE_USE, P.PLAN_READ, P.RULEBOOK_READ}),
    Role.ADVISOR: frozenset({P.SITE_USE, P.PLAN_READ, P.PLAN_PROPOSE, P.CASELOAD_READ, P.RULEBOOK_READ}),
    Role.COUNSELOR: frozenset(
        {
            P.SITE_USE,
            P.PLAN_READ,
            P.PLAN_PROPOSE,
            P.PLAN_APPROVE,
            P.RECORD_READ,
            P.CASELOAD_READ,
            P.CLASS_SAY,
            P.RULEBOOK_READ,
        }
    ),
    Role.CASE_MANAGER: frozenset({P.SITE_USE, P.PLAN_READ, P.RECORD_READ, P.RULEBOOK_READ}),
    Role.SCHOOL_ADMIN: frozenset(
        {
            P.SITE_USE,
            P.PLAN_READ,
            P.RECORD_READ,
            P.DEMAND_READ,
            P.PEOPLE_READ,
            P.CLASS_SAY,
            P.RULEBOOK_READ,
            P.RULEBOOK_TRY,
        }
    ),
    Role.DISTRICT_ADMIN: frozenset(
        {
            P.SITE_USE,
            P.DEMAND_READ,
            P.PEOPLE_READ,
            P.CLASS_SAY,
            P.RULEBOOK_READ,
            P.RULEBOOK_TRY,
            P.RULEBOOK_PUBLISH,
            P.IMPORT_RUN,
        }
    ),
    Role.PRIVACY_OFFICER: frozenset({P.SITE_USE, P.PLAN_READ, P.RECORD_READ, P.PEOPLE_READ, P.RULEBOOK_READ}),
}


def may(role: Role, permission: P) -> bool:
    """Whether the role has the deed at all, for at least somebody."""
    return permission in GRANTS[role]
