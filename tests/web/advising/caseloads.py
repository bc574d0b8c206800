"""A caseload of any size: students with plans, some of them sent, each with a stored audit."""

from __future__ import annotations

from tests.cast import Cast
from tests.credit import credits
from tests.factories import NOW, look_after, make_course, make_plan, make_student
from waypost.web.audits.models import StoredAudit
from waypost.web.catalog.models import Adoption, Course
from waypost.web.reviews.actions import send_plan
from waypost.web.reviews.models import Review
from waypost.web.schools.models import Student, search_form

LABS = {"LAB1": ("Lab 1", ""), "LAB2": ("Lab 2", "LAB1"), "LAB3": ("Lab 3", "LAB2:C")}

#: What completes the small diploma of tests.web.rules together with nothing in the record.
WHOLE = [
    ("ENG9", 9),
    ("ENG10", 10),
    ("ENG11", 11),
    ("ENG12", 12),
    ("LAB1", 9),
    ("LAB2", 10),
    ("LAB3", 11),
    ("ART1", 12),
]


def add_students(cast: Cast, count: int, *, grade_level: int = 9) -> list[Student]:
    """More students for Ms. Whitfield."""
    found = []
    for number in range(count):
        name = f"Student{number:03d} Sample"
        student = make_student(cast.school, name, grade_level=grade_level, search_name=search_form(name))
        look_after(cast.ms_whitfield, student)
        found.append(student)
    return found


def send_whole_plan(cast: Cast, student: Student, *, note: str = "", without: str = "") -> Review:
    """A plan that passes every check of the small diploma, sent; `without` leaves one course out."""
    courses = {**cast.courses, **labs(cast)}
    choices = [(courses[code], grade, "year") for code, grade in WHOLE if code != without]
    plan = make_plan(student, *choices)
    return send_plan(cast.actor(student), plan=plan, seen=1, note=note, at=NOW)


def labs(cast: Cast) -> dict[str, Course]:
    """Three lab courses, each of which needs the one before."""
    known = {course.code: course for course in Course.objects.filter(district=cast.district, code__in=LABS)}
    return known or {
        code: make_course(cast.district, code, subject="SC", title=title, tags=["lab"], prerequisite=needed)
        for code, (title, needed) in LABS.items()
    }


def store(
    student: Student, adoption: Adoption, *, status: str, planned: int = credits(8), needed: int = credits(8)
) -> StoredAudit:
    """A stored result of a rulebook."""
    return StoredAudit.objects.create(
        student=student,
        rulebook=adoption.rulebook,
        at=NOW,
        engine_version="1",
        record_digest=f"{StoredAudit.objects.count():064d}",
        rulebook_digest=adoption.rulebook.digest,
        status=status,
        done=0,
        now=0,
        planned=planned,
        needed=needed,
        result={},
    )
