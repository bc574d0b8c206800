"""Course catalogues in our own layout and in that of Del Norte, as the same typed rows."""

from waypost.interchange.catalogue.del_norte import read_del_norte
from waypost.interchange.catalogue.reading import read_catalogue, read_course_credits
from waypost.interchange.catalogue.rows import (
    Catalogue,
    CatalogueCourse,
    CourseCredit,
    CourseCredits,
    CourseLength,
    CourseLevel,
)
from waypost.interchange.catalogue.writing import write_catalogue

__all__ = [
    "Catalogue",
    "CatalogueCourse",
    "CourseCredit",
    "CourseCredits",
    "CourseLength",
    "CourseLevel",
    "read_catalogue",
    "read_course_credits",
    "read_del_norte",
    "write_catalogue",
]
