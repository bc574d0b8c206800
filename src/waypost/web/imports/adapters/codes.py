"""What can be wrong with a file beside this district's data, beyond what the file shows by itself."""

from enum import StrEnum


class DistrictCode(StrEnum):
    """A stable name, stored with the run; interchange.codes has those of the file alone."""

    OTHER_DISTRICT = "other-district"  # the bundle is some other district's
    SEVERAL_DISTRICTS = "several-districts"
    ANOTHER_PERSON = "another-person"  # a known source id, but another name and another birth date
    NO_SCHOOL = "no-school"
    NO_GRADE = "no-grade"  # no grade level, and no birth date to work it out from
    UNGRADED = "ungraded"  # a code that is no grade, and no birth date to work it out from
    GRADE_WORKED_OUT = "grade-worked-out"
    UNKNOWN_IN_DISTRICT = "unknown-in-district"  # points at a row that neither the file nor the district has
    NO_CREDITS = "no-credits"  # a new course of which nobody said how many credits it earns
    NOT_IN_CATALOG = "not-in-catalog"  # a way to take a course that the district does not have
    NO_SUCH_SCHOOL = "no-such-school"  # a course is taught at a school that the district does not have
    SUBJECT_NOT_KNOWN = "subject-not-known"
