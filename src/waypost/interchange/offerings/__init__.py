"""The ways to take courses beside the school day, from a file of our own layout."""

from waypost.interchange.offerings.reading import read_offerings
from waypost.interchange.offerings.rows import CourseOffering, Modality, Offerings

__all__ = ["CourseOffering", "Modality", "Offerings", "read_offerings"]
