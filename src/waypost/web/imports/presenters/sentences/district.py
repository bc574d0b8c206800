"""What can be wrong with a file beside what the district has."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from waypost.interchange.codes import Code
from waypost.web.imports.adapters.codes import DistrictCode

from .words import Words

DISTRICT: Final = {
    Code.UNKNOWN_STUDENT: Words(
        _("We do not know this student here."), _("Import the roster first, or check the student's id.")
    ),
    Code.UNKNOWN_COURSE: Words(
        _("The catalog has no course %(found)s, and the row has no title."),
        _("Load the catalog first, or give the course a title."),
    ),
    DistrictCode.OTHER_DISTRICT: Words(
        _("%(file)s is about another district: %(found)s."), _("Pick your own bundle. Nothing was read from this one.")
    ),
    DistrictCode.SEVERAL_DISTRICTS: Words(
        _("%(file)s holds several districts: %(found)s."), _("Send a bundle with your district alone the first time.")
    ),
    DistrictCode.ANOTHER_PERSON: Words(
        _("The id belonged to somebody else: the name and the birth date both differ."),
        _("We do not mix two people's plans. Give the new student a new id."),
    ),
    DistrictCode.NO_SCHOOL: Words(
        _("We can't tell the student's school."), _("Add a student role at one of the schools.")
    ),
    DistrictCode.NO_GRADE: Words(
        _("There is no grade level, and no birth date to work it out from."), _("Fill in the grade.")
    ),
    DistrictCode.UNGRADED: Words(
        _("The code %(found)s is no grade, and there is no birth date. The student came in without a grade level."),
        _("Without a class year no graduation rules are checked. Set the class year on the student's page."),
    ),
    DistrictCode.GRADE_WORKED_OUT: Words(
        _("There is no grade level. From the birth date we took grade %(meant)s."),
        _("Fill in the grade if that is wrong."),
    ),
    DistrictCode.UNKNOWN_IN_DISTRICT: Words(
        _("The row points at %(found)s, which neither the upload nor the district has."),
        _("Add it, or take the row out."),
    ),
    DistrictCode.NO_CREDITS: Words(
        _("We do not know how many credits the course gives. It counts for nothing yet."),
        _("Load a catalog, or put course-credits.csv beside the roster."),
    ),
    DistrictCode.NOT_IN_CATALOG: Words(
        _("The catalog has no course %(found)s."), _("Load the catalog first, or correct the code.")
    ),
    DistrictCode.NO_SUCH_SCHOOL: Words(
        _("The district has no school %(found)s, so nobody is offered the course there."),
        _("Write the school's name or id as the roster has it."),
    ),
    DistrictCode.SUBJECT_NOT_KNOWN: Words(
        _("We can't tell the subject. The course stands with the electives."), _("Load a catalog that names it.")
    ),
}
