"""A small valid OneRoster 1.2 bundle, and ways to spoil it."""

from collections.abc import Callable, Mapping

from waypost.interchange.bundle import open_bundle
from waypost.interchange.oneroster import OneRoster, read
from waypost.interchange.writing import zip_bytes

Files = Mapping[str, bytes]

_USERS_HEADER = (
    "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,"
    "email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,resourceSourcedIds,preferredGivenName,"
    "preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns"
)

_TEXT = {
    "manifest.csv": """\
propertyName,value
manifest.version,1.0
oneroster.version,1.2
file.academicSessions,bulk
file.classes,bulk
file.courses,bulk
file.demographics,bulk
file.enrollments,bulk
file.orgs,bulk
file.roles,bulk
file.users,bulk
source.systemName,Cedar Valley SIS
source.systemCode,cedar
""",
    "orgs.csv": """\
sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId
D,active,2026-08-01T00:00:00.000Z,Cedar Valley Unified,district,CV,
H,active,2026-08-01T00:00:00.000Z,Cedar Valley High,school,CVH,D
M,active,2026-08-01T00:00:00.000Z,Ridgeview Middle,school,RM,D
""",
    "academicSessions.csv": """\
sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear
Y,active,,2026-27,schoolYear,2026-08-20,2027-06-04,,2027
F,active,,Fall,semester,2026-08-20,2026-12-18,Y,2027
S,active,,Spring,semester,2027-01-05,2027-06-04,Y,2027
""",
    "users.csv": f'''\
{_USERS_HEADER}
S1,active,,true,maya,,Maya,Reyes,,1001,maya@cv.example,,,"G1,G2",10,,,,,,,H,she
S2,active,,true,theo,,Theo,Núñez,,1002,theo@cv.example,,,G3,11,,,,,,,H,
S3,active,,true,ana,,"Ana ""Anita""",O'Brien,,1003,ana@cv.example,,,G3,07,,,,,,,M,
G1,active,,true,lucia,,Lucía,Reyes,,,lucia@home.example,,,,,,,,,,,,
G2,active,,true,raul,,Raúl,Reyes,,,raul@home.example,,,,,,,,,,,,
G3,active,,true,kim,,Kim,Tran,,,kim@home.example,,,,,,,,,,,,
T1,active,,true,osei,,Kwame,Osei,,,osei@cv.example,,,,,,,,,,,H,
''',
    "roles.csv": """\
sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId
R1,active,,S1,primary,student,,,H,
R2,active,,S2,primary,student,,,H,
R3,active,,S3,primary,student,,,M,
R4,active,,G1,primary,guardian,,,H,
R5,active,,G2,primary,guardian,,,H,
R6,active,,G3,primary,guardian,,,H,
R7,active,,T1,primary,teacher,2026-08-01,2027-06-30,H,
""",
    "courses.csv": """\
sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes
C1,active,,Y,Biology,SC201,"09,10",H,Science,03051
C2,active,,Y,"Algebra, Part 1",MA101,09,H,Mathematics,02052
""",
    "classes.csv": """\
sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods
K1,active,,Biology 1,10,C1,BIO-1,scheduled,204,H,"F,S",,,1
K2,active,,Algebra 1,09,C2,ALG-1,scheduled,110,H,F,,,2
""",
    "enrollments.csv": """\
sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate
E1,active,,K1,H,S1,student,false,2026-08-20,2027-06-04
E2,active,,K1,H,S2,student,false,,
E3,active,,K2,H,S1,student,false,,
E4,active,,K1,H,T1,teacher,true,,
""",
    "demographics.csv": """\
sourcedId,status,dateLastModified,birthDate,sex,americanIndianOrAlaskaNative,asian,blackOrAfricanAmerican,nativeHawaiianOrOtherPacificIslander,white,demographicRaceTwoOrMoreRaces,hispanicOrLatinoEthnicity,countryOfBirthCode,stateOfBirthAbbreviation,cityOfBirth,publicSchoolResidenceStatus
S1,active,,2011-02-03,female,false,false,false,false,true,false,true,,,,
S2,active,,2010-05-06,male,,,,,,,,,,,
""",
}

ROSTER_FILES = tuple(name for name in _TEXT if name != "manifest.csv")
SHEETS = {
    "orgs.csv": "orgs",
    "academicSessions.csv": "academic_sessions",
    "users.csv": "users",
    "roles.csv": "roles",
    "courses.csv": "courses",
    "classes.csv": "classes",
    "enrollments.csv": "enrollments",
    "demographics.csv": "demographics",
}


def small_bundle(**changes: bytes | None) -> dict[str, bytes]:
    """The bundle's files by name; `users=b"..."` puts another file in the place of users.csv, None takes it out."""
    files: dict[str, bytes] = {name: text.replace("\n", "\r\n").encode() for name, text in _TEXT.items()}
    for name, content in changes.items():
        files.pop(f"{name}.csv")
        if content is not None:
            files[f"{name}.csv"] = content
    return files


def spoiled(file: str, spoil: Callable[[bytes], bytes]) -> dict[str, bytes]:
    """The bundle with one file changed."""
    files = small_bundle()
    return {**files, file: spoil(files[file])}


def read_files(files: Files) -> OneRoster:
    """What a zip of these files gives."""
    return read(open_bundle(zip_bytes(files)))


def replaced(file: str, old: str, new: str) -> OneRoster:
    """What the bundle gives with a piece of one file's text replaced."""
    assert old.encode() in small_bundle()[file]
    return read_files(spoiled(file, lambda content: content.replace(old.encode(), new.encode())))


def codes(roster: OneRoster) -> set[str]:
    """The codes of all problems."""
    return {str(problem.code) for problem in roster.problems}


def places(roster: OneRoster, code: str) -> list[tuple[str, int | None]]:
    """Where problems of one kind stand."""
    return [(p.location.file, p.location.line) for p in roster.problems if p.code == code]
