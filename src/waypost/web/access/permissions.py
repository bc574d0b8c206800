from enum import StrEnum


class Permission(StrEnum):
    """What may be done, named <thing>:<deed>; who may do it is in roles.py."""

    PLAN_READ = "plan:read"
    PLAN_EDIT = "plan:edit"  # change the choices in it: the student's own deed
    PLAN_ANSWER = "plan:answer"  # accept or decline what an adult proposes
    PLAN_PROPOSE = "plan:propose"
    PLAN_APPROVE = "plan:approve"
    RECORD_READ = "record:read"  # courses taken, marks, tests
    CASELOAD_READ = "caseload:read"
    DEMAND_READ = "demand:read"  # what the plans ask of next year, without names
    PEOPLE_READ = "people:read"
    CLASS_SAY = "class:say"  # a student's class year, which imports keep
    RULEBOOK_READ = "rulebook:read"
    RULEBOOK_TRY = "rulebook:try"  # see what a draft would change, for real students, without names
    RULEBOOK_PUBLISH = "rulebook:publish"
    IMPORT_RUN = "import:run"
    SITE_USE = "site:use"  # own settings, own role: whoever is signed in
