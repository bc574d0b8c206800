"""The columns of each file in the order in which OneRoster 1.2 lists them."""

_COMMON = "sourcedId status dateLastModified "
_RACES = (
    "americanIndianOrAlaskaNative asian blackOrAfricanAmerican nativeHawaiianOrOtherPacificIslander white "
    "demographicRaceTwoOrMoreRaces hispanicOrLatinoEthnicity "
)
_ORDER = {
    "orgs.csv": "name type identifier parentSourcedId",
    "academicSessions.csv": "title type startDate endDate parentSourcedId schoolYear",
    "users.csv": (
        "enabledUser username userIds givenName familyName middleName identifier email sms phone "
        "agentSourcedIds grades password userMasterIdentifier resourceSourcedIds preferredGivenName "
        "preferredMiddleName preferredFamilyName primaryOrgSourcedId pronouns"
    ),
    "roles.csv": "userSourcedId roleType role beginDate endDate orgSourcedId userProfileSourcedId",
    "courses.csv": "schoolYearSourcedId title courseCode grades orgSourcedId subjects subjectCodes",
    "classes.csv": (
        "title grades courseSourcedId classCode classType location schoolSourcedId termSourcedIds "
        "subjects subjectCodes periods"
    ),
    "enrollments.csv": "classSourcedId schoolSourcedId userSourcedId role primary beginDate endDate",
    "demographics.csv": (
        f"birthDate sex {_RACES}countryOfBirthCode stateOfBirthAbbreviation cityOfBirth publicSchoolResidenceStatus"
    ),
}

COLUMN_ORDER: dict[str, tuple[str, ...]] = {
    file: tuple((_COMMON + columns).split()) for file, columns in _ORDER.items()
}
