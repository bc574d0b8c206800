"""Which organizations of a bundle are this district and its schools; the school years."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from waypost.interchange.oneroster.rows import AcademicSession, Org
from waypost.interchange.oneroster.vocabulary import OrgType, SessionType
from waypost.interchange.problems import Problem, Severity

from ..change_set import ChangedRow, TableChanges
from ..codes import DistrictCode
from ..compare import Stored, Wanted, compare
from ..tables import DISTRICTS, SCHOOLS, YEARS
from .reading import Reading


def find_district(reading: Reading) -> Org | Problem | None:
    """The bundle's row of this district; a problem where the bundle belongs to another, None where it names none."""
    listed = [org for org in reading.roster.orgs if org.type is OrgType.DISTRICT and not org.is_leaving]
    own_id = reading.district.source_id
    for org in listed:
        if org.source_id == own_id or (not own_id and len(listed) == 1):
            return org
    if not listed:
        return None
    code = DistrictCode.OTHER_DISTRICT if own_id else DistrictCode.SEVERAL_DISTRICTS
    names = ", ".join(org.name for org in listed[:3])
    return Problem(code, Severity.FILE, listed[0].location, subject=listed[0].source_id, detail=names)


def district_changes(reading: Reading, org: Org | None) -> TableChanges:
    """The first bundle gives the district its source id."""
    district = reading.district
    if org is None or district.source_id:
        return TableChanges(table=DISTRICTS, same=1)
    change = ChangedRow((district.slug,), district.pk, {"source_id": ""}, {"source_id": org.source_id})
    return TableChanges(table=DISTRICTS, changed=(change,))


def own_schools(reading: Reading, org: Org | None) -> dict[str, Org]:
    """The schools of this district by source id; a bundle of one district needs no tree of parents."""
    orgs = {one.source_id: one for one in reading.roster.orgs if not one.is_leaving}
    schools = {key: one for key, one in orgs.items() if one.type is OrgType.SCHOOL}
    if org is None or sum(one.type is OrgType.DISTRICT for one in orgs.values()) < 2:
        return schools
    return {key: one for key, one in schools.items() if org.source_id in ancestors(one, orgs)}


def ancestors(org: Org, orgs: dict[str, Org]) -> set[str]:
    """The source ids above an organization."""
    above: set[str] = set()
    while org.parent_id in orgs and org.parent_id not in above:
        above.add(org.parent_id)
        org = orgs[org.parent_id]
    return above


def school_changes(reading: Reading, schools: dict[str, Org], stored: dict[tuple[str, ...], Stored]) -> TableChanges:
    """New, renamed and vanished schools."""
    wanted = {(key,): Wanted({"name": org.name, "is_active": True}, org.location) for key, org in schools.items()}
    leaving = {org.source_id for org in reading.roster.orgs if org.is_leaving}
    return compare(
        SCHOOLS,
        wanted=wanted,
        stored=stored,
        problems=reading.problems,
        is_gone=lambda key: key[0] in leaving or reading.is_whole("orgs.csv"),
    )


def year_changes(reading: Reading, stored: dict[tuple[int, ...], Stored]) -> TableChanges:
    """School years: from rows of that type, else from the first to the last day of their parts."""
    wanted = {}
    for year, sessions in sessions_by_year(reading).items():
        whole = [one for one in sessions if one.type is SessionType.SCHOOL_YEAR] or sessions
        starts_on, ends_on = span(whole)
        if starts_on < ends_on:
            wanted[(year,)] = Wanted({"starts_on": starts_on, "ends_on": ends_on}, whole[0].location)
    return compare(YEARS, wanted=wanted, stored=stored, problems=reading.problems)


def sessions_by_year(reading: Reading) -> dict[int, list[AcademicSession]]:
    """The sessions in force by the year in which their school year starts."""
    found: dict[int, list[AcademicSession]] = {}
    for session in reading.roster.academic_sessions:
        if not session.is_leaving:
            found.setdefault(session.school_year, []).append(session)
    return found


def span(sessions: Iterable[AcademicSession]) -> tuple[date, date]:
    """The first and the last day of the sessions together."""
    sessions = list(sessions)
    return min(one.starts_on for one in sessions), max(one.ends_on for one in sessions)
